import type { Id } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { Currency } from '#kernel/money';
import type { Day } from '#kernel/time';
import type { OrganisationId } from '#modules/directory';
import type { AllocationOrder } from './allocation.ts';
import { refuse } from './refusals.ts';

export type ProductId = Id<'loans.products'>;

export const frequencies = ['MONTHS', 'WEEKS'] as const;
export type Frequency = (typeof frequencies)[number];

/** How one pays: equal instalments, equal principal, flat interest; or without interest, by a mark-up agreed in advance. */
export const ways = ['instalments', 'principal', 'flat', 'mark-up'] as const;
export type Way = (typeof ways)[number];

export const productStates = ['draft', 'published', 'withdrawn'] as const;
export type ProductState = (typeof productStates)[number];

/** Most minor units of one loan; the table says the same. */
export const MOST_MINOR = 100_000_000_000n;
export const MOST_INSTALMENTS = 360;
export const MOST_GRACE = 24;

/** What a loan of a product costs and how it is repaid. */
export interface ProductTerms {
  readonly currency: Currency;
  readonly leastMinor: bigint;
  readonly mostMinor: bigint;
  readonly leastInstalments: number;
  readonly mostInstalments: number;
  readonly frequency: Frequency;
  readonly way: Way;
  /** Interest a year in per cent; null for a product without interest. */
  readonly annualRate: string | null;
  /** Without interest: per cent of the loan for its whole time; null for a product with interest. */
  readonly markupPercent: string | null;
  /** Per cent of the loan, kept back when it is paid out. */
  readonly feePercent: string;
  /** First instalments without principal. */
  readonly grace: number;
}

/** What the lender writes. */
export interface ProductText extends ProductTerms {
  readonly name: Translated;
  readonly about: Translated;
  /** Who can apply. */
  readonly eligible: Translated;
  /** What a payment settles first in an instalment. */
  readonly allocationOrder: AllocationOrder;
  readonly validFrom: Day;
  readonly validUntil: Day | null;
}

/** One version of what a lender offers. */
export interface Product extends ProductText {
  readonly id: ProductId;
  readonly organisationId: OrganisationId;
  readonly replacesId: ProductId | null;
  readonly version: number;
  /** Its figures are assumptions of a demonstration. */
  readonly assumption: boolean;
  readonly state: ProductState;
}

/** Whether one can apply for it on a day. */
export function isOpen({ state, validFrom, validUntil }: Pick<Product, 'state' | 'validFrom' | 'validUntil'>, today: Day): boolean {
  return state === 'published' && validFrom <= today && (validUntil === null || today <= validUntil);
}

/** Refusals: `amount-range`, `instalment-range`, `grace-too-long`, `no-grace-with-mark-up`, `ends-before`, `percent-missing`. */
export function checkProduct(text: ProductText): void {
  if (text.leastMinor <= 0n || text.mostMinor > MOST_MINOR || text.leastMinor > text.mostMinor)
    throw refuse('amount-range', { field: 'most' });
  if (text.leastInstalments > text.mostInstalments) throw refuse('instalment-range', { field: 'mostInstalments' });
  if (text.way === 'mark-up' && text.grace > 0) throw refuse('no-grace-with-mark-up', { field: 'grace' });
  if (text.grace >= text.leastInstalments) throw refuse('grace-too-long', { field: 'grace' });
  if (text.validUntil !== null && text.validUntil < text.validFrom) throw refuse('ends-before', { field: 'validUntil' });
}
