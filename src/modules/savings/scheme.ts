import type { Id } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { Currency } from '#kernel/money';
import type { OrganisationId } from '#modules/directory';
import type { ProductId } from '#modules/loans';
import { refuse } from './refusals.ts';

export type SchemeId = Id<'savings.schemes'>;

// uses messages: savings.scheme-state.*
export const schemeStates = ['draft', 'published', 'withdrawn'] as const;
export type SchemeState = (typeof schemeStates)[number];

// uses messages: savings.for.*
/** What one can save for. */
export const purposes = ['firm', 'home', 'school', 'health', 'equipment', 'return'] as const;
export type Purpose = (typeof purposes)[number];

/** Most minor units of one amount; the tables say the same. */
export const MOST_MINOR = 100_000_000_000n;
export const MOST_MONTHS = 120;
export const MOST_WAIT = 365;

/** The rules of a scheme. Amounts are minor units of the currency of saving. */
export interface SchemeTerms {
  /** What is paid in abroad. */
  readonly savingCurrency: Currency;
  /** What the family is paid at home. */
  readonly homeCurrency: Currency;
  readonly purposes: readonly Purpose[];
  /** Most that the family draws in a calendar month; 0: nothing. */
  readonly drawMonthMinor: bigint;
  /** The same in per cent of what is saved and has waited. */
  readonly drawPercent: number;
  /** Days that a deposit waits before it can be drawn. */
  readonly drawWaitDays: number;
  /** Calendar months in a row with a deposit. */
  readonly creditMonths: number;
  readonly creditSavedMinor: bigint;
  /** How many times the balance is lent. */
  readonly creditMultiple: string;
  /** 0: the scheme opens no credit. */
  readonly creditMostMinor: bigint;
  /** Savings pledged for a credit, in per cent of it. */
  readonly pledgePercent: number;
  /** The loan of the same organisation that one then asks for. */
  readonly productId: ProductId | null;
}

/** What the organisation writes. */
export interface SchemeText extends SchemeTerms {
  readonly name: Translated;
  readonly about: Translated;
  /** Who can save. */
  readonly eligible: Translated;
}

/** One version of a savings scheme. */
export interface Scheme extends SchemeText {
  readonly id: SchemeId;
  readonly organisationId: OrganisationId;
  readonly replacesId: SchemeId | null;
  readonly version: number;
  /** Its figures are assumptions of a demonstration. */
  readonly assumption: boolean;
  readonly state: SchemeState;
}

/** Refusals: `no-purpose`, `not-an-amount`. */
export function checkScheme(text: SchemeText): void {
  if (text.purposes.length === 0) throw refuse('no-purpose', { field: 'purposes' });
  for (const [field, minor] of [
    ['drawMonth', text.drawMonthMinor],
    ['creditSaved', text.creditSavedMinor],
    ['creditMost', text.creditMostMinor],
  ] as const)
    if (minor < 0n || minor > MOST_MINOR) throw refuse('not-an-amount', { field });
}
