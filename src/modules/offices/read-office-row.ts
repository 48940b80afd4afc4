import type { Translated } from '#kernel/i18n';
import { cellReader, type CellReader, type ImportProblem, type ImportRow } from '#kernel/import';
import type { Weekday } from '#kernel/time';
import { readTimeZone } from '#modules/places';
import { byWeekday, hoursOverlap, type OfficeHours } from './office.ts';
import { isReservedCode } from './reserved-codes.ts';

/** An office as a file has it. */
export interface OfficeRecord {
  code: string;
  /** Code of the organisation that runs it. */
  organisation: string | null;
  name: Translated;
  placeCode: string;
  territories: string[];
  languages: string[];
  timeZone: string | null;
  address: string;
  /** As written. */
  phone: string | null;
  email: string | null;
  about: Translated | null;
  howToFind: Translated | null;
  hours: OfficeHours[];
  slotMinutes: number;
  seatsPerSlot: number;
  demonstration: boolean;
}

/** Reads one office; null where something is wrong, which then stands in `problems`. */
export function readOfficeRow(row: ImportRow, problems: ImportProblem[], now: Date): OfficeRecord | null {
  const cells = cellReader(row, problems, { now });
  const code = cells.code('code', { required: true });
  if (code && isReservedCode(code)) cells.problem('code', 'offices.refusal.code-reserved');
  const name = cells.translated('name', 'en', { required: true });
  const placeCode = cells.code('place_code', { required: true });
  const address = cells.text('address', { required: true, max: 500 });
  const record = {
    organisation: cells.code('organisation'),
    territories: cells.list('territories'),
    languages: cells.languages('languages'),
    timeZone: readTimeZone(cells, 'time_zone'),
    phone: cells.text('phone', { max: 50 }),
    email: cells.email('email'),
    about: cells.translated('about', 'en', { max: 2_000 }),
    howToFind: cells.translated('how_to_find', 'en', { max: 1_000 }),
    hours: readHours(cells, 'hours'),
    slotMinutes: cells.whole('slot_minutes', 5, 240) ?? 30,
    seatsPerSlot: cells.whole('capacity_per_slot', 1, 50) ?? 1,
    demonstration: cells.flag('demonstration'),
  };
  return code && name && placeCode && address && cells.ok() ? { code, name, placeCode, address, ...record } : null;
}

/** Hours are a list of objects, or in a table text such as `1 09:00-12:30; 3 14:00-17:00 women`. */
function readHours(cells: CellReader, field: string): OfficeHours[] {
  const given = cells.values[field];
  const parts: readonly unknown[] = Array.isArray(given)
    ? given
    : (cells.text(field, { max: 2_000 }) ?? '').split(/[;|]/).filter((part) => part.trim() !== '');
  const lines = parts.map(lineOf);
  const hours = lines.filter((line) => line !== null);
  if (hours.length < lines.length) cells.problem(field, 'offices.problem.hours');
  else if (hoursOverlap(hours)) cells.problem(field, 'offices.refusal.hours-overlap');
  return byWeekday(hours);
}

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

function lineOf(given: unknown): OfficeHours | null {
  const [, weekday, opens, closes, women] =
    typeof given === 'string' ? (/^\s*([1-7])\s+(\S+?)\s*[-–]\s*(\S+)(\s+women)?\s*$/.exec(given) ?? []) : [];
  const line =
    typeof given === 'object' && given !== null
      ? { ...given }
      : { weekday: Number(weekday), opens, closes, womenOnly: women !== undefined };
  const { weekday: day, opens: from, closes: until, womenOnly = false } = line as Record<string, unknown>; // each is checked on the next lines
  if (typeof day !== 'number' || !Number.isInteger(day) || day < 1 || day > 7 || typeof womenOnly !== 'boolean') return null;
  if (typeof from !== 'string' || typeof until !== 'string' || !CLOCK.test(from) || !CLOCK.test(until) || from >= until) return null;
  return { weekday: day as Weekday, opens: from, closes: until, womenOnly }; // 1 to 7
}
