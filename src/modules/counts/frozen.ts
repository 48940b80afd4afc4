import { z } from 'zod';
import type { Id } from '#kernel/db';
import type { Day } from '#kernel/time';

export type FrozenId = Id<'counts.frozen'>;

/** How the rows of a figure are divided; `rows` where it has one division alone. */
export const frozenSplits = ['corridor', 'track', 'gender', 'rows'] as const;

const count = z.int().min(0).nullable();
const rows = z.array(z.object({ key: z.string(), cells: z.array(count), total: count }));

/** A figure as it is shown, by keys alone: words come with the reader's language. Null is withheld. */
export const shownSchema = z.object({
  columns: z.array(z.string()),
  splits: z.partialRecord(z.enum(frozenSplits), rows),
  columnTotals: z.array(count),
  total: count,
});
export type Shown = z.output<typeof shownSchema>;

/** A quarter whose counts are frozen. */
export interface FrozenQuarter {
  /** Such as `2026-3`. */
  key: string;
  from: Day;
  until: Day;
  frozenAt: Date;
}

/** Offices that were counted together: a region, or one office of a region of several. */
export interface FrozenArea {
  kind: 'region' | 'office';
  /** Code of the region's place, or the office. */
  area: string;
  officeIds: string[];
}

/** One figure of one area in one quarter. */
export interface FrozenFigure extends FrozenArea {
  id: FrozenId;
  quarter: string;
  figure: string;
  shown: Shown;
}
