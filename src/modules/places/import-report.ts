import type { z } from 'zod';

/** What is wrong with one row of an import. */
export interface ImportProblem {
  /** Counted from 1. */
  row: number;
  /** Name of the field as in the file; `''` where the row as a whole is meant. */
  field: string;
  /** Message key of a sentence: `places.problem.unknown-place`. */
  problem: string;
  /** What stood there, where that helps to find it. */
  value?: string | undefined;
}

/** What came of an import. With problems nothing was written: an import is whole or not at all. */
export interface ImportReport {
  added: number;
  changed: number;
  unchanged: number;
  problems: ImportProblem[];
}

export interface ImportOptions {
  /** Checks everything and counts, but writes nothing. */
  dryRun?: boolean;
  /** Moment of the import, ISO 8601: what texts carry as their date. */
  at?: string;
}

export interface ReadRow<T> {
  row: number;
  record: T;
}

/** Reads records by a schema: those that hold, and for the others what is wrong with which field. */
export function readRecords<S extends z.ZodType>(
  schema: S,
  records: readonly unknown[],
): { rows: ReadRow<z.output<S>>[]; problems: ImportProblem[] } {
  const rows: ReadRow<z.output<S>>[] = [];
  const problems: ImportProblem[] = [];
  records.forEach((given, index) => {
    const parsed = schema.safeParse(given);
    if (parsed.success) rows.push({ row: index + 1, record: parsed.data });
    else problems.push(...parsed.error.issues.map((issue) => problemOf(index + 1, given, issue)));
  });
  return { rows, problems };
}

// uses messages: places.problem.*
function problemOf(row: number, given: unknown, issue: z.core.$ZodIssue): ImportProblem {
  const found = issue.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], given); // zod's own path through it
  const missing = found === undefined || found === null || found === '';
  const value = typeof found === 'string' || typeof found === 'number' ? String(found).slice(0, 100) : undefined;
  return {
    row,
    field: issue.path.join('.'),
    problem: missing ? 'places.problem.missing' : 'places.problem.not-understood',
    ...(missing ? {} : { value }),
  };
}

/** Rows whose key stands in the file before; the first one counts. */
export function repeated<T>(rows: readonly ReadRow<T>[], keyOf: (record: T) => string, field = 'code'): ImportProblem[] {
  const seen = new Set<string>();
  return rows.flatMap(({ row, record }) => {
    const key = keyOf(record);
    if (seen.has(key)) return [{ row, field, problem: 'places.problem.repeated', value: key }];
    seen.add(key);
    return [];
  });
}

/** The report of an import that wrote nothing because of these problems. */
export function refused(problems: readonly ImportProblem[]): ImportReport {
  return { added: 0, changed: 0, unchanged: 0, problems: problems.toSorted((a, b) => a.row - b.row) };
}

/** Which rows differ from what is stored under the same key, and the report that says so. */
export function differing<Row extends object>(wanted: readonly Row[], stored: ReadonlyMap<string, Row>, keyOf: (row: Row) => string) {
  const written = wanted.filter((row) => {
    const before = stored.get(keyOf(row));
    return !before || canonical(row) !== canonical(before);
  });
  const added = written.filter((row) => !stored.has(keyOf(row))).length;
  const report: ImportReport = { added, changed: written.length - added, unchanged: wanted.length - written.length, problems: [] };
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
