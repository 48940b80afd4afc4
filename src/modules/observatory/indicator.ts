import type { Id } from '#kernel/db';
import type { DatasetId } from './import-statistics.ts';

export type IndicatorId = Id<'observatory.indicators'>;

export const directions = ['higher-is-better', 'lower-is-better', 'neither'] as const;
/** How figures of several places may be put together; a share of two counts is never simply added. */
export const aggregations = ['sum', 'weighted-mean', 'none'] as const;
/** Figures of the network's own counts (src/app/counts) that can stand beside official ones. */
export const ownCounts = ['people', 'started', 'pairs', 'person-outcomes'] as const;
export type OwnCount = (typeof ownCounts)[number];

/** What an indicator says, as it is written. */
export interface IndicatorText {
  language: string;
  name: string;
  definition: string;
  unit: string;
  /** What is counted. */
  numerator: string;
  /** Of what it is a share; null for a plain count. */
  denominator: string | null;
  direction: (typeof directions)[number];
  aggregation: (typeof aggregations)[number];
  /** The official source, read in its newest release. */
  datasetId: DatasetId | null;
  /** Code by dimension. */
  key: Readonly<Record<string, string>>;
  /** Dimension that holds the places. */
  placeDimension: string | null;
  ownCount: OwnCount | null;
  /** Why this version was written. */
  reason: string;
}

export interface IndicatorVersion extends IndicatorText {
  no: number;
  writtenAt: Date;
}

/** An indicator as its last version has it. */
export interface Indicator extends IndicatorVersion {
  id: IndicatorId;
}
