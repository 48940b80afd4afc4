import type { Currency } from '#kernel/money';
import type { Day } from '#kernel/time';
import type { InterestId, Side } from './interest.ts';
import type { Unit } from './offer.ts';

/** Days after the question at which the one reminder goes out. */
export const REMIND_AFTER_DAYS = 21;

export const metAnswers = ['yes', 'planned', 'no'] as const;
export const contractAnswers = ['yes', 'talks', 'no'] as const;
export const againAnswers = ['yes', 'perhaps', 'no'] as const;
export const obstacles = [
  'price',
  'quality',
  'quantity',
  'papers',
  'customs',
  'transport',
  'payment',
  'language',
  'no-answer',
  'time',
  'other',
] as const;
export type Obstacle = (typeof obstacles)[number];

/** Currencies at the ends of today's corridors. */
export const currencies = ['EUR', 'RON', 'ALL', 'XOF', 'MAD', 'TND', 'GBP', 'CHF', 'USD'] as const satisfies readonly Currency[];

/** What a side says; quantity, value and `again` only with a contract. */
export interface FollowUpAnswer {
  met: (typeof metAnswers)[number];
  contract: (typeof contractAnswers)[number];
  /** Whole units traded so far. */
  quantity: bigint | null;
  unit: Unit | null;
  /** Worth of what was traded so far, in the currency's smallest unit. */
  valueMinor: bigint | null;
  currency: string | null;
  again: (typeof againAnswers)[number] | null;
  obstacles: Obstacle[];
  note: string | null;
}

export interface FollowUp {
  interestId: InterestId;
  side: Side;
  dueOn: Day;
  askedAt: Date | null;
  remindedAt: Date | null;
  answeredAt: Date | null;
  /** Null before it is answered. */
  answer: FollowUpAnswer | null;
}
