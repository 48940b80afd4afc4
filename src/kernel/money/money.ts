import { currencyDecimals } from './currency.ts';
import type { Currency } from './currency.ts';

/** An amount in the currency's minor unit: 12.50 EUR is `{ amountMinor: 1250n, currency: 'EUR' }`. */
export interface Money {
  amountMinor: bigint;
  currency: Currency;
}

/** Makes an amount from minor units. Throws a RangeError on an unknown currency. */
export function money(amountMinor: bigint, currency: Currency): Money {
  currencyDecimals(currency);
  return { amountMinor, currency };
}

/** Adds two amounts. Throws a RangeError where the currencies differ. */
export function add(a: Money, b: Money): Money {
  return { amountMinor: a.amountMinor + inCurrencyOf(a, b).amountMinor, currency: a.currency };
}

/** Takes the second amount from the first. Throws a RangeError where the currencies differ. */
export function subtract(a: Money, b: Money): Money {
  return { amountMinor: a.amountMinor - inCurrencyOf(a, b).amountMinor, currency: a.currency };
}

/** Compares two amounts as a sort needs it: negative, 0 or positive. Throws a RangeError where the currencies differ. */
export function compareMoney(a: Money, b: Money): number {
  const difference = subtract(a, b).amountMinor;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/**
 * Divides an amount by whole shares so that nothing is lost: each part is rounded towards zero, then the
 * units left over go one each to the parts in order, those with a share of 0 left out.
 * Throws a RangeError on a negative share or where all are 0.
 */
export function allocate(total: Money, shares: readonly bigint[]): Money[] {
  const sum = shares.reduce((a, b) => a + b, 0n);
  if (shares.some((share) => share < 0n)) throw new RangeError('A share is negative');
  if (sum === 0n) throw new RangeError('All shares are zero');
  const parts = shares.map((share) => (total.amountMinor * share) / sum);
  let left = total.amountMinor - parts.reduce((a, b) => a + b, 0n);
  const unit = left < 0n ? -1n : 1n;
  return parts.map((part, index) => {
    const takes = left !== 0n && shares[index] !== 0n;
    if (takes) left -= unit;
    return { amountMinor: takes ? part + unit : part, currency: total.currency };
  });
}

/** The amount as a plain decimal text for exports and for `Intl`: `-12.50`. */
export function toDecimalText({ amountMinor, currency }: Money): string {
  const decimals = currencyDecimals(currency);
  const sign = amountMinor < 0n ? '-' : '';
  const digits = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(decimals + 1, '0');
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

function inCurrencyOf(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`${b.currency} where ${a.currency} was expected`);
  return b;
}
