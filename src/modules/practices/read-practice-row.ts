import { z } from 'zod';
import { makeTranslated, type Translated } from '#kernel/i18n';
import { cellReader, type CellReader, type ImportProblem, type ImportRow } from '#kernel/import';
import { currencyDecimals, isCurrency } from '#kernel/money';
import type { RecordSource } from '#modules/places';
import { termCodes } from '#modules/vocabulary';
import { columnOf, isReserved, sheetLists, sheetTexts, type CaseSheet, type SheetList, type SheetText } from './practice.ts';

/** A place as a file names it. */
export interface NamedPlace {
  name: string;
  country: string | null;
}

/** A practice as a file has it. */
export interface PracticeRecord {
  id: string;
  title: Translated;
  summary: Translated;
  placeCode: string | null;
  adminLevel: string;
  countries: string[];
  themes: string[];
  starts: string | null;
  ends: string | null;
  ongoing: boolean | null;
  website: string | null;
  budget: { minor: string; currency: string; note: Translated | null } | null;
  sheet: CaseSheet;
  corridors: { origin: NamedPlace; destination: NamedPlace }[];
  source: RecordSource;
}

/** Texts in a file are in English unless a column such as `title.fr` says otherwise. */
const SOURCE = 'en';
const LONGEST = 4_000;

/** Reads one practice; null where something is wrong, which then stands in `problems`. */
export function readPracticeRow(row: ImportRow, problems: ImportProblem[], now: Date): PracticeRecord | null {
  const cells = cellReader(row, problems, { now });
  const id = cells.code('id', { required: true });
  if (id && isReserved(id)) cells.problem('id', 'practices.problem.reserved', { value: id });
  const title = cells.translated('title', SOURCE, { required: true, max: 300 });
  const summary = cells.translated('summary', SOURCE, { required: true, max: LONGEST });
  const adminLevel = cells.choice('admin_level', termCodes('adminLevels'), { required: true });
  const themes = cells.choices('themes', termCodes('themes'));
  const record = {
    placeCode: cells.code('place_code'),
    countries: readCountries(cells),
    starts: readAge(cells, 'start'),
    ends: readAge(cells, 'end'),
    ongoing: cells.has('ongoing') ? cells.flag('ongoing') : null,
    website: cells.webAddress('website'),
    budget: readBudget(cells, now),
    sheet: readSheet(cells, now),
    corridors: readCorridors(cells),
  };
  const source = readSource(cells);
  if (!id || !title || !summary || !adminLevel || !source || !cells.ok()) return null;
  return { id, title, summary, adminLevel, themes, source, ...record };
}

function readSheet(cells: CellReader, now: Date): CaseSheet {
  const texts = sheetTexts.map((field) => [field, cells.translated(columnOf(field), SOURCE, { max: LONGEST })] as const);
  const lists = sheetLists.map((field) => [field, readList(cells, columnOf(field), now)] as const);
  return {
    ...(Object.fromEntries(texts) as Record<SheetText, Translated | null>), // one entry for each field of the list
    ...(Object.fromEntries(lists) as Record<SheetList, Translated[]>), // likewise
  };
}

/** A JSON list of texts, or text with `;` or `|` between them. */
function readList(cells: CellReader, field: string, now: Date): Translated[] {
  const author = { by: 'import', kind: 'human', at: now.toISOString() } as const;
  return cells.list(field).flatMap((text) => {
    if (text.length <= LONGEST) return [makeTranslated(SOURCE, text, author)];
    cells.problem(field, 'import.problem.too-long', { limit: LONGEST });
    return [];
  });
}

function readCountries(cells: CellReader): string[] {
  return cells
    .list('countries')
    .filter((value) => /^[A-Z]{2}$/.test(value) || cells.problem('countries', 'practices.problem.country', { value: value.slice(0, 60) }));
}

/** A year, a month or a day. */
function readAge(cells: CellReader, field: string): string | null {
  const text = cells.text(field);
  return text === null || /^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)
    ? text
    : cells.problem(field, 'practices.problem.age', { value: text.slice(0, 60) });
}

const nested = z.object({
  amount: z.number().nonnegative().max(1e12),
  currency: z.string(),
  note: z
    .string()
    .max(LONGEST)
    .nullish()
    .transform((note) => note || null),
});

/** JSON has one object, a table the columns `budget_amount`, `budget_currency` and `budget_note`. */
function readBudget(cells: CellReader, now: Date): PracticeRecord['budget'] {
  const inTable = cells.has('budget_amount');
  if (!inTable && !cells.has('budget')) return null;
  const given = inTable
    ? {
        amount: Number(cells.text('budget_amount')),
        currency: cells.text('budget_currency') ?? '',
        note: cells.text('budget_note', { max: LONGEST }),
      }
    : cells.values['budget'];
  const field = inTable ? 'budget_amount' : 'budget';
  const read = nested.safeParse(given);
  if (!read.success || !isCurrency(read.data.currency)) return cells.problem(field, 'practices.problem.budget');
  const { amount, currency, note } = read.data;
  const minor = BigInt(Math.round(amount * 10 ** currencyDecimals(currency)));
  const author = { by: 'import', kind: 'human', at: now.toISOString() } as const;
  return { minor: minor.toString(), currency, note: note === null ? null : makeTranslated(SOURCE, note, author) };
}

const namedPlace = z.object({
  place: z.string().trim().min(1).max(200),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullish(),
});
const corridorList = z.array(z.object({ origin: namedPlace, destination: namedPlace })).max(100);

/** A JSON list of pairs, or text: `Kenitra, MA > Cartaya, ES | Nador, MA > Cartaya, ES`. */
function readCorridors(cells: CellReader): PracticeRecord['corridors'] {
  const given = cells.values['corridors'];
  if (given === undefined) return [];
  const read = corridorList.safeParse(typeof given === 'string' ? given.split('|').map(pairFromText) : given);
  if (!read.success) {
    cells.problem('corridors', 'practices.problem.corridors');
    return [];
  }
  const named = ({ place, country }: z.output<typeof namedPlace>): NamedPlace => ({ name: place, country: country ?? null });
  return read.data.map(({ origin, destination }) => ({ origin: named(origin), destination: named(destination) }));
}

function pairFromText(text: string): unknown {
  const [origin, destination] = text.split('>').map((end) => {
    const [, place = '', country] = /^(.*?)(?:,\s*([A-Z]{2}))?$/.exec(end.trim()) ?? [];
    return { place, country: country ?? null };
  });
  return { origin, destination };
}

const sourceObject = z.object({
  document: z.string().trim().min(1).max(200).optional(),
  chapter: z.string().trim().min(1).max(200).optional(),
  name: z.string().trim().min(1).max(200).optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
});

/** JSON has an object with document and chapter, a table the name of the source. */
function readSource(cells: CellReader): RecordSource | null {
  if (!cells.has('source')) return cells.problem('source', 'import.problem.required');
  const given = cells.values['source'];
  const read = sourceObject.safeParse(typeof given === 'string' ? { name: given } : given);
  return read.success && (read.data.document ?? read.data.name) ? read.data : cells.problem('source', 'practices.problem.source');
}
