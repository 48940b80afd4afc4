import { sql } from 'kysely';
import { custodyOf } from '#kernel/access';
import { record } from '#kernel/audit';
import { actWithLink, newId, newLinkToken, onConstraint, type AnyWrites, type Writes } from '#kernel/db';
import type { Language } from '#kernel/i18n';
import type { Keyring } from '#kernel/keys';
import { isTimeZone, type Instant, type TimeZone } from '#kernel/time';
import type { Office } from '#modules/offices';
import type { PersonId } from '#modules/people';
import type { AppointmentId } from './appointment.ts';
import { requireSlot } from './free-slots.ts';
import { sealToken } from './link.ts';
import { planMessages } from './plan-messages.ts';
import { refuse } from './refusals.ts';
import type { Slot } from './slots.ts';

/** Who books: a visitor without an account, a person for their own file, or the desk for a file or for nobody's. */
export type Booker =
  | { kind: 'visitor' }
  | { kind: 'person'; personId: PersonId }
  | { kind: 'desk'; accountId: string; personId: PersonId | null };

export interface Booking {
  startsAt: Instant;
  name: string;
  /** E.164. */
  phone: string | null;
  email: string | null;
  language: Language;
  spokenLanguage: string;
  topic: string;
  visitorTimeZone: TimeZone;
}

type Reach = Writes<'access' | 'appointments' | 'audit' | 'jobs' | 'offices' | 'places'>;

/**
 * Books a seat, plans confirmation and reminder, and answers the secret of the visitor's link, of which the table keeps
 * a hash. Refusals: not-a-slot, slot-gone, slot-taken, address-missing (a visitor without phone and e-mail), three-open,
 * six-a-day, not-found (no such file).
 */
export async function bookSlot(
  trx: Reach,
  keyring: Keyring,
  booker: Booker,
  office: Office,
  booking: Booking,
  now: Date,
): Promise<{ id: AppointmentId; token: string }> {
  if (booker.kind === 'visitor' && !booking.phone && !booking.email) throw refuse('address-missing', { field: 'phone' });
  const slot = await requireSlot(trx, office, booking.startsAt, now, booker.kind === 'desk' ? 'desk' : 'visitor');
  const file = await fileOf(trx, booker);
  const id = newId<'appointments.appointments'>();
  const link = newLinkToken();
  // From here on the transaction acts as the visitor who was just given the link.
  if (booker.kind === 'visitor') await actWithLink(trx as unknown as AnyWrites, link.hash); // only the executor is used
  const seat = await freeSeat(trx, office, slot, null);
  await trx
    .insertInto('appointments.appointments')
    .values({
      id,
      office_id: office.id,
      starts_at: new Date(slot.startsAt),
      ends_at: new Date(slot.endsAt),
      seat,
      name: booking.name,
      phone: booking.phone,
      email: booking.email,
      language: booking.language,
      spoken_language: booking.spokenLanguage,
      topic: booking.topic,
      visitor_time_zone: isTimeZone(booking.visitorTimeZone) ? booking.visitorTimeZone : office.timeZone,
      token_hash: link.hash,
      sealed_token: sealToken(keyring, id, link.token),
      person_id: file?.personId ?? null,
      custodian_id: file?.custodianId ?? null,
      booked_by: booker.kind === 'desk' ? booker.accountId : null,
    })
    .execute()
    .catch(
      onConstraint({
        ...takenSeat,
        appointments_three_open: () => refuse('three-open'),
        appointments_six_a_day: () => refuse('six-a-day'),
      }),
    );
  await planMessages(trx, { id, startsAt: slot.startsAt }, 'booked', now);
  if (file) await recordChange(trx, 'appointments.booked', { id, officeId: office.id, personId: file.personId });
  return { id, token: link.token };
}

/** The constraints that say that a seat is gone: their index is the last guard behind {@link freeSeat}. */
export const takenSeat = {
  appointments_one_seat: () => refuse('slot-taken', { field: 'slot' }),
  appointments_no_such_seat: () => refuse('slot-taken', { field: 'slot' }),
};

/** The first free seat of a slot, held for this transaction. Refusals: slot-taken. */
export async function freeSeat(
  trx: Writes<'appointments'>,
  office: Pick<Office, 'id'>,
  slot: Slot,
  moving: AppointmentId | null,
): Promise<number> {
  const { rows } = await sql<{ seat: number | null }>`
    select appointments.free_seat(${office.id}, ${slot.startsAt}, ${slot.endsAt}, ${moving}) as seat`.execute(trx);
  const seat = rows[0]?.seat;
  if (!seat) throw refuse('slot-taken', { field: 'slot' });
  return seat;
}

/** Writes a change of an appointment into the audit of the file that it belongs to. */
export async function recordChange(
  trx: Writes<'audit'>,
  verb: `appointments.${string}`,
  { id, officeId, personId }: { id: AppointmentId; officeId: string; personId: PersonId | null },
): Promise<void> {
  if (!personId) return;
  await record(trx, {
    verb,
    purpose: 'people.purpose.counselling',
    scopeId: officeId,
    subjectId: personId,
    objectKind: 'appointments.appointments',
    objectId: id,
  });
}

async function fileOf(trx: Reach, booker: Booker): Promise<{ personId: PersonId; custodianId: string } | null> {
  const personId = booker.kind === 'visitor' ? null : booker.personId;
  if (!personId) return null;
  const custody = await custodyOf(trx, personId);
  if (!custody) throw refuse('not-found');
  return { personId, custodianId: custody.custodianId };
}
