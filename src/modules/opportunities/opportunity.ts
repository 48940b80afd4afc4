import type { Id } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { Money } from '#kernel/money';
import type { Day } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import type { CorridorId, OpeningId, PlaceId, RecordSource } from '#modules/places';
import type { Stage } from '#modules/ventures';
import type { Condition } from './condition.ts';

export type OpportunityId = Id<'opportunities.opportunities'>;

export const kinds = ['sector', 'site', 'partner', 'call', 'incentive'] as const;
export type Kind = (typeof kinds)[number];

/** At which end of a corridor it is. */
export const ends = ['origin', 'destination', 'both'] as const;
export type End = (typeof ends)[number];

/** Who may apply. The tracks have the same codes; nobody's track is read for matching (docs/decisions/0049-opportunities.md). */
export const audiences = ['women', 'repatriates', 'returnees', 'seasonal-workers', 'refugees', 'youth'] as const;
export type Audience = (typeof audiences)[number];

export const states = ['draft', 'published', 'expired', 'withdrawn'] as const;
export type State = (typeof states)[number];

/** What can be done to one as it stands. */
export const actions = ['publish', 'renew', 'withdraw'] as const;
export type Action = (typeof actions)[number];

/** What the keeping office writes. */
export interface OpportunityText {
  kind: Kind;
  title: Translated;
  about: Translated;
  placeId: PlaceId;
  corridorIds: CorridorId[];
  atEnd: End;
  /** Codes of the sector vocabulary; none for any. */
  sectors: string[];
  /** None for any. */
  stages: Stage[];
  /** None for anybody. */
  audiences: Audience[];
  amount: Money | null;
  amountText: Translated | null;
  source: RecordSource;
  sourceSeenOn: Day;
  /** Year, month or day of the report that tells of it; null for what holds today. */
  reported: string | null;
  validFrom: Day;
  /** Null where no end is known. */
  validUntil: Day | null;
  needsConfirmation: boolean;
  openingId: OpeningId | null;
}

export interface Opportunity extends OpportunityText {
  id: OpportunityId;
  code: string | null;
  officeId: OfficeId;
  conditions: Condition[];
  demonstration: boolean;
  state: State;
  revision: number;
  /** Revision that a second person published. */
  publishedRevision: number | null;
  checkedOn: Day;
  /** Last day on which it is shown. */
  lastDay: Day;
  updatedAt: Date;
}

/** The actions that a state allows. Whoever wrote the content does not publish it, and nothing is published that is past. */
export const actionsOf = {
  draft: ['publish'],
  published: ['renew', 'withdraw'],
  expired: ['renew', 'withdraw'],
  withdrawn: ['publish'],
} as const satisfies Record<State, readonly Action[]>;

/** Whether it is shown to anybody on a day. */
export function isShown({ state, validFrom, lastDay }: Pick<Opportunity, 'state' | 'validFrom' | 'lastDay'>, today: Day): boolean {
  return state === 'published' && validFrom <= today && lastDay >= today;
}
