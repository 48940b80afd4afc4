import { compare, exactly, greatest, inverse, least, minus, ONE, size, times, type Exact } from './exact.ts';

/** What an assumption says: exact decimals, in this order. */
export interface Assumed {
  id: string;
  low: string;
  likely: string;
  high: string;
}

/** One link of a chain: an assumption that multiplies, or divides, what stands before it. */
export interface Factor {
  assumptionId: string;
  how: 'times' | 'by';
}

export interface Range {
  low: Exact;
  likely: Exact;
  high: Exact;
}

/** What is wrong with a chain; it names the assumption where one is to blame. */
export type ChainProblem =
  | { problem: 'unknown' | 'twice' | 'divides-by-zero'; assumptionId: string }
  | { problem: 'divides-first' | 'too-large' };

/** From here on a result is a slip of the pen: a thousand million millions. */
const TOO_LARGE = exactly('1000000000000000');

/** Whether low, likely and high stand in this order; they may be equal. */
export const inOrder = ({ low, likely, high }: Omit<Assumed, 'id'>): boolean =>
  compare(exactly(low), exactly(likely)) <= 0 && compare(exactly(likely), exactly(high)) <= 0;

const reachesZero = ({ low, high }: Assumed) =>
  compare(exactly(low), { over: 0n, under: 1n }) <= 0 && compare(exactly(high), { over: 0n, under: 1n }) >= 0;

/**
 * The first thing that is wrong with a chain, or null. An assumption stands only once in it: interval arithmetic would take its two
 * appearances for two unknowns, and the range would come out wrong (Moore, Kearfott, Cloud, Introduction to Interval Analysis, 2009,
 * chapter 5, the dependency problem).
 */
export function problemIn(factors: readonly Factor[], assumptions: readonly Assumed[]): ChainProblem | null {
  if (factors[0]?.how === 'by') return { problem: 'divides-first' };
  for (const [at, { assumptionId, how }] of factors.entries()) {
    const assumed = assumptions.find(({ id }) => id === assumptionId);
    if (!assumed) return { problem: 'unknown', assumptionId };
    if (factors.slice(0, at).some((one) => one.assumptionId === assumptionId)) return { problem: 'twice', assumptionId };
    if (how === 'by' && reachesZero(assumed)) return { problem: 'divides-by-zero', assumptionId };
  }
  const { low, high } = rangeOf(factors, assumptions);
  return compare(greatest(size(low), size(high)), TOO_LARGE) >= 0 ? { problem: 'too-large' } : null;
}

interface Ends {
  low: Exact;
  high: Exact;
}

/** The product of two ranges: its ends are among the four products of theirs, whichever signs they have. */
function product(one: Ends, other: Ends): Ends {
  const ends: [Exact, ...Exact[]] = [
    times(one.low, other.low),
    times(one.low, other.high),
    times(one.high, other.low),
    times(one.high, other.high),
  ];
  return { low: least(...ends), high: greatest(...ends) };
}

function linkOf({ assumptionId, how }: Factor, assumptions: readonly Assumed[]): Range {
  const assumed = assumptions.find(({ id }) => id === assumptionId);
  if (!assumed) throw new Error('a chain was not checked'); // problemIn comes first
  const [low, likely, high] = [exactly(assumed.low), exactly(assumed.likely), exactly(assumed.high)];
  // Where zero is not between, the greater divisor gives the smaller quotient.
  return how === 'times' ? { low, likely, high } : { low: inverse(high), likely: inverse(likely), high: inverse(low) };
}

/** What a chain gives at least, likely and at most, exactly. The chain has passed {@link problemIn}. */
export function rangeOf(factors: readonly Factor[], assumptions: readonly Assumed[]): Range {
  return factors.reduce<Range>(
    (before, factor) => {
      const link = linkOf(factor, assumptions);
      return { ...product(before, link), likely: times(before.likely, link.likely) };
    },
    { low: ONE, likely: ONE, high: ONE },
  );
}

/** What one assumption alone does to a result. */
export interface Swing {
  assumptionId: string;
  /** The result with this assumption at its low and at its high end, all others at their likely value. */
  atLow: Exact;
  atHigh: Exact;
  /** How far they are apart. */
  swing: Exact;
}

/** One assumption at a time from low to high, the others at likely; the one that moves the result most comes first. */
export function sensitivityOf(factors: readonly Factor[], assumptions: readonly Assumed[]): Swing[] {
  const at = (moved: string, end: 'low' | 'high') =>
    factors.reduce((before, { assumptionId, how }) => {
      const assumed = assumptions.find(({ id }) => id === assumptionId);
      const value = exactly((assumptionId === moved ? assumed?.[end] : assumed?.likely) ?? '1');
      return times(before, how === 'times' ? value : inverse(value));
    }, ONE);
  return factors
    .map(({ assumptionId }) => {
      const [atLow, atHigh] = [at(assumptionId, 'low'), at(assumptionId, 'high')];
      return { assumptionId, atLow, atHigh, swing: size(minus(atHigh, atLow)) };
    })
    .toSorted((one, other) => compare(other.swing, one.swing));
}

/** How what was measured stands to what was foreseen; an end of the range is inside. */
export function placeOf(measured: string, { low, high }: Ends): 'below' | 'inside' | 'above' {
  const value = exactly(measured);
  if (compare(value, low) < 0) return 'below';
  return compare(value, high) > 0 ? 'above' : 'inside';
}
