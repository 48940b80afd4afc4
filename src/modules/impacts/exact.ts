/** An exact number: a whole number over a whole number above zero, in lowest terms. */
export interface Exact {
  readonly over: bigint;
  readonly under: bigint;
}

function exact(over: bigint, under: bigint): Exact {
  const sign = under < 0n ? -1n : 1n;
  const shared = commonDivisor(over < 0n ? -over : over, under * sign) || 1n;
  return { over: (over * sign) / shared, under: (under * sign) / shared };
}

function commonDivisor(one: bigint, other: bigint): bigint {
  let [a, b] = [one, other];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

export const ONE: Exact = { over: 1n, under: 1n };

/** Reads a figure as it is kept (`-12.5`); the caller has checked its shape. */
export function exactly(figure: string): Exact {
  const [whole = '0', decimals = ''] = figure.split('.');
  return exact(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
}

export const times = (one: Exact, other: Exact): Exact => exact(one.over * other.over, one.under * other.under);

/** One over a number that is not zero. */
export const inverse = ({ over, under }: Exact): Exact => exact(under, over);

export const minus = (one: Exact, other: Exact): Exact => exact(one.over * other.under - other.over * one.under, one.under * other.under);

/** Below zero where the first is smaller, above where it is greater. */
export function compare(one: Exact, other: Exact): number {
  const difference = one.over * other.under - other.over * one.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const least = (...many: [Exact, ...Exact[]]): Exact => many.reduce((one, other) => (compare(other, one) < 0 ? other : one));
export const greatest = (...many: [Exact, ...Exact[]]): Exact => many.reduce((one, other) => (compare(other, one) > 0 ? other : one));
export const size = ({ over, under }: Exact): Exact => ({ over: over < 0n ? -over : over, under });

/** Digits after the point of numbers from 1 on, and counted digits of those below. */
const DECIMALS = 2;
const COUNTED = 3;
const MOST_DECIMALS = 18;

/**
 * A number as a decimal for reading, `-12.35`, and whether it was rounded (half away from zero): to two decimals from 1 on, to three
 * digits that count below 1, so that a small share does not become nothing.
 */
export function decimalOf(number: Exact): { text: string; rounded: boolean } {
  const { over, under } = size(number);
  let places = DECIMALS;
  if (over !== 0n && over < under)
    while (places < MOST_DECIMALS && (over * 10n ** BigInt(places)) / under < 10n ** BigInt(COUNTED - 1)) places += 1;
  const scaled = over * 10n ** BigInt(places);
  const nearest = (scaled * 2n + under) / (under * 2n);
  const digits = String(nearest).padStart(places + 1, '0');
  const decimals = digits.slice(-places).replace(/0+$/, '');
  const text = digits.slice(0, -places) + (decimals ? `.${decimals}` : '');
  return { text: number.over < 0n && nearest !== 0n ? `-${text}` : text, rounded: nearest * under !== scaled };
}

/** For pictures only. */
export const roughly = (number: Exact): number => Number(decimalOf(number).text);
