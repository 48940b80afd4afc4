import type { ShownFigure, ShownRow } from './figure.ts';
import type { PlainTable } from './say-tables.ts';
import type { CountTable } from './tables.ts';

/** A count as it is shown: null is withheld; at least so many where only a part of what it adds up is. */
export type ShownCount = number | null | { atLeast: number };

/**
 * Adds counts as they are shown. It reads nothing but what each part shows by itself, so a sum tells nobody more than the
 * parts do: that is why it may be shown beside them (Dwork and Roth, 2014, section 2.3, closure under post-processing).
 */
export function sumShown(values: readonly ShownCount[]): ShownCount {
  const least = values.reduce((sum: number, value) => sum + (typeof value === 'number' ? value : (value?.atLeast ?? 0)), 0);
  if (values.every((value) => typeof value === 'number')) return least;
  return least === 0 ? null : { atLeast: least };
}

/** Adds the figures of parts of the network, each shown by itself, figure by figure. */
export function sumFigures([first = [], ...more]: readonly ShownFigure[][]): ShownFigure[] {
  return first.map((figure, index) => more.reduce((sum, part) => addFigures(sum, part[index] ?? sum), figure));
}

/** Adds tables in the same way. */
export function sumTables([first = [], ...more]: readonly PlainTable[][]): PlainTable[] {
  return first.map((one, index) =>
    more.reduce((sum, part) => ({ ...sum, table: addTables(sum.table, part[index]?.table ?? sum.table) }), one),
  );
}

interface Lined {
  columns: readonly { key: string; label: string }[];
  columnTotals: readonly ShownCount[];
}

/** Where each column of two tables stands in both together; a column that a table lacks is 0 in it. */
function columnsOf(a: Lined, b: Lined) {
  const columns = [...a.columns, ...b.columns.filter(({ key }) => !a.columns.some((one) => one.key === key))];
  const placed = (of: Lined, cells: readonly ShownCount[]): ShownCount[] =>
    columns.map(({ key }) => {
      const at = of.columns.findIndex((one) => one.key === key);
      return at === -1 ? 0 : (cells[at] ?? null);
    });
  const add = (left: readonly ShownCount[], right: readonly ShownCount[]) =>
    columns.map((_, at) => sumShown([placed(a, left)[at] ?? null, placed(b, right)[at] ?? null]));
  return { columns, add };
}

function addRows(a: Lined & { rows: ShownRow[] }, b: Lined & { rows: ShownRow[] }, add: ReturnType<typeof columnsOf>['add']): ShownRow[] {
  const none = (of: Lined) => of.columns.map((): ShownCount => 0);
  const keys = [...new Set([...a.rows, ...b.rows].map(({ key }) => key))];
  return keys.map((key) => {
    const [left, right] = [a, b].map(({ rows }) => rows.find((row) => row.key === key));
    return {
      key,
      label: left?.label ?? right?.label ?? key,
      cells: add(left?.cells ?? none(a), right?.cells ?? none(b)),
      total: sumShown([left ? left.total : 0, right ? right.total : 0]),
    };
  });
}

function addFigures(a: ShownFigure, b: ShownFigure): ShownFigure {
  const { columns, add } = columnsOf(a, b);
  const splits: ShownFigure['splits'] = {};
  for (const by of ['corridor', 'track', 'gender'] as const) {
    const [left, right] = [a.splits[by], b.splits[by]];
    if (left || right) splits[by] = addRows({ ...a, rows: left ?? [] }, { ...b, rows: right ?? [] }, add);
  }
  splits.corridor?.sort((one, other) => (one.label < other.label ? -1 : 1));
  return { ...a, columns, splits, columnTotals: add(a.columnTotals, b.columnTotals), total: sumShown([a.total, b.total]) };
}

function addTables(a: CountTable, b: CountTable): CountTable {
  const { columns, add } = columnsOf(a, b);
  const rows = addRows(a, b, add).toSorted((one, other) => (one.label < other.label ? -1 : 1));
  return { columns, rows, columnTotals: add(a.columnTotals, b.columnTotals), total: sumShown([a.total, b.total]) };
}
