import type { Id } from '#kernel/db';
import type { Currency } from '#kernel/money';
import type { Day } from '#kernel/time';
import type { OrganisationId } from '#modules/directory';
import type { DayCount } from './day-count.ts';
import type { FeeBase } from './fee.ts';
import type { Sharing } from './loss.ts';

export type FundId = Id<'guarantees.funds'>;
export type WindowId = Id<'guarantees.windows'>;
export type VersionId = Id<'guarantees.versions'>;
export type LenderId = Id<'guarantees.lenders'>;
export type AdmissionId = Id<'guarantees.admissions'>;

/** What a fund says of itself; bodies, never people. */
export interface FundText {
  name: string;
  about: string;
  language: string;
  /** A place, a corridor or the whole network, in words. */
  area: string;
  /** The body that manages it. */
  manager: string;
  email: string;
}

export interface GuaranteeFund extends FundText {
  id: FundId;
  code: string;
  currency: Currency;
  demonstration: boolean;
}

export interface Window {
  id: WindowId;
  fundId: FundId;
  name: string;
}

export const MOST_CONDITIONS = 8;
export const MOST_COUNTERS = 3;

/** Who or what is eligible, and why. */
export interface Condition {
  text: string;
  reason: string;
}

export interface Counter {
  name: string;
  percent: string;
}

/** What a window guarantees, at which price and when it pays; rates in per cent as decimal text. */
export interface Terms {
  /** Who decided the figures and when, or that they are assumed. */
  basis: string;
  currency: Currency;
  coveragePercent: string;
  sharing: Sharing;
  leverage: string;
  longestMonths: number;
  borrowerCapMinor: bigint;
  groupCapMinor: bigint | null;
  lenderCapPercent: string;
  countryCapPercent: string;
  sectorCapPercent: string;
  upFrontPercent: string;
  yearlyPercent: string;
  feeBase: FeeBase;
  dayCount: DayCount;
  waitingDays: number;
  firstSharePercent: string;
  legalSteps: string;
  conditions: Condition[];
  counterGuarantors: Counter[];
  validFrom: Day;
  validUntil: Day | null;
}

export interface Version extends Terms {
  id: VersionId;
  windowId: WindowId;
  state: 'draft' | 'published';
  /** Null in a draft. */
  number: number | null;
  revision: number;
  publishedAt: Date | null;
}

/** A lender under a window, with the days of its agreement. */
export interface Admission {
  id: AdmissionId;
  fundId: FundId;
  windowId: WindowId;
  lenderId: LenderId;
  organisationId: OrganisationId | null;
  /** Its name in the directory, or as it was written down. */
  name: string;
  agreedOn: Day;
  untilOn: Day | null;
}

// uses messages: guarantees.standing.*
export const standings = ['in-force', 'later', 'over'] as const;

/** Whether something with a first and a last day holds today. */
export function standingOn(today: Day, from: Day, until: Day | null): (typeof standings)[number] {
  if (from > today) return 'later';
  return until !== null && until < today ? 'over' : 'in-force';
}

/** The version by which a loan that is filed on a day is judged: of those published and in force, the newest. */
export function versionOn(versions: readonly Version[], today: Day): Version | null {
  return (
    versions
      .filter(({ state, validFrom, validUntil }) => state === 'published' && standingOn(today, validFrom, validUntil) === 'in-force')
      .toSorted((one, other) => (other.number ?? 0) - (one.number ?? 0))[0] ?? null
  );
}
