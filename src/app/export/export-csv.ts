import { translatedSchema, type Translated } from '#kernel/i18n';
import { writeCsv } from '#kernel/text';
import type { ExportRow } from './export-kinds.ts';

/** The rows as CSV with the headings of our import: a text in several languages has a column for each (`name`, `name.it`), a list is one cell. */
export function exportCsv(rows: readonly ExportRow[]): string {
  const flat = rows.map((row) => new Map(Object.entries(row).flatMap(([column, value]) => cellsOf(column, value, textLanguageOf(row)))));
  const headings = [...new Set(flat.flatMap((row) => [...row.keys()]))];
  const ordered = headings.toSorted((a, b) => place(rows, a) - place(rows, b) || a.localeCompare(b));
  return writeCsv(
    ordered,
    flat.map((row) => ordered.map((heading) => row.get(heading) ?? '')),
  );
}

/** The columns of one language's texts stand beside each other. */
function place(rows: readonly ExportRow[], heading: string): number {
  const [column = ''] = heading.split('.');
  return Object.keys(rows[0] ?? {}).indexOf(column);
}

/** The language of the columns without a language in their heading. */
function textLanguageOf(row: ExportRow): string {
  return typeof row['text_language'] === 'string' ? row['text_language'] : 'en';
}

function cellsOf(column: string, value: unknown, language: string): [string, string][] {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return [];
  const texts = Array.isArray(value) ? value.map(asTranslated) : [asTranslated(value)];
  if (texts.every((text) => text !== null)) return textCells(column, texts, language);
  if (column === 'hours') return [[column, weekText(value as Span[])]]; // export-kinds.ts makes them
  if (Array.isArray(value)) return [[column, value.map(itemText).join(' | ')]];
  return typeof value === 'object' ? objectCells(column, value) : [[column, String(value)]];
}

function textCells(column: string, texts: readonly Translated[], language: string): [string, string][] {
  const languages = [...new Set(texts.flatMap((text) => Object.keys(text.texts)))];
  return languages.map((lang) => [
    lang === language ? column : `${column}.${lang}`,
    texts.map((text) => text.texts[lang]?.text ?? '').join('|'),
  ]);
}

const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];

interface Span {
  weekday: number;
  opens: string;
  closes: string;
}

/** `Mo 09:00-12:30, 14:30-17:30; Tu 09:00-12:30` */
function weekText(hours: readonly Span[]): string {
  const days = [...Map.groupBy(hours, ({ weekday }) => weekday)];
  return days
    .map(([weekday, spans]) => `${DAYS[weekday - 1]} ${spans.map(({ opens, closes }) => `${opens}-${closes}`).join(', ')}`)
    .join('; ');
}

function itemText(item: unknown): string {
  if (typeof item !== 'object' || item === null) return String(item);
  if ('origin' in item && 'destination' in item) return `${endText(item.origin)} > ${endText(item.destination)}`;
  return JSON.stringify(item);
}

function endText(end: unknown): string {
  const { place: name, country } = end as { place: string; country: string | null }; // export-kinds.ts makes them
  return country ? `${name}, ${country}` : name;
}

/** A budget has its parts in columns; of a source a table names only what to call it. */
function objectCells(column: string, value: object): [string, string][] {
  if (column === 'source') return [[column, Object.values(value).map(String).join(', ')]];
  return Object.entries(value).flatMap(([part, cell]) =>
    cell === null || cell === undefined ? [] : [[`${column}_${part}`, String(cell)] as [string, string]],
  );
}

function asTranslated(value: unknown): Translated | null {
  const read = translatedSchema.safeParse(value);
  return read.success ? read.data : null;
}
