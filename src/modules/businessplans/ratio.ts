/** A fraction of whole numbers; the denominator is positive. Sums of money never pass through floating point. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const one: Ratio = { numerator: 1n, denominator: 1n };

/** A fraction with a positive denominator. Throws a RangeError on a denominator of 0. */
export function ratio(numerator: bigint | number, denominator: bigint | number = 1): Ratio {
  const top = BigInt(numerator);
  const bottom = BigInt(denominator);
  if (bottom === 0n) throw new RangeError('A fraction has no denominator of 0');
  return bottom < 0n ? { numerator: -top, denominator: -bottom } : { numerator: top, denominator: bottom };
}

/** A percentage as a fraction: 80 gives 80/100. */
export function percent(value: number): Ratio {
  return ratio(value, 100);
}

export function multiply(a: Ratio, b: Ratio): Ratio {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

/** Negative, 0 or positive, as a sort needs it. */
export function compareRatio(a: Ratio, b: Ratio): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Divides to the nearest whole number, halves away from zero (commercial rounding). Throws a RangeError on 0. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new RangeError('Nothing is divided by 0');
  const bottom = denominator < 0n ? -denominator : denominator;
  const top = denominator < 0n ? -numerator : numerator;
  const size = top < 0n ? -top : top;
  const rounded = (2n * size + bottom) / (2n * bottom);
  return top < 0n ? -rounded : rounded;
}

/** Divides to the next whole number that is not smaller: 7 pieces of 2 need 4. Throws a RangeError on 0. */
export function divideUp(numerator: bigint, denominator: bigint): bigint {
  const { numerator: top, denominator: bottom } = ratio(numerator, denominator);
  const towardsZero = top / bottom;
  return top > 0n && top % bottom !== 0n ? towardsZero + 1n : towardsZero;
}

/** A part of a whole amount, to the nearest minor unit. */
export function part(amount: bigint, of: Ratio): bigint {
  return divideRounded(amount * of.numerator, of.denominator);
}

/** A fraction in thousandths, to the nearest: what a page shows as a percentage with one decimal. */
export function thousandths(value: Ratio): number {
  return Number(divideRounded(value.numerator * 1000n, value.denominator));
}
