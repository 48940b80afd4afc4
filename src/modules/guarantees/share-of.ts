import { Decimal } from 'decimal.js';

/** Enough digits for 10^30 minor units and rates of six decimals, so that only the last step rounds. */
export const EXACT = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_HALF_EVEN });

const HUNDRED = 100;

/** Per cent as decimal text, `12.5`. Throws a RangeError on a sign, an exponent, NaN, or more than `most`. */
export function percent(text: string, most = HUNDRED): Decimal {
  if (!/^\d{1,6}(?:\.\d{1,9})?$/.test(text)) throw new RangeError(`Not a number of per cent: ${text}`);
  const read = new EXACT(text);
  if (read.gt(most)) throw new RangeError(`More than ${most} per cent: ${text}`);
  return read.div(HUNDRED);
}

/** A part of an amount in minor units, half to even. The part is a fraction, `0.6`. */
export function partOf(amountMinor: bigint, part: Decimal): bigint {
  return toMinor(new EXACT(amountMinor.toString()).mul(part));
}

/** Per cent of an amount in minor units, half to even. */
export function percentOf(amountMinor: bigint, percentText: string): bigint {
  notNegative({ amount: amountMinor });
  return partOf(amountMinor, percent(percentText));
}

/** Whole minor units, half to even. */
export function toMinor(amount: Decimal): bigint {
  return BigInt(amount.toDecimalPlaces(0, Decimal.ROUND_HALF_EVEN).toFixed(0));
}

/** Whole minor units, never more than the exact amount: for what may be promised. */
export function toMinorDown(amount: Decimal): bigint {
  return BigInt(amount.toDecimalPlaces(0, Decimal.ROUND_FLOOR).toFixed(0));
}

/** Whole minor units, never less than the exact amount: for what counts against a ceiling. */
export function toMinorUp(amount: Decimal): bigint {
  return BigInt(amount.toDecimalPlaces(0, Decimal.ROUND_CEIL).toFixed(0));
}

export const least = (one: bigint, other: bigint): bigint => (one < other ? one : other);
export const most = (one: bigint, other: bigint): bigint => (one > other ? one : other);

/** Throws a RangeError where an amount is below 0: a defect of the caller, never somebody's typing. */
export function notNegative(amounts: Readonly<Record<string, bigint>>): void {
  for (const [name, amount] of Object.entries(amounts)) if (amount < 0n) throw new RangeError(`${name} is below 0`);
}
