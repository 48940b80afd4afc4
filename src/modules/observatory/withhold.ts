/** The smallest count that is shown (design, section 5: cells under 5 are withheld). */
export const THRESHOLD = 5;

/** A table of counts, every row of equal length. */
export type Counts = readonly (readonly number[])[];

/** The same table as it may be shown: null where a cell is withheld. */
export interface ShownCounts {
  cells: (number | null)[][];
  rowTotals: (number | null)[];
  columnTotals: (number | null)[];
  total: number | null;
}

/**
 * Withholds counts from 1 to 4, then the smallest further cells until no row and no column with its total has exactly one
 * withheld cell (primary and secondary suppression; Hundepool et al., Statistical Disclosure Control, 2012, chapter 4).
 * Margins are treated as one more row and column, so that a small total is withheld as well. A zero is shown unless it is
 * needed as the further cell. `shares` are the same tables of those who know their own share: what is left without one of them is
 * protected alike.
 */
export function withholdSmall(counts: Counts, shares: readonly Counts[] = []): ShownCounts {
  const table = withMargins(counts);
  const hidden = hiddenAtFirst(table, shares.map(withMargins));
  while (protectLines(table, hidden));
  const shown = table.map((row, r) => row.map((count, c) => (hidden[r]?.[c] ? null : count)));
  const lastRow = shown.pop() ?? [];
  return {
    cells: shown.map((row) => row.slice(0, -1)),
    rowTotals: shown.map((row) => row.at(-1) ?? null),
    columnTotals: lastRow.slice(0, -1),
    total: lastRow.at(-1) ?? null,
  };
}

/** What is too small by itself, or without the share of somebody who knows it. */
export function hiddenAtFirst(table: number[][], shares: readonly number[][][]): boolean[][] {
  const small = (count: number) => count > 0 && count < THRESHOLD;
  return table.map((row, r) => row.map((count, c) => small(count) || shares.some((own) => small(count - (own[r]?.[c] ?? 0)))));
}

/** The table with a row and a column of sums at its end. */
export function withMargins(counts: Counts): number[][] {
  const rows = counts.map((row) => [...row, sum(row)]);
  const width = rows[0]?.length ?? 1;
  return [...rows, Array.from({ length: width }, (_, column) => sum(rows.map((row) => row[column] ?? 0)))];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Adds a withheld cell to each line that has exactly one; answers whether anything changed. */
export function protectLines(table: number[][], hidden: boolean[][]): boolean {
  let changed = false;
  for (const line of linesOf(table)) {
    const withheld = line.filter(([r, c]) => hidden[r]?.[c]);
    if (withheld.length !== 1) continue;
    const next = smallestShown(line, table, hidden);
    const row = next ? hidden[next[0]] : undefined;
    if (!next || !row) continue;
    row[next[1]] = true;
    changed = true;
  }
  return changed;
}

type Place = readonly [row: number, column: number];

/** Every row and every column, margins included: each adds up, so each could give one missing cell away. */
function linesOf(table: number[][]): Place[][] {
  const height = table.length;
  const width = table[0]?.length ?? 0;
  const rows = Array.from({ length: height }, (_, r) => Array.from({ length: width }, (_, c): Place => [r, c]));
  const columns = Array.from({ length: width }, (_, c) => Array.from({ length: height }, (_, r): Place => [r, c]));
  return [...rows, ...columns];
}

/** The smallest cell still shown, one above zero before a zero: a withheld zero protects little. */
function smallestShown(line: readonly Place[], table: number[][], hidden: boolean[][]): Place | undefined {
  const rank = ([r, c]: Place) => {
    const count = table[r]?.[c] ?? 0;
    return count === 0 ? Number.MAX_SAFE_INTEGER : count;
  };
  return line.filter(([r, c]) => !hidden[r]?.[c]).sort((a, b) => rank(a) - rank(b))[0];
}

/** A list of counts with its total, as one row. */
export function withholdList(counts: readonly number[]): { cells: (number | null)[]; total: number | null } {
  const shown = withholdSmall([counts]);
  return { cells: shown.cells[0] ?? [], total: shown.rowTotals[0] ?? null };
}
