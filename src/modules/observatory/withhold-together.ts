import { hiddenAtFirst, protectLines, withMargins, type Counts, type ShownCounts } from './withhold.ts';

/** Tables of the same things, split in different ways: each by rows of its own, all by the same columns. */
export interface Views {
  /** Splits in which each thing is in one row: their column totals are the same. */
  parts: readonly Counts[];
  /** Rows that overlap, such as tracks: a thing may be in several or in none, so each row stands against the rest. */
  overlapping: Counts;
}

export interface ShownViews {
  parts: ShownCounts[];
  /** The overlapping rows as they may be shown, each with its total; the totals of the columns are those of all things. */
  overlapping: { cells: (number | null)[]; total: number | null }[];
  columnTotals: (number | null)[];
  total: number | null;
}

/**
 * Withholds small counts in several views of the same things, so that none gives away what another withholds: a total that
 * one view must withhold is withheld in all, and an overlapping row is held against everybody who is not in it, who could be
 * worked out by subtraction. Without this, "6 of 7 were on the track" would tell of the one who was not.
 *
 * `shares` are the same views of those who know their own share, such as each office of a region: a count of which too little is left
 * without one of them is withheld too.
 */
export function withholdTogether(views: Views, shares: readonly Views[] = []): ShownViews {
  const { parts } = views;
  const tables = tablesOf(views);
  const known = shares.map(tablesOf);
  const hidden = tables.map((table, index) =>
    hiddenAtFirst(
      table,
      known.map((tablesOfOne) => tablesOfOne[index] ?? []),
    ),
  );
  let changed = true;
  while (changed) {
    changed = shareTotals(hidden);
    tables.forEach((table, index) => {
      while (protectLines(table, hidden[index] ?? [])) changed = true;
    });
  }
  const shown = tables.map((table, index) => table.map((row, r) => row.map((count, c) => (hidden[index]?.[r]?.[c] ? null : count))));
  const last = shown[0]?.at(-1) ?? [];
  return {
    parts: shown.slice(0, parts.length).map(asShown),
    overlapping: shown.slice(parts.length).map(([row = []]) => ({ cells: row.slice(0, -1), total: row.at(-1) ?? null })),
    columnTotals: last.slice(0, -1),
    total: last.at(-1) ?? null,
  };
}

/** Every view with its sums, each overlapping row with everybody who is not in it. */
function tablesOf({ parts, overlapping }: Views): number[][][] {
  const totals = columnTotalsOf(parts);
  return [...parts, ...overlapping.map((row) => [row, totals.map((total, column) => total - (row[column] ?? 0))])].map(withMargins);
}

function columnTotalsOf([first = []]: readonly Counts[]): number[] {
  return (withMargins(first).at(-1) ?? []).slice(0, -1);
}

/** Makes the last rows of all tables alike: withheld in one is withheld in each. Answers whether anything changed. */
function shareTotals(hidden: boolean[][][]): boolean {
  const rows = hidden.flatMap((table) => table.slice(-1));
  let changed = false;
  for (const [column, is] of (rows[0] ?? []).entries()) {
    const wanted = is || rows.some((row) => row[column]);
    for (const row of rows) {
      if (row[column] === wanted) continue;
      row[column] = wanted;
      changed = true;
    }
  }
  return changed;
}

function asShown(table: (number | null)[][]): ShownCounts {
  const body = table.slice(0, -1);
  const last = table.at(-1) ?? [];
  return {
    cells: body.map((row) => row.slice(0, -1)),
    rowTotals: body.map((row) => row.at(-1) ?? null),
    columnTotals: last.slice(0, -1),
    total: last.at(-1) ?? null,
  };
}
