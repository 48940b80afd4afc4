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
  return yearlyCostOf(
    terms,
    Number(terms.principal),
    rows.map(({ n, total }) => ({ n, total: Number(total) })),
  );
}

/** The same of what is received and the payments with their numbers, charges included; money in any one unit. */
export function yearlyCostOf(
  terms: Pick<LoanTerms, 'frequency' | 'repayEvery'>,
  received: number,
  paid: readonly { readonly n: number; readonly total: number }[],
): number | null {
  const step = terms.repayEvery / PERIODS_A_YEAR[terms.frequency];
  const payments = paid.map(({ total, n }) => ({ total, years: n * step }));
  const worth = (rate: number) => payments.reduce((sum, { total, years }) => sum + total / (1 + rate) ** years, 0);
  if (worth(0) <= received) return 0;
  let [low, high] = [0, HIGHEST];
  if (worth(high) > received) return null;
  for (let at = 0; at < STEPS; at++) {
    const middle = (low + high) / 2;
    if (worth(middle) > received) low = middle;
    else high = middle;
  }
  return Math.round(low * 1_000) / 10;
}
