import { Decimal } from 'decimal.js';

/** What portfolio at risk needs to know of a loan; all in one currency. */
export interface LoanAtRisk {
  /** Principal still owed; for a loan that was written off: the loss. */
  readonly balanceMinor: bigint;
  /** Days since the oldest instalment that is not paid was due. */
  readonly pastDueDays: number;
  readonly rescheduled: boolean;
  readonly writtenOff: boolean;
}

export interface PortfolioAtRisk {
  readonly grossMinor: bigint;
  /** Whole balance of the loans with an instalment more than so many days late. */
  readonly atRiskMinor: bigint;
  readonly percent: string | null;
  /** The same with every rescheduled loan, as CGAP and IRIS+ (FP6373) count. */
  readonly withRescheduledMinor: bigint;
  readonly withRescheduledPercent: string | null;
  readonly rescheduledMinor: bigint;
  /** Not in any figure above. */
  readonly writtenOffMinor: bigint;
}

/** Portfolio at risk over more than so many days: whole balances over the gross portfolio; what was written off is on neither side. */
export function portfolioAtRisk(loans: Iterable<LoanAtRisk>, days: number): PortfolioAtRisk {
  let [gross, atRisk, withRescheduled, rescheduled, writtenOff] = [0n, 0n, 0n, 0n, 0n];
  for (const loan of loans) {
    if (loan.writtenOff) {
      writtenOff += loan.balanceMinor;
      continue;
    }
    const late = loan.pastDueDays > days;
    gross += loan.balanceMinor;
    if (late) atRisk += loan.balanceMinor;
    if (late || loan.rescheduled) withRescheduled += loan.balanceMinor;
    if (loan.rescheduled) rescheduled += loan.balanceMinor;
  }
  return {
    grossMinor: gross,
    atRiskMinor: atRisk,
    percent: percentText(atRisk, gross),
    withRescheduledMinor: withRescheduled,
    withRescheduledPercent: percentText(withRescheduled, gross),
    rescheduledMinor: rescheduled,
    writtenOffMinor: writtenOff,
  };
}

/** Per cent with two decimals, half to even; null of nothing. */
export function percentText(part: bigint, whole: bigint): string | null {
  if (whole === 0n) return null;
  return new Decimal(part.toString()).mul(100).div(whole.toString()).toDecimalPlaces(2, Decimal.ROUND_HALF_EVEN).toFixed(2);
}
