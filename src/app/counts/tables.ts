import { withholdSmall } from '#modules/observatory';

/** A table of counts as it is shown: labels, cells (null is withheld), totals. */
export interface CountTable {
  rows: { key: string; label: string; cells: (number | null)[]; total: number | null }[];
  columns: { key: string; label: string }[];
  columnTotals: (number | null)[];
  total: number | null;
}

interface Axis<Row> {
  keyOf: (row: Row) => string;
  labelOf: (key: string) => string;
}

/** Lays counts out in rows and columns and withholds what is small, or would reveal what is. */
export function countTable<Row extends { count: number }>(counts: readonly Row[], down: Axis<Row>, across: Axis<Row>): CountTable {
  const rowKeys = [...new Set(counts.map(down.keyOf))];
  const columnKeys = [...new Set(counts.map(across.keyOf))].sort();
  const sumOf = (row: string, column: string) =>
    counts.filter((one) => down.keyOf(one) === row && across.keyOf(one) === column).reduce((sum, one) => sum + one.count, 0);
  const labelled = rowKeys.map((key) => ({ key, label: down.labelOf(key) })).sort((a, b) => (a.label < b.label ? -1 : 1));
  const shown = withholdSmall(labelled.map(({ key }) => columnKeys.map((column) => sumOf(key, column))));
  return {
    rows: labelled.map((row, index) => ({ ...row, cells: shown.cells[index] ?? [], total: shown.rowTotals[index] ?? null })),
    columns: columnKeys.map((key) => ({ key, label: across.labelOf(key) })),
    columnTotals: shown.columnTotals,
    total: shown.total,
  };
}
