import { currencyDecimals, money, type Money } from '#kernel/money';
import type { Rate } from './rate.ts';

/**
 * The worth of an amount by a rate, in minor units of the other currency with its own decimals, rounded once, half to even.
 * Throws a RangeError where the amount is not in the currency from which the rate leads.
 */
export function convert({ amountMinor, currency }: Money, rate: Pick<Rate, 'from' | 'to' | 'numerator' | 'denominator'>): Money {
  if (currency !== rate.from) throw new RangeError(`${currency} where ${rate.from} was expected`);
  const above = wholeOf(rate.numerator);
  const below = wholeOf(rate.denominator);
  const numerator = amountMinor * above.whole * 10n ** BigInt(currencyDecimals(rate.to) + below.decimals);
  const denominator = below.whole * 10n ** BigInt(currencyDecimals(rate.from) + above.decimals);
  return money(divideHalfEven(numerator, denominator), rate.to);
}

/** A positive decimal as a whole number and how many of its digits are decimals. */
function wholeOf(decimal: string): { whole: bigint; decimals: number } {
  const [whole = '', fraction = ''] = decimal.split('.');
  return { whole: BigInt(whole + fraction), decimals: fraction.length };
}

function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n;
  const size = negative ? -numerator : numerator;
  const down = size / denominator;
  const twice = (size % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && down % 2n === 1n);
  const rounded = up ? down + 1n : down;
  return negative ? -rounded : rounded;
}
