export {
  allowed,
  appointmentActions,
  appointmentMoves,
  appointmentStates,
  type Appointment,
  type AppointmentAction,
  type AppointmentId,
  type AppointmentState,
} from './appointment.ts';
export type { Slot } from './slots.ts';
export { freeSlots, HORIZON_DAYS, lastDay, LEAD_MINUTES, type Seeker } from './free-slots.ts';
export {
  appointmentsOf,
  appointmentSorts,
  countAppointments,
  getAppointment,
  listAppointments,
  type AppointmentFilter,
} from './read-appointments.ts';
export { bookSlot, type Booker, type Booking } from './book-slot.ts';
export { appointmentBecameFile, cancelAppointment, markAppointment, moveAppointment } from './change-appointment.ts';
export { linkOf } from './link.ts';
export { appointmentTasks, appointmentTimetable } from './jobs.ts';
export type { AppointmentContext } from './tell-visitor.ts';
