import { normaliseLine } from '#kernel/text';
import type { ImportRow } from './importer.ts';
import { refuse } from './refusals.ts';

/** A file as read: its headings (none for JSON) and its rows. */
export interface ImportFile {
  readonly format: 'csv' | 'xlsx' | 'json' | 'xml';
  readonly columns: readonly string[];
  readonly rows: readonly ImportRow[];
}

/** No office has more of one kind; a larger file is a mistake or an attack. */
export const mostBytes = 20 * 1024 * 1024;
export const mostRows = 50_000;
export const mostColumns = 200;

/** Makes rows from the cells of a table whose first filled line holds the headings. Empty lines are skipped, and keep their number. */
export function rowsOf(lines: Iterable<{ number: number; cells: readonly unknown[] }>): Pick<ImportFile, 'columns' | 'rows'> {
  let columns: string[] | null = null;
  const rows: ImportRow[] = [];
  for (const { number, cells } of lines) {
    if (cells.every((cell) => textOf(cell) === '')) continue;
    if (!columns) {
      columns = cells.map(headingOf);
      if (columns.length > mostColumns) throw refuse('too-many-columns', { values: { limit: mostColumns } });
      continue;
    }
    if (rows.length === mostRows) throw refuse('too-many-rows', { values: { limit: mostRows } });
    rows.push({ row: number, values: valuesOf(columns, cells) });
  }
  if (!columns || rows.length === 0) throw refuse('file-empty');
  return { columns: columns.filter((name) => name !== ''), rows };
}

/** `Assured on` and `assured_on` are the same heading. */
function headingOf(cell: unknown): string {
  return normaliseLine(textOf(cell))
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
}

function valuesOf(columns: readonly string[], cells: readonly unknown[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [index, column] of columns.entries()) {
    const text = textOf(cells[index]);
    if (column !== '' && text !== '') values[column] = text;
  }
  return values;
}

/** A cell as text; a date of a spreadsheet is a day without a time zone. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().replace(/T00:00:00\.000Z$/, '');
  return String(cell).trim();
}
