import { Decimal } from 'decimal.js';
import { daysBetween } from '#kernel/time';
import type { Instalment, Rounding } from './instalment.ts';
import type { LoanTerms, Period } from './terms.ts';

const PRECISE = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_EVEN });

/** A year is 12 months, 52 weeks or 365 days, whatever the calendar says. */
const PERIODS_A_YEAR = { MONTHS: 12, WEEKS: 52, DAYS: 365 } as const;
const YEAR = 365;

/**
 * Instalments by the cumulative convention: the rate of a period counts its months, weeks or days (`SAME_AS_REPAYMENT_PERIOD`) or its real
 * days over a year of always 365 where it is `ACTUAL` (`DAILY`). Source of the rules: `rules` in test/data/loan-schedule-cases.json.
 */
export function cumulative(terms: LoanTerms, periods: readonly Period[], { money, toMultiple }: Rounding): Instalment[] {
  const principal = new PRECISE(terms.principal);
  const rates = periods.map((period) => rateOf(terms, period));
  const shares = periods.length - terms.gracePrincipalPeriods;
  const own = terms.interestMethod === 'FLAT' ? flatInterest(principal, rates, money) : null;
  const instalment = money(annuity(principal, rates[0] ?? new PRECISE(0), shares));
  const payment = toMultiple ? toMultiple(instalment) : instalment;
  let balance = principal;
  const rows = rates.map((rate, at): Instalment => {
    const interest = own ? (own[at] ?? new PRECISE(0)) : money(balance.mul(rate));
    const last = at === rates.length - 1;
    const wished = last ? balance : at < terms.gracePrincipalPeriods ? new PRECISE(0) : wishedOf(interest);
    // A long period after a short first one can cost more than the instalment: then its interest is paid and no principal.
    const repaid = PRECISE.max(0, PRECISE.min(wished, balance));
    balance = balance.minus(repaid);
    return { principal: repaid, interest, balance };
  });
  return carried(rows, terms.graceInterestPaymentPeriods);

  function wishedOf(interest: Decimal): Decimal {
    if (terms.fixedPrincipalPercent) return money(principal.mul(terms.fixedPrincipalPercent).div(100));
    const part = principal.div(shares);
    if (terms.interestMethod === 'FLAT') return toMultiple ? toMultiple(part).plus(toMultiple(interest)).minus(interest) : money(part);
    return terms.amortisation === 'EQUAL_PRINCIPAL_PAYMENTS' ? money(part) : payment.minus(interest);
  }
}

function rateOf({ annualRatePercent, interestCalculationPeriod, frequency, repayEvery, daysInYear }: LoanTerms, period: Period): Decimal {
  const annual = new PRECISE(annualRatePercent).div(100);
  if (interestCalculationPeriod === 'SAME_AS_REPAYMENT_PERIOD') return annual.mul(repayEvery).div(PERIODS_A_YEAR[frequency]);
  return annual.mul(daysBetween(period.from, period.due)).div(daysInYear === 'ACTUAL' ? YEAR : Number(daysInYear));
}

/** Interest on the whole principal for the whole time, in equal parts; the last takes what rounding left. */
function flatInterest(principal: Decimal, rates: readonly Decimal[], money: Rounding['money']): Decimal[] {
  const total = money(rates.reduce((sum, rate) => sum.plus(principal.mul(rate)), new PRECISE(0)));
  const part = money(total.div(rates.length));
  let left = total;
  return rates.map((_, at) => {
    // Rounded up each time, small parts can use the whole up before the last.
    const own = at === rates.length - 1 ? left : PRECISE.min(part, left);
    left = left.minus(own);
    return own;
  });
}

/** P·r / (1 − (1 + r)^−N): present value of an ordinary annuity; without interest P / N. */
function annuity(principal: Decimal, rate: Decimal, count: number): Decimal {
  if (rate.isZero()) return principal.div(count);
  return principal.mul(rate).div(new PRECISE(1).minus(rate.plus(1).pow(-count)));
}

/** Interest of the first periods is not paid then, bears none itself, and is due with the instalment after them. */
function carried(rows: readonly Instalment[], periods: number): Instalment[] {
  const waiting = rows.slice(0, periods).reduce((sum, { interest }) => sum.plus(interest), new PRECISE(0));
  return rows.map((row, at) => {
    if (at < periods) return { ...row, interest: new PRECISE(0) };
    return at === periods ? { ...row, interest: row.interest.plus(waiting) } : row;
  });
}
