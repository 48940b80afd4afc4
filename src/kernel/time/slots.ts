import { addDays, weekday } from './day.ts';
import type { Day, Weekday } from './day.ts';
import { fromLocal } from './instant.ts';
import type { Instant, TimeZone } from './instant.ts';

/** Opening hours of one weekday, in the local time of the place: `09:00` to `12:30`; `24:00` closes at midnight. */
export interface WeeklyHours {
  weekday: Weekday;
  opens: string;
  closes: string;
}

/** A stretch of time: from `startsAt` on, up to but without `endsAt`. */
export interface Span {
  startsAt: Instant;
  endsAt: Instant;
}

export interface SlotRequest {
  hours: readonly WeeklyHours[];
  zone: TimeZone;
  /** The first day. */
  from: Day;
  /** How many days from there, at most 366. */
  days: number;
  /** The length of a slot. */
  minutes: number;
  holidays?: Iterable<Day>;
  /** Times at which nothing is offered, whatever the hours say: a training day, an appointment already made. */
  closures?: readonly Span[];
}

/**
 * Cuts opening hours into slots of equal length, in order, none overlapping another, a closure or closing time.
 * Lengths are real minutes: on the night the clocks change, hours that span the change hold fewer or more slots.
 * Throws a RangeError on a length or number of days that is not sensible, or on an unknown zone.
 */
export function slotsBetween({ hours, zone, from, days, minutes, holidays = [], closures = [] }: SlotRequest): Span[] {
  if (!Number.isInteger(minutes) || minutes < 1) throw new RangeError(`Not a slot length: ${minutes} minutes`);
  if (!Number.isInteger(days) || days < 0 || days > 366) throw new RangeError(`Not a number of days: ${days}`);
  const closed = new Set(holidays);
  const spans: [number, number][] = [];
  for (let ahead = 0; ahead < days; ahead++) {
    const day = addDays(from, ahead);
    if (closed.has(day)) continue;
    for (const { opens, closes } of hours.filter((line) => line.weekday === weekday(day))) {
      spans.push([Date.parse(fromLocal(day, opens, zone)), Date.parse(fromLocal(day, closes, zone))]);
    }
  }
  const busy = closures.map(({ startsAt, endsAt }) => [Date.parse(startsAt), Date.parse(endsAt)] as const);
  return merged(spans)
    .flatMap(([opens, closes]) => cut(opens, closes, minutes * 60_000))
    .filter(([starts, ends]) => !busy.some(([from, to]) => starts < to && from < ends))
    .map(([starts, ends]) => ({ startsAt: new Date(starts).toISOString(), endsAt: new Date(ends).toISOString() }));
}

/** Hours entered twice, or touching, count once. */
function merged(spans: [number, number][]): [number, number][] {
  const result: [number, number][] = [];
  for (const [opens, closes] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && opens <= last[1]) last[1] = Math.max(last[1], closes);
    else if (opens < closes) result.push([opens, closes]);
  }
  return result;
}

function cut(opens: number, closes: number, length: number): [number, number][] {
  const count = Math.floor((closes - opens) / length);
  return Array.from({ length: Math.max(0, count) }, (_, index) => [opens + index * length, opens + (index + 1) * length]);
}
