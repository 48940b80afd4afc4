export type { Appointment, AppointmentId, AppointmentState } from './appointment.ts';
export type { Slot } from './slots.ts';
export { freeSlots, type Seeker } from './free-slots.ts';
export { appointmentsOf, countAppointments, getAppointment, listAppointments, type AppointmentFilter } from './read-appointments.ts';
export { bookSlot, type Booker, type Booking } from './book-slot.ts';
export { appointmentBecameFile, cancelAppointment, markAppointment, moveAppointment } from './change-appointment.ts';
export { appointmentTasks, appointmentTimetable } from './jobs.ts';
export type { AppointmentContext } from './tell-visitor.ts';
