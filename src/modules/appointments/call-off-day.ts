import type { Reads, Writes } from '#kernel/db';
import { addDays, fromLocal, type Day } from '#kernel/time';
import { closedDays, type Office } from '#modules/offices';
import type { Appointment } from './appointment.ts';
import { cancelAppointment } from './change-appointment.ts';
import { listAppointments } from './read-appointments.ts';
import { refuse } from './refusals.ts';

/** More than a desk has in a day. */
const MOST = 500;

/** The appointments still to come on a day on which their office is closed; none where it is open. */
export async function bookedOnClosedDay(
  trx: Reads<'appointments' | 'offices' | 'places'>,
  office: Office,
  day: Day,
  now: Date,
): Promise<Appointment[]> {
  if ((await closedDays(trx, office, day, day)).length === 0) return [];
  const begin = fromLocal(day, '00:00', office.timeZone);
  const { rows } = await listAppointments(trx, {
    officeIds: [office.id],
    from: begin > now.toISOString() ? begin : now.toISOString(),
    to: fromLocal(addDays(day, 1), '00:00', office.timeZone),
    state: 'booked',
    limit: MOST,
    offset: 0,
  });
  return rows;
}

/**
 * Calls off every appointment of a day on which the office is closed, and tells each visitor. Answers how many.
 * Refusal: nothing-to-call-off, where the office is open that day or nobody is booked any more.
 */
export async function callOffDay(
  trx: Writes<'appointments' | 'audit' | 'jobs' | 'offices' | 'places'>,
  office: Office,
  day: Day,
  now: Date,
): Promise<number> {
  const booked = await bookedOnClosedDay(trx, office, day, now);
  if (booked.length === 0) throw refuse('nothing-to-call-off');
  for (const { id } of booked) await cancelAppointment(trx, id, now, 'desk');
  return booked.length;
}
