import type { CellReader } from '#kernel/import';
import { parseWeek, sortHours } from './hours.ts';
import type { HoursEntry } from './service.ts';

/** Hours as text ("Mo-Fr 09:00-12:30"), or as a JSON list of spans. */
export function readHours(cell: CellReader): HoursEntry[] {
  const given = cell.values['hours'];
  if (given === undefined) return [];
  const hours = Array.isArray(given) ? spansOf(given) : parseWeek(String(given));
  if (hours) return sortHours(hours);
  cell.problem('hours', 'directory.problem.hours', { value: Array.isArray(given) ? '' : String(given).slice(0, 60) });
  return [];
}

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;

function spansOf(given: readonly unknown[]): HoursEntry[] | null {
  const spans = given.flatMap((one): HoursEntry[] => {
    if (typeof one !== 'object' || one === null || !('weekday' in one && 'opens' in one && 'closes' in one)) return [];
    const { weekday, opens, closes } = one;
    if (typeof weekday !== 'number' || !Number.isInteger(weekday) || weekday < 1 || weekday > 7) return [];
    if (typeof opens !== 'string' || typeof closes !== 'string' || !clock.test(opens) || !clock.test(closes) || opens >= closes) return [];
    return [{ weekday, opens, closes, notes: null }];
  });
  return spans.length === given.length ? spans : null;
}
