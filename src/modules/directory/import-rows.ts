import { cellReader, type CellReader, type ImportOptions, type ImportProblem, type ImportReport, type ImportRow } from '#kernel/import';
import type { Written } from './sort-entries.ts';
import { ourColumns } from './import-row.ts';

/** Row numbers by code, to report a code that stands twice. */
type Seen = Map<string, number>;

/** The rows of a list with our column names; HSDS and reports are brought to them before. */
export function cellsOf(
  rows: readonly ImportRow[],
  convert: (values: ImportRow['values']) => Record<string, unknown>,
  problems: ImportProblem[],
  now: Date,
): CellReader[] {
  return rows.map(({ row, values }) => {
    const columns = convert(ourColumns(values));
    // A demonstration's translations are ours, and nobody whose language it is has read them.
    return cellReader({ row, values: columns }, problems, { now, translationsBy: columns['demonstration'] === true ? 'machine' : 'human' });
  });
}

/** The code of a row; one that stands twice is a problem of the second row. */
export function ownCode(cell: CellReader, seen: Seen): string | null {
  const code = cell.code('code', { required: true });
  if (code === null) return null;
  const other = seen.get(code);
  if (other !== undefined) return cell.problem('code', 'import.problem.twice', { value: code, other });
  seen.set(code, cell.row);
  return code;
}

/** Nothing is written once a single row is wrong: the report then says what there would have been, and why it was not. */
export function refusedReport(problems: readonly ImportProblem[]): ImportReport {
  return { created: 0, updated: 0, unchanged: 0, problems: problems.toSorted((a, b) => a.row - b.row) };
}

export function report(written: Written): ImportReport {
  return { ...written, problems: [] };
}

export function writeOptions({ by, now, dryRun }: ImportOptions) {
  return { by, now, dryRun, what: 'imported' as const };
}

/** The language of a row's texts: English unless the column says otherwise. */
export function textLanguage(cell: CellReader): string {
  const given = cell.text('text_language', { max: 20 });
  if (given === null) return 'en';
  if (/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(given)) return given;
  cell.problem('text_language', 'import.problem.language', { value: given.slice(0, 20) });
  return 'en';
}
