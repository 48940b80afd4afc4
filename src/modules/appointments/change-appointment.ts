import { custodyOf } from '#kernel/access';
import { onConstraint, type Writes } from '#kernel/db';
import type { Instant } from '#kernel/time';
import type { Office } from '#modules/offices';
import type { PersonId } from '#modules/people';
import { allowed, type Appointment, type AppointmentAction, type AppointmentId } from './appointment.ts';
import { freeSeat, recordChange, takenSeat } from './book-slot.ts';
import { requireSlot, type Seeker } from './free-slots.ts';
import { planMessages } from './plan-messages.ts';
import { getAppointment } from './read-appointments.ts';
import { refuse } from './refusals.ts';

/** Each move sends a message to an address that nobody has proved; the desk moves as often as it must. */
const MOST_MOVES = 5;

type Reach = Writes<'appointments' | 'audit' | 'jobs'>;

/**
 * Moves an appointment to another slot of its office and tells the visitor. Refusals: not-found, past, already-cancelled,
 * already-settled, same-time, moved-too-often, not-a-slot, slot-gone, slot-taken.
 */
export async function moveAppointment(
  trx: Writes<'appointments' | 'audit' | 'jobs' | 'offices' | 'places'>,
  id: AppointmentId,
  office: Office,
  startsAt: Instant,
  now: Date,
  mover: Seeker,
): Promise<void> {
  const appointment = await open(trx, id, 'move', now);
  if (appointment.officeId !== office.id) throw refuse('not-found');
  if (mover === 'visitor' && appointment.sequence >= MOST_MOVES) throw refuse('moved-too-often');
  const slot = await requireSlot(trx, office, startsAt, now, mover).catch((error: unknown) => {
    // A slot with one seat is full because of the appointment itself.
    throw appointment.startsAt === startsAt ? refuse('same-time', { field: 'slot' }) : error;
  });
  if (appointment.startsAt === slot.startsAt) throw refuse('same-time', { field: 'slot' });
  const seat = await freeSeat(trx, office, slot, id);
  const changed = await trx
    .updateTable('appointments.appointments')
    .set({ starts_at: new Date(slot.startsAt), ends_at: new Date(slot.endsAt), seat })
    .where('id', '=', id)
    .where('state', '=', 'booked')
    .executeTakeFirst()
    .catch(onConstraint(takenSeat));
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
  await planMessages(trx, { id, startsAt: slot.startsAt }, 'moved', now);
  await recordChange(trx, 'appointments.moved', appointment);
}

/** Cancels an appointment and tells the visitor; its seat is free at once. Refusals: not-found, past, already-cancelled, already-settled. */
export async function cancelAppointment(trx: Reach, id: AppointmentId, now: Date, by: Seeker): Promise<void> {
  const appointment = await open(trx, id, 'cancel', now);
  await setState(trx, id, 'cancelled');
  await planMessages(trx, appointment, by === 'desk' ? 'called-off' : 'cancelled', now);
  await recordChange(trx, 'appointments.cancelled', appointment);
}

/**
 * Says whether the visitor came, or takes that back. For the desk: row security leaves other changes to nobody else.
 * Refusals: not-found, not-yet, already-cancelled, already-settled, not-settled.
 */
export async function markAppointment(trx: Reach, id: AppointmentId, mark: 'keep' | 'miss' | 'undo', now: Date): Promise<void> {
  const appointment = await open(trx, id, mark, now);
  await setState(trx, id, ({ keep: 'kept', miss: 'missed', undo: 'booked' } as const)[mark]);
  await recordChange(trx, 'appointments.marked', appointment);
}

/** Says which file an appointment became, so that it shows in the person's own space. Refusals: not-found, file-set. */
export async function appointmentBecameFile(trx: Writes<'access' | 'appointments'>, id: AppointmentId, personId: PersonId): Promise<void> {
  const custody = await custodyOf(trx, personId);
  if (!custody) throw refuse('not-found');
  const changed = await trx
    .updateTable('appointments.appointments')
    .set({ person_id: personId, custodian_id: custody.custodianId })
    .where('id', '=', id)
    .executeTakeFirst()
    .catch(onConstraint({ appointments_file_final: () => refuse('file-set') }));
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
}

async function open(trx: Reach, id: AppointmentId, action: AppointmentAction, now: Date): Promise<Appointment> {
  const appointment = await getAppointment(trx, id);
  if (!appointment) throw refuse('not-found');
  const verdict = allowed(appointment, action, now);
  if (verdict !== true) throw refuse(verdict);
  return appointment;
}

async function setState(trx: Reach, id: AppointmentId, state: Appointment['state']): Promise<void> {
  const changed = await trx
    .updateTable('appointments.appointments')
    .set({ state })
    .where('id', '=', id)
    .executeTakeFirst()
    .catch(onConstraint({ appointments_no_such_move: () => refuse('already-settled'), appointments_not_yet: () => refuse('not-yet') }));
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
}
