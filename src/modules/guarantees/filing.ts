import type { Id } from '#kernel/db';
import type { Currency } from '#kernel/money';
import type { Day } from '#kernel/time';
import type { FundId, LenderId, VersionId, WindowId } from './fund.ts';
import type { GuaranteeAct, GuaranteeState } from './guarantee.ts';

export type GuaranteeId = Id<'guarantees.guarantees'>;

// uses messages: guarantees.without.*
/** What the lender would have done without the guarantee: how much the fund adds. */
export const withoutIt = ['no-loan', 'smaller', 'shorter', 'dearer', 'same'] as const;
export type WithoutIt = (typeof withoutIt)[number];

// uses messages: guarantees.sector.*
/** Sections of NACE Rev. 2 (Regulation (EC) 1893/2006). */
export const sectors = [...'ABCDEFGHIJKLMNOPQRSTU'] as readonly string[];

/** A loan as a lender files it; the borrower under the lender's own number, never by name. */
export interface Filing {
  windowId: WindowId;
  versionId: VersionId;
  lenderId: LenderId;
  reference: string;
  borrower: string;
  /** Borrowers that belong together; null where this one stands alone. */
  group: string | null;
  country: string;
  sector: string;
  purpose: string;
  loanMinor: bigint;
  months: number;
  withoutIt: WithoutIt;
  /** De minimis aid of the three years before, in cents of euro; null where nothing was said. */
  earlierAidMinor: bigint | null;
}

/** A filed loan and its guarantee; amounts in minor units of `currency`, those called home in `homeCurrency`. */
export interface Guarantee extends Filing {
  id: GuaranteeId;
  fundId: FundId;
  number: number;
  state: GuaranteeState;
  lender: string;
  currency: Currency;
  homeCurrency: Currency;
  guaranteedMinor: bigint;
  aidMinor: bigint | null;
  aidReasons: string[];
  lapseOn: Day | null;
  loanOn: Day | null;
  endsOn: Day | null;
  owedMinor: bigint;
  leftMinor: bigint;
  measuredMinor: bigint;
  firstUnpaidOn: Day | null;
  calledOn: Day | null;
  payableMinor: bigint;
  provisionMinor: bigint;
  paidMinor: bigint;
  paidHomeMinor: bigint;
  recoveredMinor: bigint;
  handedOnMinor: bigint;
  filedAt: Date;
}

/** What was done with a guarantee, and by which amounts. */
export interface Step {
  n: number;
  act: GuaranteeAct;
  state: GuaranteeState;
  onDay: Day;
  takenAt: Date;
  words: string | null;
  amountMinor: bigint | null;
  homeMinor: bigint | null;
  rate: string | null;
  rateOn: Day | null;
  rateSource: string | null;
  /** Entry of the ledger. */
  entryId: string | null;
}
