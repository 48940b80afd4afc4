import type { Id } from '#kernel/db';
import type { OfficeId } from '#modules/offices';
import type { Place, PlaceId } from '#modules/places';
import type { Content } from './content.ts';

export type AnalysisId = Id<'analyses.analyses'>;

/** A situation analysis as lists show it. */
export interface Analysis {
  id: AnalysisId;
  /** Short name in addresses. */
  code: string;
  place: Place;
  /** Office whose people write it; null where the network writes. */
  officeId: OfficeId | null;
  /** Language in which it is written. */
  lang: string;
  title: string;
  /** Number of the version that is shown; 0 until one is published. */
  version: number;
  demonstration: boolean;
}

/** A published version. Never changed. */
export interface Version {
  number: number;
  content: Content;
  reason: string;
  publishedBy: string;
  publishedAt: Date;
}

/** The next version while it is written. */
export interface Draft {
  content: Content;
  revision: number;
  changedBy: string;
  changedAt: Date;
}

export interface Beginning {
  code: string;
  title: string;
  placeId: PlaceId;
  officeId: OfficeId | null;
  lang: string;
  demonstration?: boolean;
}
