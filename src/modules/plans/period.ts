import { addDays, addMonths, daysBetween, isDay } from '#kernel/time';

/** First day of a year, a month or a day: `2027` is 2027-01-01. */
export function firstDay(age: string): string {
  return `${age}-01-01`.slice(0, 10);
}

/** Last day of a year, a month or a day: `2027-02` is 2027-02-28. */
export function lastDay(age: string): string {
  if (age.length === 10) return age;
  return addDays(addMonths(firstDay(age), age.length === 4 ? 12 : 1), -1);
}

/** Whether a year, a month or a day is in the calendar. */
export function isAge(age: string): boolean {
  return isDay(firstDay(age));
}

/** Whether something ends before it starts; what is not known does not. */
export function endsBefore({ starts, ends }: { starts: string | null; ends: string | null }): boolean {
  return starts !== null && ends !== null && lastDay(ends) < firstDay(starts);
}

const ORIGIN = '2000-01-01';
const place = (day: string) => daysBetween(ORIGIN, day);

interface Period {
  starts: string | null;
  ends: string | null;
}

/** An axis for some periods: from the first of January to the last of December, with each year's beginning. */
export function axisOf(periods: readonly Period[]): { from: number; to: number; years: { at: number; year: number }[] } | null {
  const days = periods.flatMap(({ starts, ends }) => [...(starts ? [firstDay(starts)] : []), ...(ends ? [lastDay(ends)] : [])]).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return null;
  const [start, end] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))];
  const every = Math.ceil((end - start + 1) / 8);
  const years = Array.from({ length: end - start + 1 }, (_, index) => start + index).filter((_, index) => index % every === 0);
  const yearDay = (year: number) => place(`${String(year).padStart(4, '0')}-01-01`);
  return { from: yearDay(start), to: yearDay(end + 1), years: years.map((year) => ({ year, at: yearDay(year) })) };
}

/** Where a period stands on the axis; null where its start or its end is not known. */
export function spanOf({ starts, ends }: Period): [number, number] | null {
  return starts && ends ? [place(firstDay(starts)), place(addDays(lastDay(ends), 1))] : null;
}
