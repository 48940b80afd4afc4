import { withholdTogether } from '#modules/observatory';
import type { Shown } from '#modules/counts';
import type { ShownCount } from './sum-shown.ts';

/** Of what a figure is made: a number with what it is split by; the module that owns the rows counted it. */
export interface CountRow {
  /** Both ends, as the page names them: finer places would give single people away. */
  corridor: string;
  gender: string;
  tracks: readonly string[];
  state: string;
  count: number;
}

/** How the rows of the figures are split. */
export const splits = ['corridor', 'track', 'gender'] as const;
export type Split = (typeof splits)[number];

/** A figure before anything is withheld: counts by state, split in every way that is known of it. Keys alone: words come later. */
export interface Figure {
  key: string;
  columns: string[];
  splits: Partial<Record<Split, { key: string; counts: number[] }[]>>;
}

/** A figure with what is small withheld, by keys: what is frozen, and what is shown once it has words. */
export interface KeptFigure extends Shown {
  key: string;
}

interface Named {
  key: string;
  label: string;
}

/** A row as it is shown. */
export interface ShownRow extends Named {
  cells: ShownCount[];
  total: ShownCount;
}

/** A figure as it is shown, in every split, in the reader's words. */
export interface ShownFigure {
  key: string;
  title: string;
  /** What is counted, what is not, and of what a share is a share. */
  definition: string;
  columns: Named[];
  splits: Partial<Record<Split, ShownRow[]>>;
  columnTotals: ShownCount[];
  total: ShownCount;
  /** A share that is shown where both its figures are: of this column in the row. */
  share?: { column: string; label: string };
  /** True where the columns count unlike things, so that their sum says nothing and is not shown. */
  unlike?: true;
}

/**
 * The rows of which something is counted, for each office with those of all others as none: so that its figure has the rows and columns
 * of all. Nothing for one office alone, whose files are its own.
 */
export function sharesOf<Row extends { officeId: string; count: number }>(
  rows: readonly Row[],
  offices: readonly string[],
  none: (row: Row) => Row = (row) => ({ ...row, count: 0 }),
): Row[][] {
  return offices.length < 2 ? [] : offices.map((office) => rows.map((row) => (row.officeId === office ? row : none(row))));
}

interface Lists {
  key: string;
  /** The states in their order; those that do not occur are left out. */
  states: readonly string[];
  genders: readonly string[];
  tracks: readonly string[];
}

/** Lays out what was counted about people: in one corridor and one gender each, on several tracks or none. */
export function figureOf(rows: readonly CountRow[], { key: figure, states, genders, tracks }: Lists): Figure {
  const columns = states.filter((key) => rows.some(({ state }) => state === key));
  const countsOf = (some: readonly CountRow[]) =>
    columns.map((key) => some.filter(({ state }) => state === key).reduce((sum, { count }) => sum + count, 0));
  const corridors = [...new Set(rows.map(({ corridor }) => corridor))].sort();
  return {
    key: figure,
    columns,
    splits: {
      corridor: corridors.map((key) => ({ key, counts: countsOf(rows.filter(({ corridor }) => corridor === key)) })),
      gender: genders
        .filter((key) => rows.some(({ gender }) => gender === key))
        .map((key) => ({ key, counts: countsOf(rows.filter(({ gender }) => gender === key)) })),
      track: tracks.map((key) => ({ key, counts: countsOf(rows.filter((row) => row.tracks.includes(key))) })),
    },
  };
}

function viewsOf({ splits: { corridor, gender, track } }: Figure) {
  const parts = [corridor, gender].filter((one) => one !== undefined);
  return {
    parts: parts.map((rows) => rows.map(({ counts }) => counts)),
    overlapping: (track ?? []).map(({ counts }) => counts),
  };
}

/**
 * Withholds what is small, and what would reveal it in any split. `shares` are the same rows and columns of each office, which knows
 * its own.
 */
export function shownFigure(figure: Figure, shares: readonly Figure[] = []): KeptFigure {
  const { corridor, gender, track } = figure.splits;
  const parts = [corridor, gender].filter((one) => one !== undefined);
  const shown = withholdTogether(viewsOf(figure), shares.map(viewsOf));
  const rowsOf = (of: NonNullable<typeof corridor>) => {
    const part = shown.parts[parts.indexOf(of)];
    return of.map(({ key }, index) => ({ key, cells: part?.cells[index] ?? [], total: part?.rowTotals[index] ?? null }));
  };
  return {
    key: figure.key,
    columns: figure.columns,
    splits: {
      ...(corridor ? { corridor: rowsOf(corridor) } : {}),
      ...(gender ? { gender: rowsOf(gender) } : {}),
      ...(track
        ? {
            track: track.map(({ key }, index) => ({
              key,
              cells: shown.overlapping[index]?.cells ?? [],
              total: shown.overlapping[index]?.total ?? null,
            })),
          }
        : {}),
    },
    columnTotals: shown.columnTotals,
    total: shown.total,
  };
}

/** A share of a row in whole per cent; null where one of its two figures is not shown whole or there is nothing to share. */
export function shareOf(figure: Pick<ShownFigure, 'columns' | 'share'>, row: Pick<ShownRow, 'cells' | 'total'>): number | null {
  const index = figure.columns.findIndex(({ key }) => key === figure.share?.column);
  const part = index === -1 ? 0 : row.cells[index];
  if (typeof part !== 'number' || typeof row.total !== 'number' || row.total === 0) return null;
  return Math.round((part / row.total) * 100);
}
