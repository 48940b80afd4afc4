import type { Id } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { OfficeId } from '#modules/offices';
import type { PlaceId } from '#modules/places';
import type { Content } from './plan-content.ts';

export type PlanId = Id<'plans.plans'>;
export type DraftId = Id<'plans.drafts'>;
export type DraftState = 'writing' | 'waiting' | 'returned';

/** A plan: of a place, or of a corridor where there is another place and another office. */
export interface Plan {
  id: PlanId;
  /** Short name in addresses. */
  code: string;
  placeId: PlaceId;
  officeId: OfficeId;
  otherPlaceId: PlaceId | null;
  otherOfficeId: OfficeId | null;
  /** Number of the version that is shown; 0 while there is none. */
  version: number;
  demonstration: boolean;
}

/** A plan as lists show its newest version; the content is read with its page. */
export interface PublishedPlan extends Plan {
  title: Translated;
  starts: string | null;
  ends: string | null;
  lang: string;
  publishedAt: Date;
}

/** The next version of a plan while it is written. */
export interface Draft {
  id: DraftId;
  planId: PlanId;
  /** Language in which new texts are written. */
  lang: string;
  content: Content;
  reason: string;
  state: DraftState;
  advice: string | null;
  revision: number;
  changedBy: string;
  changedAt: Date;
}

/** A published plan, never changed. */
export interface Version {
  number: number;
  lang: string;
  content: Content;
  reason: string;
  authors: string[];
  approvers: string[];
  publishedAt: Date;
}
