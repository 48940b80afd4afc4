import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { addDays, addMinutes, fromLocal, isInstant, toInstant, toLocal, type Day, type Instant } from '#kernel/time';
import { closedDays, officeHours, type Office } from '#modules/offices';
import { refuse } from './refusals.ts';
import { slotsOf, withoutTaken, type Slot, type TakenSeat } from './slots.ts';

/** How far ahead an office can be booked. */
export const HORIZON_DAYS = 56;

/** How long before its start a slot leaves the public list; the desk books up to the last minute. */
const LEAD_MINUTES = 60;

/** Who looks for a time. */
export type Seeker = 'visitor' | 'desk';

/**
 * The free slots of an office from a day on, in its calendar: opening hours without closed days, full slots, what is
 * too near and what lies beyond eight weeks. `seats` says how many are left.
 */
export async function freeSlots(
  trx: Reads<'appointments' | 'offices' | 'places'>,
  office: Office,
  from: Day,
  days: number,
  now: Date,
  seeker: Seeker = 'visitor',
): Promise<Slot[]> {
  const earliest = earliestStart(now, seeker);
  return (await slotsWithSeats(trx, office, from, days, now)).filter((slot) => slot.seats > 0 && slot.startsAt >= earliest);
}

/**
 * The slot that begins at a moment, with a seat left. Refusals: `not-a-slot` (outside the hours, or beyond the
 * horizon), `slot-gone` (past or too near), `slot-taken`.
 */
export async function requireSlot(
  trx: Reads<'appointments' | 'offices' | 'places'>,
  office: Office,
  startsAt: Instant,
  now: Date,
  seeker: Seeker,
): Promise<Slot> {
  if (!office.active || !isInstant(startsAt)) throw refuse('not-a-slot', { field: 'slot' });
  const wanted = toInstant(startsAt);
  if (wanted < earliestStart(now, seeker)) throw refuse('slot-gone', { field: 'slot' });
  const { day } = toLocal(wanted, office.timeZone);
  const slot = (await slotsWithSeats(trx, office, day, 1, now)).find((one) => one.startsAt === wanted);
  if (!slot) throw refuse('not-a-slot', { field: 'slot' });
  if (slot.seats === 0) throw refuse('slot-taken', { field: 'slot' });
  return slot;
}

/** The last day, in the office's calendar, that can be booked now. */
function lastDay(office: Pick<Office, 'timeZone'>, now: Date): Day {
  return addDays(toLocal(now.toISOString(), office.timeZone).day, HORIZON_DAYS);
}

function earliestStart(now: Date, seeker: Seeker): Instant {
  return addMinutes(now.toISOString(), seeker === 'visitor' ? LEAD_MINUTES : 0);
}

async function slotsWithSeats(
  trx: Reads<'appointments' | 'offices' | 'places'>,
  office: Office,
  from: Day,
  days: number,
  now: Date,
): Promise<Slot[]> {
  const today = toLocal(now.toISOString(), office.timeZone).day;
  const first = from > today ? from : today;
  const asked = addDays(from, days);
  const bound = addDays(lastDay(office, now), 1);
  const end = asked < bound ? asked : bound;
  if (!office.active || first >= end) return [];
  const hours = await officeHours(trx, office.id);
  const closed = await closedDays(trx, office, first, end);
  const slots = slotsOf(
    office,
    hours,
    closed.map(({ onDay }) => onDay),
    { from: first, days: daysFrom(first, end) },
  );
  const taken = await takenSeats(trx, office, fromLocal(first, '00:00', office.timeZone), fromLocal(end, '00:00', office.timeZone));
  return withoutTaken(slots, taken);
}

function daysFrom(first: Day, end: Day): number {
  return Math.round((Date.parse(end) - Date.parse(first)) / 86_400_000);
}

async function takenSeats(trx: Reads<'appointments'>, office: Office, from: Instant, to: Instant): Promise<TakenSeat[]> {
  const { rows } = await sql<TakenSeat>`
    select seat, starts_at as "startsAt", ends_at as "endsAt"
      from appointments.taken(${office.id}, ${from}, ${to})`.execute(trx);
  return rows;
}
