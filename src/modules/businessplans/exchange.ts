import { currencyDecimals, type Currency, type Money } from '#kernel/money';
import { divideRounded, multiply, ratio, type Ratio } from './ratio.ts';

/** Units of the other currency for one unit of the plan's own, as somebody published it on a day. */
export interface ExchangeRate {
  readonly other: Currency;
  readonly otherForOneOwn: Ratio;
}

/** More digits than any published rate has. */
const RATE = /^\d{1,9}(\.\d{1,9})?$/;

/** Reads a rate such as `655.957` exactly, with a point or a comma. Null where it is no rate, or 0. */
export function parseRate(text: string): Ratio | null {
  const typed = text.trim().replace(',', '.');
  if (!RATE.test(typed)) return null;
  const [whole = '0', decimals = ''] = typed.split('.');
  const numerator = BigInt(whole + decimals);
  return numerator === 0n ? null : ratio(numerator, 10n ** BigInt(decimals.length));
}

/**
 * An amount in the plan's own currency, to its nearest minor unit: own = other ÷ rate (cross-multiplication of the quoted rate).
 * Throws a RangeError where the amount is in a currency that the plan has no rate for.
 */
export function inOwnCurrency({ amountMinor, currency }: Money, own: Currency, rate: ExchangeRate | null): bigint {
  if (currency === own) return amountMinor;
  if (rate?.other !== currency) throw new RangeError(`The plan has no rate for ${currency}`);
  const { numerator, denominator } = rate.otherForOneOwn;
  const [ownUnit, otherUnit] = [10n ** BigInt(currencyDecimals(own)), 10n ** BigInt(currencyDecimals(currency))];
  return divideRounded(amountMinor * denominator * ownUnit, numerator * otherUnit);
}

/**
 * The rate after the other currency has become dearer (110/100) or cheaper (90/100): its worth in own money is multiplied,
 * so the quoted number of other units for one own is divided.
 */
export function shiftWorth(rate: ExchangeRate, worth: Ratio): ExchangeRate {
  return { ...rate, otherForOneOwn: multiply(rate.otherForOneOwn, ratio(worth.denominator, worth.numerator)) };
}
