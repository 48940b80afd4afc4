import type { CashMonth } from './cash-flow.ts';
import { ratio, type Ratio } from './ratio.ts';

/** The month with the least money in the till, and how much is there. */
export interface LowestPoint {
  readonly month: string;
  readonly balance: bigint;
}

/** The lowest balance of the plan; the first such month. Null without months. */
export function lowestPoint(months: readonly CashMonth[]): LowestPoint | null {
  return months.reduce<LowestPoint | null>(
    (lowest, { month, balance }) => (lowest === null || balance < lowest.balance ? { month, balance } : lowest),
    null,
  );
}

/** The first month in which trade itself brings more money than it takes; null where that does not happen within the plan. */
export function firstPositiveMonth(months: readonly CashMonth[]): string | null {
  return months.find(({ operating }) => operating > 0n)?.month ?? null;
}

export interface StartUpCapital {
  /** Sum of what is paid once. */
  readonly items: bigint;
  /** The deepest hole that trade digs before it brings money: the lowest sum of the operating months so far, as a positive number. */
  readonly workingCapital: bigint;
  readonly total: bigint;
  /** Whether trade brings money by the end: the hole is deepest before the last month. Otherwise the true need is larger. */
  readonly cashPositive: boolean;
}

/** Start-up capital = items paid once + working capital until trade brings more money than it takes (cumulative cash need). */
export function startUpCapital(months: readonly CashMonth[]): StartUpCapital {
  const items = months.reduce((sum, { startUp }) => sum + startUp, 0n);
  let [sum, deepest, deepestAt] = [0n, 0n, -1];
  for (const [index, { operating }] of months.entries()) {
    sum += operating;
    if (sum < deepest) [deepest, deepestAt] = [sum, index];
  }
  return { items, workingCapital: -deepest, total: items - deepest, cashPositive: deepestAt < months.length - 1 };
}

/**
 * Funding gap = the greatest shortfall of the till at the end of any month, with own money, grants, loans and their instalments each
 * in the month in which they move (peak cumulative cash deficit); 0 where the till never falls below 0. So money that comes after it
 * is needed does not hide the gap, and neither does a loan that trade cannot pay back.
 */
export function fundingGap(months: readonly CashMonth[]): bigint {
  const lowest = lowestPoint(months);
  return lowest && lowest.balance < 0n ? -lowest.balance : 0n;
}

/**
 * Debt service cover of a year = operating cash ÷ (interest + principal) (DSCR, as lenders compute it); null where nothing is due.
 * Below 1 trade does not earn the instalments.
 */
export function debtServiceCover(months: readonly CashMonth[]): Ratio | null {
  const due = months.reduce((sum, { interest, principal }) => sum + interest + principal, 0n);
  return due === 0n
    ? null
    : ratio(
        months.reduce((sum, { operating }) => sum + operating, 0n),
        due,
      );
}
