import { withholdSmall, type Counts, type ShownCounts } from '#modules/observatory';
import { sharesOf } from './figure.ts';
import type { ShownCount } from './sum-shown.ts';

/** A table of counts as it is shown: labels, cells, totals. */
export interface CountTable {
  rows: { key: string; label: string; cells: ShownCount[]; total: ShownCount }[];
  columns: { key: string; label: string }[];
  columnTotals: ShownCount[];
  total: ShownCount;
}

/** The same by keys alone. */
export interface KeptRows {
  rows: { key: string; cells: (number | null)[]; total: number | null }[];
  columns: string[];
  columnTotals: (number | null)[];
  total: number | null;
}

/** Shows every count: for what is public anyway, one by one. */
function showAll(counts: Counts): ShownCounts {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const columnTotals = (counts[0] ?? []).map((_, column) => sum(counts.map((row) => row[column] ?? 0)));
  return { cells: counts.map((row) => [...row]), rowTotals: counts.map(sum), columnTotals, total: sum(columnTotals) };
}

/**
 * Lays counts out in rows and columns and withholds what is small, or would reveal what is, also to one of the offices, unless told to
 * show all.
 */
export function countTable<Row extends { officeId: string; count: number }>(
  counts: readonly Row[],
  down: (row: Row) => string,
  across: (row: Row) => string,
  { offices, all = false }: { offices: readonly string[]; all?: boolean },
): KeptRows {
  const rows = [...new Set(counts.map(down))].sort();
  const columns = [...new Set(counts.map(across))].sort();
  const sums = (some: readonly Row[]) =>
    rows.map((row) =>
      columns.map((column) => some.filter((one) => down(one) === row && across(one) === column).reduce((sum, one) => sum + one.count, 0)),
    );
  const shown = all ? showAll(sums(counts)) : withholdSmall(sums(counts), sharesOf(counts, offices).map(sums));
  return {
    rows: rows.map((key, index) => ({ key, cells: shown.cells[index] ?? [], total: shown.rowTotals[index] ?? null })),
    columns,
    columnTotals: shown.columnTotals,
    total: shown.total,
  };
}
