import { addDays, weekday } from '#kernel/time';

/** The weeks of a month (`YYYY-MM`), Monday first; days of other months are null. */
export function weeksOfMonth(month: string): (string | null)[][] {
  const first = `${month}-01`;
  const days = Array.from({ length: 31 }, (_one, index) => addDays(first, index)).filter((day) => day.startsWith(month));
  const cells: (string | null)[] = [...Array.from({ length: weekday(first) - 1 }, () => null), ...days];
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_one, index) => cells.slice(index * 7, index * 7 + 7));
}
