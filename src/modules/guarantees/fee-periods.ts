import { addMonths, type Day } from '#kernel/time';
import type { Version } from './fund.ts';
import type { GuaranteeAct } from './guarantee.ts';
import { upFrontFee, yearlyFee, type Balance } from './fee.ts';

const MONTHS = 12;

/** What shrank a guarantee, in the order in which it was reported. */
export interface Shrinking {
  act: GuaranteeAct;
  onDay: Day;
  amountMinor: bigint | null;
}

/** A guarantee as fees are worked out for it. */
export interface Charged {
  guaranteedMinor: bigint;
  loanOn: Day;
  /** The first day on which it stood no longer; null while it stands. */
  endedOn: Day | null;
  steps: readonly Shrinking[];
  upFrontCharged: boolean;
  yearsCharged: number;
  /** The first day that no charge has counted: the day of the loan at first. */
  chargedUntil: Day;
}

export interface FeeDue {
  kind: 'up-front' | 'yearly';
  from: Day;
  /** Null for the fee at the start. */
  until: Day | null;
  amountMinor: bigint;
}

/** The guaranteed amount by day, from the day of the loan on. A step that was reported late counts from the day of the step before it at the earliest. */
export function balancesOf({ guaranteedMinor, loanOn, steps }: Pick<Charged, 'guaranteedMinor' | 'loanOn' | 'steps'>): Balance[] {
  const balances: Balance[] = [{ from: loanOn, amountMinor: guaranteedMinor }];
  for (const { act, onDay, amountMinor } of steps) {
    const last = balances.at(-1);
    if (act !== 'shrink' || amountMinor === null || !last) continue;
    const left = last.amountMinor - amountMinor;
    if (onDay > last.from) balances.push({ from: onDay, amountMinor: left });
    else balances[balances.length - 1] = { from: last.from, amountMinor: left };
  }
  return balances;
}

/** The part of a history that a time needs: what stood when it began, and every change up to its last day. */
export function balancesWithin(balances: readonly Balance[], from: Day, until: Day): Balance[] {
  const opening = balances.findLast((one) => one.from <= from) ?? balances[0];
  return [
    ...(opening ? [{ from, amountMinor: opening.amountMinor }] : []),
    ...balances.filter((one) => one.from > from && one.from <= until),
  ];
}

/**
 * Fees that are to be charged: the one at the start, each full year that is over, and the part of the last year once the guarantee has ended.
 * Years count from the day of the loan. What was charged stays, also where a repayment of that time is reported later.
 */
export function feesDue(
  one: Charged,
  terms: Pick<Version, 'upFrontPercent' | 'yearlyPercent' | 'feeBase' | 'dayCount'>,
  today: Day,
): FeeDue[] {
  const due: FeeDue[] = one.upFrontCharged
    ? []
    : [{ kind: 'up-front', from: one.loanOn, until: null, amountMinor: upFrontFee(one.guaranteedMinor, terms.upFrontPercent) }];
  const balances = balancesOf(one);
  let [from, year] = [one.chargedUntil, one.yearsCharged + 1];
  for (;;) {
    const full = addMonths(one.loanOn, year * MONTHS);
    const until = one.endedOn !== null && one.endedOn < full ? one.endedOn : full;
    if (until <= from || until > today) return due;
    const amountMinor = yearlyFee({
      ratePercent: terms.yearlyPercent,
      base: terms.feeBase,
      dayCount: terms.dayCount,
      from,
      until,
      balances: balancesWithin(balances, from, until),
    });
    due.push({ kind: 'yearly', from, until, amountMinor });
    [from, year] = [until, year + 1];
  }
}
