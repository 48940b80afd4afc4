import { z } from 'zod';
import { setTranslation, type Translated } from '#kernel/i18n';
import type { CellReader } from '#kernel/import';
import { isTimeZone } from '#kernel/time';
import type { RecordSource } from './corridor.ts';

/** A number with decimals between two bounds. */
export function readDecimal(cells: CellReader, field: string, min: number, max: number): number | null {
  const text = cells.text(field, { required: true });
  if (text === null) return null;
  const number = /^-?\d{1,3}([.,]\d{1,12})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
  return number >= min && number <= max ? number : cells.problem(field, 'places.problem.number', { value: text.slice(0, 60), min, max });
}

/** A text that must have a form; `problem` is the message that says which. */
export function readPattern(cells: CellReader, field: string, pattern: RegExp, problem: string): string | null {
  const text = cells.text(field);
  return text === null || pattern.test(text) ? text : cells.problem(field, problem, { value: text.slice(0, 60) });
}

/** An IANA time zone that this system knows. */
export function readTimeZone(cells: CellReader, field: string): string | null {
  const text = cells.text(field);
  return text === null || isTimeZone(text) ? text : cells.problem(field, 'places.problem.time-zone', { value: text.slice(0, 60) });
}

/** How old something is: a year, a month or a day. */
export function readAge(cells: CellReader, field: string): string | null {
  const text = cells.text(field, { required: true });
  return text === null || /^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)
    ? text
    : cells.problem(field, 'places.problem.age', { value: text.slice(0, 60) });
}

const words = z.string().trim().min(1).max(200);
const sourceSchema = z.union([
  words.transform((name): RecordSource => ({ name })),
  z.object({
    document: words.optional(),
    chapter: words.optional(),
    name: words.optional(),
    url: z.url({ protocol: /^https?$/ }).optional(),
  }),
]);

/** Where a fact comes from: its name, or a document with chapter, or a name with web address. */
export function readSource(cells: CellReader, field: string): RecordSource | null {
  if (!cells.has(field)) return cells.problem(field, 'import.problem.required');
  const source = sourceSchema.safeParse(cells.values[field]);
  return source.success ? source.data : cells.problem(field, 'places.problem.source');
}

/** The text that is stored where it says the same as the one read, so that its date stays; else the one read. */
export function keepSame(read: Translated, stored: Translated | null | undefined): Translated {
  const languages = Object.keys(read.texts);
  const same =
    stored?.source === read.source &&
    languages.length === Object.keys(stored.texts).length &&
    languages.every((lang) => stored.texts[lang]?.text === read.texts[lang]?.text);
  return same ? stored : read;
}

/**
 * Marks the other languages as translated without a check: the reference files say that they are translated from
 * English, but name nobody who checked them, so pages say that too.
 */
export function translatedUnchecked(read: Translated, now: Date): Translated {
  return Object.entries(read.texts).reduce(
    (value, [lang, { text }]) =>
      lang === read.source ? value : setTranslation(value, lang, text, { by: 'reference data', kind: 'machine', at: now.toISOString() }),
    read,
  );
}
