import { Decimal } from 'decimal.js';
import type { Id } from '#kernel/db';
import type { Currency } from '#kernel/money';
import type { Day } from '#kernel/time';

export type RateId = Id<'exchangerates.rates'>;

/** Rates published more days before the day that is asked about are old: they are shown with their day, and nothing is compared by them. */
export const OLD_AFTER_DAYS = 7;

/** A published or fixed rate as it is used: turned round where `inverse`. */
export interface Leg {
  /** How many of `currency` one `base` is worth, as published. */
  readonly rate: string;
  readonly base: Currency;
  readonly currency: Currency;
  readonly inverse: boolean;
  readonly peg: boolean;
  /** Day for which it was published; of a peg the day that was asked about. */
  readonly day: Day;
  readonly source: string;
  readonly demonstration: boolean;
}

/** What one `from` is worth in `to`: exactly `numerator / denominator`, both decimals as text. */
export interface Rate {
  readonly from: Currency;
  readonly to: Currency;
  readonly numerator: string;
  readonly denominator: string;
  /** None where both currencies are the same, two for a cross. */
  readonly legs: readonly Leg[];
  /** Day of the rate; of a cross the earlier one. */
  readonly day: Day;
  /** Days from then to the day that was asked about. */
  readonly ageDays: number;
  readonly old: boolean;
}

const WIDE = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -60, toExpPos: 60 });

/** The rate as a decimal of so many significant digits, half to even: to show it, and to compare it. Amounts are worked out with `convert`. */
export function rateText({ numerator, denominator }: Pick<Rate, 'numerator' | 'denominator'>, digits = 8): string {
  return new WIDE(numerator).div(denominator).toSignificantDigits(digits).toString();
}

/** Whether a text is a rate: a positive decimal with a point, at most 12 digits before and after it. */
export function isRate(text: string): boolean {
  return /^\d{1,12}(?:\.\d{1,12})?$/.test(text) && !new WIDE(text).isZero();
}

/** The same rate in one way of writing: `0110.0`, `110`. */
export function plainRate(text: string): string {
  return new WIDE(text).toFixed();
}
