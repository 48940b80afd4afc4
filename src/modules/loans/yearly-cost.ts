import type { LoanTerms, Schedule } from './terms.ts';

const PERIODS_A_YEAR = { MONTHS: 12, WEEKS: 52, DAYS: 365 } as const;
const STEPS = 200;
/** No loan that somebody may offer costs more; above it there is no answer. */
const HIGHEST = 100_000;

/**
 * The effective annual cost of a loan in per cent, with one decimal: the yearly rate X at which all payments, discounted by (1 + X)^t, are
 * worth what was paid out; t in years of 12 equal months, 52 weeks or 365 days. Directive 2008/48/EC, Annex I (taken over by Directive (EU)
 * 2023/2225, Annex III). Without charges beyond the interest; null where the money is paid out in parts or no rate fits.
 */
export function yearlyCost(
  terms: Pick<LoanTerms, 'frequency' | 'repayEvery' | 'principal' | 'disbursements'>,
  { rows }: Schedule,
): number | null {
  if ((terms.disbursements?.length ?? 1) > 1) return null;
  const step = terms.repayEvery / PERIODS_A_YEAR[terms.frequency];
  const payments = rows.map(({ total, n }) => ({ total: Number(total), years: n * step }));
  const worth = (rate: number) => payments.reduce((sum, { total, years }) => sum + total / (1 + rate) ** years, 0);
  const paidOut = Number(terms.principal);
  if (worth(0) <= paidOut) return 0;
  let [low, high] = [0, HIGHEST];
  if (worth(high) > paidOut) return null;
  for (let at = 0; at < STEPS; at++) {
    const middle = (low + high) / 2;
    if (worth(middle) > paidOut) low = middle;
    else high = middle;
  }
  return Math.round(low * 1_000) / 10;
}
