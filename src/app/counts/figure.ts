import { withholdTogether } from '#modules/observatory';
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

interface Named {
  key: string;
  label: string;
}

/** A figure before anything is withheld: counts by state, split in every way that is known of it. */
export interface Figure {
  key: string;
  title: string;
  /** What is counted, what is not, and of what a share is a share. */
  definition: string;
  columns: Named[];
  splits: Partial<Record<Split, (Named & { counts: number[] })[]>>;
  /** A share that is shown where both its figures are: of this column in the row. */
  share?: { column: string; label: string };
  /** True where the columns count unlike things, so that their sum says nothing and is not shown. */
  unlike?: true;
}

/** A row as it may be shown. */
export interface ShownRow extends Named {
  cells: ShownCount[];
  total: ShownCount;
}

/** A figure as it may be shown, in every split. */
export interface ShownFigure extends Omit<Figure, 'splits'> {
  splits: Partial<Record<Split, ShownRow[]>>;
  columnTotals: ShownCount[];
  total: ShownCount;
}

interface Words {
  key: string;
  title: string;
  definition: string;
  /** The states in their order; those that do not occur are left out. */
  states: readonly Named[];
  genders: readonly Named[];
  tracks: readonly Named[];
  share?: Figure['share'];
  unlike?: true;
}

/** Lays out what was counted about people: in one corridor and one gender each, on several tracks or none. */
export function figureOf(rows: readonly CountRow[], { states, genders, tracks, ...words }: Words): Figure {
  const columns = states.filter(({ key }) => rows.some(({ state }) => state === key));
  const countsOf = (some: readonly CountRow[]) =>
    columns.map(({ key }) => some.filter(({ state }) => state === key).reduce((sum, { count }) => sum + count, 0));
  const corridors = [...new Set(rows.map(({ corridor }) => corridor))].sort();
  return {
    ...words,
    columns: [...columns],
    splits: {
      corridor: corridors.map((key) => ({ key, label: key, counts: countsOf(rows.filter(({ corridor }) => corridor === key)) })),
      gender: genders
        .filter(({ key }) => rows.some(({ gender }) => gender === key))
        .map((one) => ({ ...one, counts: countsOf(rows.filter(({ gender }) => gender === one.key)) })),
      track: tracks.map((one) => ({ ...one, counts: countsOf(rows.filter((row) => row.tracks.includes(one.key))) })),
    },
  };
}

/** Withholds what is small, and what would reveal it in any split. */
export function shownFigure(figure: Figure): ShownFigure {
  const { corridor, gender, track } = figure.splits;
  const parts = [corridor, gender].filter((one) => one !== undefined);
  const shown = withholdTogether({
    parts: parts.map((rows) => rows.map(({ counts }) => counts)),
    overlapping: (track ?? []).map(({ counts }) => counts),
  });
  const rowsOf = (of: NonNullable<typeof corridor>): ShownRow[] => {
    const part = shown.parts[parts.indexOf(of)];
    return of.map(({ key, label }, index) => ({ key, label, cells: part?.cells[index] ?? [], total: part?.rowTotals[index] ?? null }));
  };
  return {
    ...figure,
    splits: {
      ...(corridor ? { corridor: rowsOf(corridor) } : {}),
      ...(gender ? { gender: rowsOf(gender) } : {}),
      ...(track
        ? {
            track: track.map(({ key, label }, index) => ({
              key,
              label,
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
export function shareOf(figure: ShownFigure, row: Pick<ShownRow, 'cells' | 'total'>): number | null {
  const index = figure.columns.findIndex(({ key }) => key === figure.share?.column);
  const part = index === -1 ? 0 : row.cells[index];
  if (typeof part !== 'number' || typeof row.total !== 'number' || row.total === 0) return null;
  return Math.round((part / row.total) * 100);
}
