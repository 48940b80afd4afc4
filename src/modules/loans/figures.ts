import type { Day } from '#kernel/time';
import { arrearsOn } from './arrears.ts';
import { payoff } from './change-of-terms.ts';
import { leftOf, outstanding, paidSoFar, sumOf, type InstalmentState } from './instalment-state.ts';

/** The figures of a loan as everybody who may see it sees them. */
export interface LoanFigures {
  readonly paidMinor: bigint;
  readonly owedMinor: bigint;
  /** To be free of the loan today where the lender gives up interest that is not due yet. */
  readonly owedWaivedMinor: bigint;
  readonly overdueMinor: bigint;
  readonly pastDueDays: number;
  /** The next instalment that is not late; null where none is left. */
  readonly next: { readonly due: Day; readonly minor: bigint } | null;
}

/** Reckons what was paid, what is owed and what is due, on a day. */
export function figuresOn(instalments: readonly InstalmentState[], today: Day): LoanFigures {
  const { overdueMinor, pastDueDays } = arrearsOn(instalments, today, { graceDays: 0 });
  const next = instalments.find((one) => one.due >= today && sumOf(leftOf(one)) > 0n);
  return {
    paidMinor: sumOf(paidSoFar(instalments)),
    owedMinor: sumOf(outstanding(instalments)),
    owedWaivedMinor: sumOf(payoff(instalments, today, 'waived')),
    overdueMinor,
    pastDueDays,
    next: next ? { due: next.due, minor: sumOf(leftOf(next)) } : null,
  };
}
