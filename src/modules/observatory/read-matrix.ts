import type { Workbook, WorkbookCell } from '#kernel/import';
import type { Reading, ReadingChoices } from './dataset.ts';
import { gatherer, mostDimensions, unread } from './gather.ts';
import { readPeriod } from './read-period.ts';
import { decimalOf } from './read-value.ts';

type Row = readonly WorkbookCell[];

/** Where the table lies on its sheet: heading rows above, names of rows in the first column, figures beside. */
interface Table {
  title: string;
  headings: number[];
  first: number;
  /** The row after the last. */
  end: number;
  width: number;
}

/**
 * Reads a table of a spreadsheet: one or more heading rows across, names down the first column, a title above, notes below.
 * Names down are periods (a table of years) or one more dimension (a table of two sets of countries). A cell that stands over
 * several columns counts for all of them. Stored results of formulas are read, and told.
 */
export function readMatrix(workbook: Workbook, choices: ReadingChoices = {}): Reading {
  const [sheet] = workbook.sheets;
  const table = sheet && findTable(sheet.rows);
  if (!sheet || !table) return unread(1, 'observatory.problem.no-table');
  if (workbook.emptyFormula)
    return unread(Number(/\d+/.exec(workbook.emptyFormula)?.[0] ?? 0), 'observatory.problem.formula-empty', {
      cell: workbook.emptyFormula,
    });
  if (table.headings.length >= mostDimensions) return unread(1, 'observatory.problem.too-many-dimensions', { limit: mostDimensions });

  const { rows } = sheet;
  const timesDown = rows.slice(table.first, table.end).every((row) => readPeriod(text(row[0])) !== null);
  const around = [
    text(rows[table.headings[0] ?? 0]?.[0]),
    ...workbook.sheets.slice(1).flatMap(({ rows: others }) => (others[0] ?? []).map(text)),
  ];
  const period = timesDown ? null : (choices.period ?? onlyYear(sheet.name) ?? onlyYear(table.title));
  if (!timesDown && !period) return unread(table.first + 1, 'observatory.problem.no-period');

  const headings = table.headings.map((at) => acrossOf(rows[at] ?? [], table.width));
  const across = table.headings.map(
    (_, index) =>
      nameOf(choices.headings?.[index]) ??
      (timesDown ? { code: `heading-${index + 1}`, label: `Heading ${index + 1}` } : axis(around, 'across', table.title, index)),
  );
  const down = timesDown ? [] : [axis(around, 'down', table.title, 0)];
  const gathering = gatherer([...down, ...across], choices);
  if (workbook.formulas > 0) gathering.warn(0, null, 'observatory.problem.formulas', { count: workbook.formulas });

  for (let at = table.first; at < table.end; at++) {
    const row = rows[at] ?? [];
    const name = text(row[0]);
    for (let column = 1; column < table.width; column++) {
      const labels = headings.map((heading) => heading[column] ?? '');
      const cell = row[column] ?? null;
      if (labels.every((label) => label === '')) {
        if (cell !== null) gathering.problem(at + 1, columnName(column), 'observatory.problem.no-heading');
        continue;
      }
      const value = valueOf(cell);
      if (value === null) {
        gathering.problem(at + 1, columnName(column), 'observatory.problem.not-a-number', { value: text(cell).slice(0, 60) });
        continue;
      }
      gathering.add({
        row: at + 1,
        cells: [...(timesDown ? [] : [[name, name] as const]), ...labels.map((label) => [label, label] as const)],
        period: timesDown ? name : (period ?? ''),
        value,
        flags: '',
        confidentiality: '',
        field: columnName(column),
      });
    }
  }
  const below = notesBelow(rows.slice(table.end));
  const version = /\(([A-Za-z]+ \d{4}) version\)/i.exec(table.title)?.[1];
  const updated = version ? (readPeriod(version.replace(' ', ' 1, '))?.slice(0, 7) ?? null) : null;
  return gathering.finish({
    format: 'matrix-xlsx',
    code: null,
    title: table.title || sheet.name,
    publisher: below.source,
    licence: null,
    updated,
    unit: unitOf(rows.slice(0, table.first), table.title),
    edition: null,
    notes: below.notes,
  });
}

