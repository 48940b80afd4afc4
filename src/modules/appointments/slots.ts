import { slotsBetween, type Day, type Instant, type Span } from '#kernel/time';
import type { Office, OfficeHours } from '#modules/offices';

/** A time that an office offers, with the seats that are free in it. */
export interface Slot extends Span {
  /** Within hours that are for women only. */
  womenOnly: boolean;
  seats: number;
}

/** A seat that is taken for a time. */
export interface TakenSeat {
  seat: number;
  startsAt: Date;
  endsAt: Date;
}

/**
 * The times that an office offers in some days, all seats free. Hours for women only are cut apart from the others, so
 * that no slot lies in both.
 */
export function slotsOf(
  office: Pick<Office, 'timeZone' | 'slotMinutes' | 'seatsPerSlot'>,
  hours: readonly OfficeHours[],
  closedDays: Iterable<Day>,
  period: { from: Day; days: number },
): Slot[] {
  const holidays = [...closedDays];
  const cut = (womenOnly: boolean) =>
    slotsBetween({
      hours: hours.filter((line) => line.womenOnly === womenOnly),
      zone: office.timeZone,
      minutes: office.slotMinutes,
      holidays,
      ...period,
    }).map((span): Slot => ({ ...span, womenOnly, seats: office.seatsPerSlot }));
  return [...cut(false), ...cut(true)].toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
}

/** The slots with the seats that nobody has taken for any part of them; one may have none left. */
export function withoutTaken(slots: readonly Slot[], taken: readonly TakenSeat[]): Slot[] {
  const spans = taken.map(({ seat, startsAt, endsAt }) => ({ seat, from: startsAt.getTime(), to: endsAt.getTime() }));
  return slots.map((slot) => {
    const [from, to] = [Date.parse(slot.startsAt), Date.parse(slot.endsAt)];
    const seats = new Set(spans.filter((one) => one.from < to && from < one.to && one.seat <= slot.seats).map(({ seat }) => seat));
    return { ...slot, seats: slot.seats - seats.size };
  });
}

/** Slots by the day on which they begin, in the zone's calendar, in order. */
export function byDay<T extends { startsAt: Instant }>(slots: readonly T[], dayOf: (moment: Instant) => Day): { day: Day; slots: T[] }[] {
  const days = new Map<Day, T[]>();
  for (const slot of slots) {
    const day = dayOf(slot.startsAt);
    const ofDay = days.get(day);
    if (ofDay) ofDay.push(slot);
    else days.set(day, [slot]);
  }
  return [...days].map(([day, ofDay]) => ({ day, slots: ofDay }));
}
