import type { Id } from '#kernel/db';
import { chosenEditions } from './edition.ts';
import type { DatasetId } from './import-statistics.ts';

export type BoundariesId = Id<'observatory.boundaries'>;

/** Editions for which boundaries can be given: those of regions. */
export const boundaryEditions = chosenEditions;
export type BoundaryEdition = (typeof boundaryEditions)[number];

/** What whoever gives a file says of it. */
export interface BoundariesSaid {
  edition: BoundaryEdition;
  /** The dataset whose own list it is; only for `other`, where it must be said. */
  datasetId: DatasetId | null;
  codeProperty: string;
  source: string;
  sourceUrl: string | null;
  licence: string;
  /** A year, month or day. */
  published: string;
}

/** Boundaries as given, without their areas. */
export interface BoundariesAbout extends BoundariesSaid {
  id: BoundariesId;
  areas: number;
  points: number;
  /** Points that change an area by less were left out; 0 where none was. */
  toleranceKm2: number;
  givenAt: Date;
}
