import type { Decimal } from 'decimal.js';
import { daysBetween, type Day } from '#kernel/time';
import { EXACT } from './share-of.ts';

/** ISDA 2006 definitions, section 4.16: 30/360 is (f) bond basis, actual/actual is (b) by calendar years. */
export const dayCounts = ['30/360', 'actual/365', 'actual/360', 'actual/actual'] as const;
export type DayCount = (typeof dayCounts)[number];

const MONTHS = 12;
const DAYS_OF_MONTH = 30;
const DAYS_360 = 360;
const DAYS_365 = 365;

/** Years between two days by a convention, the first day counted and the last not. Throws a RangeError where the last is before the first. */
export function yearsBetween(from: Day, until: Day, convention: DayCount): Decimal {
  if (until < from) throw new RangeError(`${until} is before ${from}`);
  if (convention === '30/360') return new EXACT(days360(from, until)).div(DAYS_360);
  if (convention === 'actual/actual') return byCalendarYears(from, until);
  return new EXACT(daysBetween(from, until)).div(convention === 'actual/365' ? DAYS_365 : DAYS_360);
}

const partsOf = (day: Day): [number, number, number] => day.split('-').map(Number) as [number, number, number]; // a day is YYYY-MM-DD

/** Months of 30 days: the 31st counts as the 30th at the start, and at the end where the start was the 30th or 31st. */
function days360(from: Day, until: Day): number {
  const [fromYear, fromMonth, fromDay] = partsOf(from);
  const [year, month, day] = partsOf(until);
  const first = Math.min(fromDay, DAYS_OF_MONTH);
  const last = first === DAYS_OF_MONTH ? Math.min(day, DAYS_OF_MONTH) : day;
  return (year - fromYear) * DAYS_360 + (month - fromMonth) * (DAYS_360 / MONTHS) + last - first;
}

/** Days in each calendar year over the days of that year. */
function byCalendarYears(from: Day, until: Day): Decimal {
  let [at, years] = [from, new EXACT(0)];
  while (at < until) {
    const year = Number(at.slice(0, 4));
    const [start, next] = [`${String(year).padStart(4, '0')}-01-01`, `${String(year + 1).padStart(4, '0')}-01-01`];
    const end = next < until ? next : until;
    years = years.plus(new EXACT(daysBetween(at, end)).div(daysBetween(start, next)));
    at = end;
  }
  return years;
}
