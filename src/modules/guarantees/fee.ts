import type { Decimal } from 'decimal.js';
import type { Day } from '#kernel/time';
import { yearsBetween, type DayCount } from './day-count.ts';
import { EXACT, notNegative, partOf, percent, toMinor } from './share-of.ts';

/** Of what the yearly fee is taken: the guaranteed amount at the start of the time, the mean of start and end, or what it was on each day. */
export const feeBases = ['opening', 'average', 'outstanding'] as const;
export type FeeBase = (typeof feeBases)[number];

/** Fee when the guarantee begins: guaranteed amount × rate, half to even (case GF-FEE-1). */
export function upFrontFee(guaranteedMinor: bigint, ratePercent: string): bigint {
  notNegative({ guaranteed: guaranteedMinor });
  return partOf(guaranteedMinor, percent(ratePercent));
}

/** The guaranteed amount from a day on. */
export interface Balance {
  readonly from: Day;
  readonly amountMinor: bigint;
}

export interface YearlyFee {
  readonly ratePercent: string;
  readonly base: FeeBase;
  readonly dayCount: DayCount;
  readonly from: Day;
  /** The first day that is no longer counted. */
  readonly until: Day;
  /** In order of days; the first begins the time, and what holds on its last day is the closing amount. */
  readonly balances: readonly Balance[];
}

/**
 * Fee of a time: base × rate of a year × years by the day count, rounded once, half to even (case GF-FEE-1). Base and day count are terms of
 * the window. Throws a RangeError on balances out of order or outside the time.
 */
export function yearlyFee({ ratePercent, base, dayCount, from, until, balances }: YearlyFee): bigint {
  const opening = balances[0];
  const inOrder = balances.every(({ from: day }, at) => day <= until && (at === 0 || day > (balances[at - 1]?.from ?? '')));
  if (opening?.from !== from || !inOrder) throw new RangeError('Balances are out of order');
  for (const { amountMinor } of balances) notNegative({ balance: amountMinor });
  const closing = balances.at(-1) ?? opening;
  const amount = ({ amountMinor }: Balance) => new EXACT(amountMinor.toString());
  const years = (one: Day, other: Day) => yearsBetween(one, other, dayCount);
  const weighted: Record<FeeBase, () => Decimal> = {
    opening: () => amount(opening).mul(years(from, until)),
    average: () => amount(opening).plus(amount(closing)).div(2).mul(years(from, until)),
    outstanding: () =>
      balances.reduce((sum, one, at) => sum.plus(amount(one).mul(years(one.from, balances[at + 1]?.from ?? until))), new EXACT(0)),
  };
  return toMinor(weighted[base]().mul(percent(ratePercent)));
}
