import { withholdSmall, type Counts, type ShownCounts } from '#modules/observatory';
import type { ShownCount } from './sum-shown.ts';

/** A table of counts as it is shown: labels, cells, totals. */
export interface CountTable {
  rows: { key: string; label: string; cells: ShownCount[]; total: ShownCount }[];
  columns: { key: string; label: string }[];
  columnTotals: ShownCount[];
  total: ShownCount;
}

interface Axis<Row> {
  keyOf: (row: Row) => string;
  labelOf: (key: string) => string;
}

/** Shows every count: for what is public anyway, one by one. */
export function showAll(counts: Counts): ShownCounts {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const columnTotals = (counts[0] ?? []).map((_, column) => sum(counts.map((row) => row[column] ?? 0)));
  return { cells: counts.map((row) => [...row]), rowTotals: counts.map(sum), columnTotals, total: sum(columnTotals) };
}

/** Lays counts out in rows and columns and withholds what is small, or would reveal what is, unless told to show all. */
export function countTable<Row extends { count: number }>(
  counts: readonly Row[],
  down: Axis<Row>,
  across: Axis<Row>,
  show: (counts: Counts) => ShownCounts = withholdSmall,
): CountTable {
  const rowKeys = [...new Set(counts.map(down.keyOf))];
  const columnKeys = [...new Set(counts.map(across.keyOf))].sort();
  const sumOf = (row: string, column: string) =>
    counts.filter((one) => down.keyOf(one) === row && across.keyOf(one) === column).reduce((sum, one) => sum + one.count, 0);
  const labelled = rowKeys.map((key) => ({ key, label: down.labelOf(key) })).sort((a, b) => (a.label < b.label ? -1 : 1));
  const shown = show(labelled.map(({ key }) => columnKeys.map((column) => sumOf(key, column))));
  return {
    rows: labelled.map((row, index) => ({ ...row, cells: shown.cells[index] ?? [], total: shown.rowTotals[index] ?? null })),
    columns: columnKeys.map((key) => ({ key, label: across.labelOf(key) })),
    columnTotals: shown.columnTotals,
    total: shown.total,
  };
}