/** The table begins at the first row with a name and only figures beside it, and ends at the first empty row. */
function findTable(rows: readonly Row[]): Table | null {
  const first = rows.findIndex(
    (row, at) => at > 0 && text(row[0]) !== '' && row.length > 1 && typeof row[1] === 'number' && isFigures(row),
  );
  if (first < 1) return null;
  const headings: number[] = [];
  for (let at = first - 1; at >= 0 && (rows[at] ?? []).slice(1).some((cell) => text(cell) !== ''); at--) headings.unshift(at);
  if (headings.length === 0) return null;
  const stop = rows.findIndex((row, at) => at > first && row.every((cell) => text(cell) === ''));
  const end = stop < 0 ? rows.length : stop;
  const width = Math.max(...headings.map((at) => (rows[at] ?? []).length));
  const title = rows
    .slice(0, headings[0])
    .map((row) => text(row[0]))
    .filter((line) => line !== '' && !/^units?:/i.test(line));
  return { title: title.toSorted((a, b) => b.length - a.length)[0] ?? '', headings, first, end, width };
}

function isFigures(row: Row): boolean {
  const filled = row.slice(1).filter((cell) => cell !== null);
  return filled.filter((cell) => typeof cell === 'number').length * 2 > filled.length;
}

function text(cell: WorkbookCell | undefined): string {
  if (cell === null || cell === undefined) return '';
  return (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)).trim();
}

/** A heading that stands over several columns is filled in only above the first of them. */
function acrossOf(row: Row, width: number): string[] {
  const labels: string[] = [];
  for (let at = 0; at < width; at++) labels.push(at === 0 ? '' : text(row[at]) || (at > 1 ? (labels[at - 1] ?? '') : ''));
  return labels;
}

/** A figure or a mark as text; null for anything else. */
function valueOf(cell: WorkbookCell): string | null {
  if (cell === null) return '';
  if (typeof cell === 'number') return decimalOf(cell);
  return typeof cell === 'string' ? cell.trim() : null;
}

function nameOf(name: string | undefined): { code: string; label: string } | null {
  const label = name?.trim();
  return label ? { code: label.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-'), label } : null;
}

/** What the file calls the countries across and down: `receiving (across) / sending (down)`, `Destination country (across) - Source country (down)`. */
function axis(
  around: readonly string[],
  way: 'across' | 'down',
  title: string,
  index: number,
): { code: string; label: string; geo: boolean } {
  const said = around.filter((line) => new RegExp(`\\(${way}\\)`, 'i').test(line));
  const about = said.find((line) => /remit/i.test(line) === /remit/i.test(title)) ?? said[0] ?? '';
  const word = new RegExp(`(\\p{L}+)(?:[ -]country)?\\s*\\(${way}\\)`, 'iu').exec(about)?.[1]?.toLowerCase();
  const code = word ?? (index > 0 ? `${way}-${index + 1}` : way);
  return { code, label: code, geo: true };
}

/** The year of a text that names only one, or whose first is followed by no other before a parenthesis. */
function onlyYear(words: string): string | null {
  const years = words.replaceAll(/\([^)]*\)/g, ' ').match(/(?<!\d)(19|20)\d\d(?!\d)/g) ?? [];
  return new Set(years).size === 1 ? (years[0] ?? null) : null;
}

function unitOf(above: readonly Row[], title: string): string | null {
  const line = above.map((row) => text(row[0])).find((words) => /^units?:/i.test(words));
  if (line) return line.replace(/^units?:\s*/i, '') || null;
  return /\(((?:millions?|thousands?|billions?) of [^)]+)\)/i.exec(title)?.[1] ?? null;
}

function notesBelow(rows: readonly Row[]): { notes: string[]; source: string | null } {
  const lines = rows.map((row) => text(row[0])).filter((line) => line !== '');
  const at = lines.findIndex((line) => /^source:?/i.test(line));
  const named = at < 0 ? null : lines[at]?.replace(/^source:?\s*/i, '') || lines[at + 1] || null;
  const notes = (at < 0 ? lines : lines.slice(0, at)).filter((line) => !/^notes?:$/i.test(line)).map((line) => line.slice(0, 4_000));
  return { notes: notes.slice(0, 50), source: named?.slice(0, 200) ?? null };
}

/** 1 is B, 26 is AA. */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
