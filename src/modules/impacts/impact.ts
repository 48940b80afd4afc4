import type { Id } from '#kernel/db';
import type { OfficeId } from '#modules/offices';
import type { Place, PlaceId } from '#modules/places';
import type { Content } from './content.ts';

export type ImpactId = Id<'impacts.impacts'>;

/** An impact analysis as lists show it. */
export interface Impact {
  id: ImpactId;
  /** Short name in addresses. */
  code: string;
  place: Place;
  /** The office that it is about, where that is on record. */
  subjectOfficeId: OfficeId | null;
  /** Office whose planners write it; null where those of the network write. */
  officeId: OfficeId | null;
  /** Language in which it is written. */
  lang: string;
  title: string;
  /** Number of the newest agreed version; 0 until one is agreed. */
  version: number;
  /** Number of the newest version that everybody reads; 0 until one is published. */
  published: number;
  demonstration: boolean;
}

/** What was foreseen, as agreed. Never changed. */
export interface Version {
  number: number;
  content: Content;
  agreement: string;
  agreedBy: string;
  agreedAt: Date;
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
  subjectOfficeId: OfficeId | null;
  officeId: OfficeId | null;
  lang: string;
  demonstration?: boolean;
}

/** What was found afterwards of an effect. */
export type Finding =
  | {
      state: 'measured';
      /** An exact decimal in the unit of the effect. */
      value: string;
      /** The day for which it holds, `YYYY-MM-DD`. */
      on: string;
      source: string;
      how: string;
      /** What else could explain it. */
      other: string;
    }
  | { state: 'not-measured' | 'not-measurable'; reason: string };

/** A finding on record. The newest of an effect stands; earlier ones are kept. */
export interface Observation {
  effectId: string;
  finding: Finding;
  recordedBy: string;
  recordedAt: Date;
}
