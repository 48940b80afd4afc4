import { Temporal } from 'temporal-polyfill';

/** A day of the Gregorian calendar, `YYYY-MM-DD`, the same in every zone: a due date, a birthday. */
export type Day = string;

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const saturdayAndSunday: readonly Weekday[] = [6, 7];

/** Tells whether a text is a day that exists, spelt `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }) !== undefined;
  } catch {
    return false;
  }
}

/** The day a number of days later, or earlier where negative. */
export function addDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** The same day of the month a number of months later; the month's last day where that month is shorter. */
export function addMonths(day: Day, months: number): Day {
  return Temporal.PlainDate.from(day).add({ months }).toString();
}

/** How many days it is from one day to another; negative where the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(to).days;
}

/** The weekday of a day, 1 for Monday to 7 for Sunday. */
export function weekday(day: Day): Weekday {
  return Temporal.PlainDate.from(day).dayOfWeek as Weekday; // the ISO calendar has these seven
}

/** Tells whether a day is among the holidays. */
export function isHoliday(day: Day, holidays: Iterable<Day>): boolean {
  return new Set(holidays).has(day);
}

/**
 * The first day after this one that is neither a holiday nor in the weekend (Saturday and Sunday unless
 * told: Algeria rests on Friday and Saturday). Throws a RangeError where a year has no working day.
 */
export function nextWorkingDay(day: Day, holidays: Iterable<Day>, weekend: readonly Weekday[] = saturdayAndSunday): Day {
  const closed = new Set(holidays);
  for (let ahead = 1; ahead <= 366; ahead++) {
    const candidate = addDays(day, ahead);
    if (!closed.has(candidate) && !weekend.includes(weekday(candidate))) return candidate;
  }
  throw new RangeError(`No working day in the year after ${day}`);
}
