import type { Id } from '#kernel/db';
import type { OfficeId } from '#modules/offices';
import type { PlaceId } from '#modules/places';
import type { Kind, Measure, PreconditionId } from './precondition.ts';

export type ProfileId = Id<'transfers.profiles'>;

/** One kind of what a place has; a kind that has no part is not known. */
export interface Part extends Measure {
  kind: Kind;
  words: string | null;
  /** A year, a month or a day. */
  saidOn: string;
  source: string;
  revision: number;
}

/** What a place has, as the office responsible for it says. */
export interface Profile {
  id: ProfileId;
  officeId: OfficeId;
  placeId: PlaceId;
  /** Read by everybody, or by the staff of the office only. */
  public: boolean;
  language: string;
  changedAt: Date;
}

export interface FullProfile extends Profile {
  parts: Part[];
}

// uses messages: transfers.verdict.*
/** What a person answers. */
export const judged = ['fits', 'adapt', 'lacks'] as const;
export type Judged = (typeof judged)[number];

/** What a person of the office decided where no rule could. */
export interface Judgement {
  preconditionId: PreconditionId;
  verdict: Judged;
  reason: string;
  language: string;
  preconditionRevision: number;
  partRevision: number | null;
  judgedAt: Date;
}
