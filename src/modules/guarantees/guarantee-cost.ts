import { addMonths } from '#kernel/time';
import { guaranteedOf, owedAfter } from './coverage.ts';
import { upFrontFee, yearlyFee, type FeeBase } from './fee.ts';

const MONTHS = 12;
/** Months of 30 days make every year alike, so the day on which it begins changes nothing. */
const BEGINS = '2001-01-01';

export interface AskedGuarantee {
  readonly loanMinor: bigint;
  readonly coveragePercent: string;
  readonly years: number;
  readonly upFrontPercent: string;
  readonly yearlyPercent: string;
  readonly base: FeeBase;
}

export interface GuaranteeYear {
  readonly year: number;
  readonly owedMinor: bigint;
  readonly guaranteedMinor: bigint;
  readonly feeMinor: bigint;
}

export interface GuaranteeCost {
  readonly guaranteedMinor: bigint;
  readonly upFrontMinor: bigint;
  /** Year 0 is the start; each other one is told as it stands at its end. */
  readonly years: readonly GuaranteeYear[];
  readonly feesMinor: bigint;
}

/**
 * What a guarantee of a loan costs that is repaid in equal monthly parts of principal: the fee at the start, and each year's by its base with
 * months of 30 days (formulas of `fee.ts`).
 */
export function guaranteeCost(asked: AskedGuarantee): GuaranteeCost {
  const { loanMinor, coveragePercent, years, upFrontPercent, yearlyPercent, base } = asked;
  const owed = (month: number) => owedAfter(loanMinor, years * MONTHS, month);
  const guaranteed = (month: number) => guaranteedOf(owed(month), coveragePercent);
  const upFrontMinor = upFrontFee(guaranteed(0), upFrontPercent);
  const feeOf = (year: number) =>
    yearlyFee({
      ratePercent: yearlyPercent,
      base,
      dayCount: '30/360',
      from: addMonths(BEGINS, (year - 1) * MONTHS),
      until: addMonths(BEGINS, year * MONTHS),
      balances: Array.from({ length: MONTHS + 1 }, (_, at) => {
        const month = (year - 1) * MONTHS + at;
        return { from: addMonths(BEGINS, month), amountMinor: guaranteed(month) };
      }),
    });
  const rows = Array.from({ length: years + 1 }, (_, year) => ({
    year,
    owedMinor: owed(year * MONTHS),
    guaranteedMinor: guaranteed(year * MONTHS),
    feeMinor: year === 0 ? upFrontMinor : feeOf(year),
  }));
  return { guaranteedMinor: guaranteed(0), upFrontMinor, years: rows, feesMinor: rows.reduce((sum, { feeMinor }) => sum + feeMinor, 0n) };
}
