import type { Weekday } from '#kernel/time';
import { byWeekday, type OfficeHours } from './office.ts';

/** Weekdays in a row with the same hours. */
export interface DaysAlike {
  from: Weekday;
  to: Weekday;
  hours: OfficeHours[];
}

/** Puts days in a row with the same hours together, as a sign at the door does; days without hours are left out. */
export function groupHours(hours: readonly OfficeHours[]): DaysAlike[] {
  const groups: DaysAlike[] = [];
  for (const [weekday, lines] of Map.groupBy(byWeekday(hours), (line) => line.weekday)) {
    const last = groups.at(-1);
    if (last && last.to === weekday - 1 && textOf(last.hours) === textOf(lines)) last.to = weekday;
    else groups.push({ from: weekday, to: weekday, hours: lines });
  }
  return groups;
}

function textOf(hours: readonly OfficeHours[]): string {
  return hours.map(({ opens, closes, womenOnly }) => `${opens} ${closes} ${womenOnly}`).join(';');
}
