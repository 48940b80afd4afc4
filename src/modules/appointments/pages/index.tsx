import type { Route } from '#kernel/http';
import { appointmentRoute, calendarRoute } from './appointment.tsx';
import { bookRoute } from './book.tsx';
import { callOffRoute } from './call-off.tsx';
import { cancelRoute } from './cancel.tsx';
import { deskAppointmentRoute, markRoute } from './desk-appointment.tsx';
import { deskBookRoute } from './desk-book.tsx';
import { deskListRoute } from './desk-list.tsx';
import { moveRoute } from './move.tsx';

export const routes: readonly Route[] = [
  bookRoute,
  appointmentRoute,
  calendarRoute,
  moveRoute,
  cancelRoute,
  deskListRoute,
  deskBookRoute,
  callOffRoute,
  deskAppointmentRoute,
  markRoute,
];

export {
  MyAppointments,
  PersonAppointments,
  readMyAppointments,
  readPersonAppointments,
  type AppointmentsData,
} from './appointments-panel.tsx';
