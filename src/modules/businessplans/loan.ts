import { allocate } from '#kernel/money';
import { divideRounded } from './ratio.ts';

export const loanKinds = ['annuity', 'equal-principal'] as const;
export type LoanKind = (typeof loanKinds)[number];

export interface LoanTerms {
  /** In minor units; not negative. */
  readonly principal: bigint;
  readonly rateBasisPoints: number;
  readonly months: number;
  readonly graceMonths: number;
  readonly kind: LoanKind;
}

export interface Instalment {
  readonly interest: bigint;
  readonly principal: bigint;
  /** Debt left after it. */
  readonly balance: bigint;
}

/** A yearly rate in basis points is this many parts of a month's interest: 12 months × 10,000. */
const MONTH_PARTS = 120_000n;

/**
 * The equal payment of an annuity loan, to the nearest minor unit: P·i / (1 − (1 + i)^−n), with i the yearly rate / 12 and n
 * the months of repayment (present value of an ordinary annuity, any textbook of financial mathematics). Without interest P / n.
 */
export function annuityPayment(principal: bigint, rateBasisPoints: number, months: number): bigint {
  if (months < 1) throw new RangeError('A loan is repaid in at least one month');
  const rate = BigInt(rateBasisPoints);
  if (rate === 0n) return divideRounded(principal, BigInt(months));
  const grown = (MONTH_PARTS + rate) ** BigInt(months);
  const still = MONTH_PARTS ** BigInt(months);
  return divideRounded(principal * rate * grown, MONTH_PARTS * (grown - still));
}

/**
 * Every instalment of a loan. In the grace only interest is paid; then equal payments (`annuity`) or equal parts of the
 * principal. Interest of a month = debt × yearly rate / 12, to the nearest minor unit; the last instalment takes what rounding left,
 * so the principal is repaid exactly. Throws a RangeError on a negative principal or rate, or no month of repayment.
 */
export function repay({ principal, rateBasisPoints, months, graceMonths, kind }: LoanTerms): Instalment[] {
  if (principal < 0n || rateBasisPoints < 0 || months < 1 || graceMonths < 0) throw new RangeError('These are no terms of a loan');
  const parts = equalParts(principal, months);
  const payment = kind === 'annuity' ? annuityPayment(principal, rateBasisPoints, months) : 0n;
  const instalments: Instalment[] = [];
  let balance = principal;
  for (let month = 0; month < graceMonths + months; month++) {
    const interest = divideRounded(balance * BigInt(rateBasisPoints), MONTH_PARTS);
    const left = graceMonths + months - month;
    const wished =
      month < graceMonths ? 0n : left === 1 ? balance : kind === 'annuity' ? payment - interest : (parts[month - graceMonths] ?? 0n);
    // Rounding up a tiny payment can repay the debt before its last month; nothing is repaid twice.
    const repaid = wished > balance ? balance : wished < 0n ? 0n : wished;
    balance -= repaid;
    instalments.push({ interest, principal: repaid, balance });
  }
  return instalments;
}

function equalParts(principal: bigint, months: number): bigint[] {
  const shares = Array.from({ length: months }, () => 1n);
  return allocate({ amountMinor: principal, currency: 'EUR' }, shares).map(({ amountMinor }) => amountMinor); // only its whole numbers count
}
