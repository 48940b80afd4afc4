import type { ImportOptions, ImportProblem, ImportReport, ImportRow } from '#kernel/import';

/** Options of an import called from code; a real run at this moment by the system unless said otherwise. */
export type ImportChoices = Partial<ImportOptions>;

export function importOptions({ dryRun = false, by = null, now = new Date() }: ImportChoices = {}): ImportOptions {
  return { dryRun, by, now };
}

/** Records of a list as the rows of a file. */
export function rowsFrom(records: readonly unknown[]): ImportRow[] {
  return records.map((record, index) => ({ row: index + 1, values: typeof record === 'object' && record !== null ? { ...record } : {} }));
}

/** A row that could be read. */
export interface ReadRow<T> {
  row: number;
  record: T;
}

/** Reads every row; `originCode` and `origin_code` are the same field. Rows with a problem are left out, the problems told. */
export function readRows<T>(
  given: readonly ImportRow[],
  now: Date,
  readRow: (row: ImportRow, problems: ImportProblem[], now: Date) => T | null,
): { rows: ReadRow<T>[]; problems: ImportProblem[] } {
  const problems: ImportProblem[] = [];
  const rows = given.flatMap(({ row, values }): ReadRow<T>[] => {
    const record = readRow({ row, values: withColumnNames(values) }, problems, now);
    return record === null ? [] : [{ row, record }];
  });
  return { rows, problems };
}

/** Fields spelt as the columns of a table; empty ones are absent. */
function withColumnNames(values: ImportRow['values']): ImportRow['values'] {
  const filled = Object.entries(values).filter(([, value]) => value !== null && value !== '');
  return Object.fromEntries(filled.map(([name, value]) => [name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]));
}

/** Rows whose key stands in the file before; the first one counts. */
export function repeated<T>(rows: readonly ReadRow<T>[], keyOf: (record: T) => string, field = 'code'): ImportProblem[] {
  const seen = new Map<string, number>();
  return rows.flatMap(({ row, record }) => {
    const key = keyOf(record);
    const other = seen.get(key);
    if (other === undefined) seen.set(key, row);
    return other === undefined ? [] : [{ row, field, problem: 'import.problem.twice', values: { value: key, other } }];
  });
}

/** A problem for each code of a field that names nothing known. */
export function unknownCodes<T>(
  rows: readonly ReadRow<T>[],
  field: string,
  codesOf: (record: T) => readonly string[],
  known: { has: (code: string) => boolean },
  problem = 'places.problem.unknown-place',
): ImportProblem[] {
  return rows.flatMap(({ row, record }) =>
    codesOf(record).flatMap((value) => (known.has(value) ? [] : [{ row, field, problem, values: { value } }])),
  );
}

/** The report of an import that wrote nothing because of these problems. */
export function refused(problems: readonly ImportProblem[]): ImportReport {
  return { created: 0, updated: 0, unchanged: 0, problems: problems.toSorted((a, b) => a.row - b.row) };
}

/** Which rows differ from what is stored under the same key, and the report that says so. */
export function differing<Row extends object>(wanted: readonly Row[], stored: ReadonlyMap<string, Row>, keyOf: (row: Row) => string) {
  const written = wanted.filter((row) => {
    const before = stored.get(keyOf(row));
    return !before || canonical(row) !== canonical(before);
  });
  const created = written.filter((row) => !stored.has(keyOf(row))).length;
  const report: ImportReport = { created, updated: written.length - created, unchanged: wanted.length - written.length, problems: [] };
  return { written, report };
}

/** JSON with keys in order: PostgreSQL keeps those of jsonb in its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
