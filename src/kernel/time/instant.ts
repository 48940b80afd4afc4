import { Temporal } from 'temporal-polyfill';
import type { Day } from './day.ts';

/**
 * A moment, the same everywhere: ISO 8601 in UTC, spelt as `Date.toISOString` does
 * (`2026-05-04T08:30:00.000Z`), so that equal moments are equal texts and sort as texts.
 */
export type Instant = string;

/** An IANA time-zone name such as `Europe/Rome`. */
export type TimeZone = string;

/** Tells what time it is. Given to whoever needs it, never read from the module. */
export type Clock = () => Instant;

export type ZonedDateTime = Temporal.ZonedDateTime;

/** The machine's clock. */
export const systemClock: Clock = () => new Date().toISOString();

/** A clock that stands still, for tests and for what-if questions. */
export function clockAt(moment: Instant): Clock {
  const instant = toInstant(moment);
  return () => instant;
}

/** Brings a moment in any ISO 8601 spelling with offset, or a Date, into the one spelling. Throws a RangeError on anything else. */
export function toInstant(moment: string | Date | Temporal.Instant): Instant {
  const instant = moment instanceof Date ? moment : new Date(Temporal.Instant.from(moment).epochMilliseconds);
  return instant.toISOString();
}

/** Tells whether a text is a moment with offset in ISO 8601. */
export function isInstant(text: string): boolean {
  try {
    return Temporal.Instant.from(text) !== undefined;
  } catch {
    return false;
  }
}

/** Tells whether a text is a time zone that this system knows. */
export function isTimeZone(name: string): boolean {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name) !== undefined;
  } catch {
    return false;
  }
}

/** The moment as the clocks of a zone show it. Throws a RangeError on an unknown zone. */
export function toZoned(moment: Instant, zone: TimeZone): ZonedDateTime {
  return Temporal.Instant.from(moment).toZonedDateTimeISO(zone);
}

/** The day and the time of day (`HH:MM`) that a calendar and a clock in the zone show at a moment. */
export function toLocal(moment: Instant, zone: TimeZone): { day: Day; time: string } {
  const zoned = toZoned(moment, zone);
  return { day: zoned.toPlainDate().toString(), time: zoned.toPlainTime().toString({ smallestUnit: 'minute' }) };
}

/**
 * The moment at which the clocks of a zone show a day and a time of day (`HH:MM`).
 *
 * A time that the clocks skip (02:30 when they go from 02:00 to 03:00) is moved later by the length of the
 * gap: 03:30. A time that they show twice is the first of the two. These are the rules of RFC 5545 (3.3.5),
 * so a calendar that receives our events agrees. `24:00` is midnight at the end of the day.
 * Throws a RangeError on a day, time or zone that does not exist.
 */
export function fromLocal(day: Day, time: string, zone: TimeZone): Instant {
  const date = Temporal.PlainDate.from(day);
  const local =
    time === '24:00'
      ? date.add({ days: 1 }).toPlainDateTime()
      : date.toPlainDateTime(Temporal.PlainTime.from(time, { overflow: 'reject' }));
  return toInstant(local.toZonedDateTime(zone, { disambiguation: 'compatible' }).toInstant());
}

/** The day that it is now in a zone. */
export function today(zone: TimeZone, clock: Clock): Day {
  return toLocal(clock(), zone).day;
}

/** The moment a number of minutes later, or earlier where negative. */
export function addMinutes(moment: Instant, minutes: number): Instant {
  return toInstant(Temporal.Instant.from(moment).add({ minutes }));
}

/** Orders two moments as a sort needs it: negative, 0 or positive. */
export function compareInstants(a: Instant, b: Instant): number {
  return Temporal.Instant.compare(a, b);
}

/** A length of time in ISO 8601: `{ hours: 1, minutes: 30 }` is `PT1H30M`. */
export function formatIsoDuration(duration: Temporal.DurationLike): string {
  return Temporal.Duration.from(duration).toString();
}
