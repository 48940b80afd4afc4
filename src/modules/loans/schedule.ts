import { Decimal } from 'decimal.js';
import { currencyDecimals, isCurrency } from '#kernel/money';
import type { Day } from '#kernel/time';
import { cumulative } from './cumulative.ts';
import { periodsOf } from './due-dates.ts';
import type { Instalment, Rounding } from './instalment.ts';
import { progressive } from './progressive.ts';
import { refuse } from './refusals.ts';
import type { Disbursement, LoanTerms, Period, Row, Schedule } from './terms.ts';

const EXACT = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_EVEN });
/** Twelve digits with the decimals of the currency. */
const MOST_DIGITS = 12;

/**
 * The schedule of a loan, instalment by instalment: principal in all is what was paid out, the last instalment takes what rounding left.
 * Refusals: `wrong-currency`, `too-precise`, `too-much`, `no-day`, `wrong-days`, `wrong-sum`, `wrong-grace`, and `no-rule`
 * where the convention has no rule for what is asked.
 */
export function loanSchedule(terms: LoanTerms): Schedule {
  if (!isCurrency(terms.currency)) throw refuse('wrong-currency', { values: { currency: terms.currency } });
  const digits = terms.currencyDigits ?? currencyDecimals(terms.currency);
  const paidOut = disbursementsOf(terms, digits);
  checkRules(terms, paidOut, digits);
  const periods = terms.periods?.map(({ fromDate, due }) => ({ from: fromDate, due })) ?? ownPeriods(terms, paidOut);
  checkDays(terms, periods, paidOut);
  const rounding = roundingOf(terms, digits);
  const instalments =
    terms.convention === 'cumulative' ? cumulative(terms, periods, rounding) : progressive(terms, periods, paidOut, rounding);
  return scheduleOf(instalments, periods, digits);
}

function disbursementsOf({ disbursements, disbursementDate, principal }: LoanTerms, digits: number): Disbursement[] {
  const date = disbursementDate ?? disbursements?.[0]?.date;
  if (date === undefined) throw refuse('no-day', { field: 'disbursementDate' });
  const all = (disbursements ?? [{ date, amount: principal }]).toSorted((one, other) => (one.date < other.date ? -1 : 1));
  for (const amount of [principal, ...all.map((one) => one.amount)]) {
    if (new Decimal(amount).decimalPlaces() > digits) throw refuse('too-precise', { values: { amount, digits } });
    if (new Decimal(amount).lte(0)) throw refuse('wrong-sum', { field: 'principal' });
  }
  const sum = all.reduce((total, { amount }) => total.plus(amount), new EXACT(0));
  if (!sum.eq(principal)) throw refuse('wrong-sum', { field: 'disbursements' });
  return all;
}

function ownPeriods(terms: LoanTerms, [first]: readonly Disbursement[]): Period[] {
  return periodsOf(terms, terms.disbursementDate ?? (first?.date as Day), terms.firstRepaymentDate); // one at least was paid out
}

function checkDays({ instalments }: LoanTerms, periods: readonly Period[], paidOut: readonly Disbursement[]): void {
  const [begin, end] = [periods[0]?.from ?? '', periods.at(-1)?.due ?? ''];
  const broken = periods.some(({ from, due }, at) => from >= due || (at > 0 && from !== periods[at - 1]?.due));
  if (periods.length !== instalments || broken) throw refuse('wrong-days', { field: 'periods' });
  if (paidOut[0]?.date !== begin || paidOut.some(({ date }) => date >= end)) throw refuse('wrong-days', { field: 'disbursements' });
}

/** What no rule is written down for is refused, never guessed. */
function checkRules(terms: LoanTerms, paidOut: readonly Disbursement[], digits: number): void {
  const { instalments, gracePrincipalPeriods, graceInterestPaymentPeriods, installmentMultiplesOf, fixedPrincipalPercent } = terms;
  if (gracePrincipalPeriods >= instalments || graceInterestPaymentPeriods >= instalments) throw refuse('wrong-grace');
  const without = (what: string) => refuse('no-rule', { values: { what } });
  if (terms.interestFreePeriods > 0) throw without('interestFreePeriods');
  if (terms.convention === 'cumulative') {
    if (paidOut.length > 1) throw without('disbursements');
    if (terms.periods) throw without('periods');
    return;
  }
  if (new Decimal(terms.principal).precision(true) + digits - new Decimal(terms.principal).decimalPlaces() > MOST_DIGITS)
    throw refuse('too-much', { field: 'principal' });
  if (terms.interestMethod === 'FLAT') throw without('interestMethod');
  if (terms.amortisation === 'EQUAL_PRINCIPAL_PAYMENTS') throw without('amortisation');
  if (gracePrincipalPeriods + graceInterestPaymentPeriods > 0) throw without('gracePrincipalPeriods');
  if (installmentMultiplesOf) throw without('installmentMultiplesOf');
  if (fixedPrincipalPercent) throw without('fixedPrincipalPercent');
}

function roundingOf({ currencyMultiplesOf, installmentMultiplesOf }: LoanTerms, digits: number): Rounding {
  const to = (multiple: Decimal) => (amount: Decimal) =>
    new EXACT(amount).div(multiple).toDecimalPlaces(0, Decimal.ROUND_HALF_EVEN).mul(multiple);
  return {
    money: to(currencyMultiplesOf ? new EXACT(currencyMultiplesOf) : new EXACT(10).pow(-digits)),
    toMultiple: installmentMultiplesOf ? to(new EXACT(installmentMultiplesOf)) : null,
  };
}

function scheduleOf(instalments: readonly Instalment[], periods: readonly Period[], digits: number): Schedule {
  const text = (amount: Decimal) => amount.toFixed(digits);
  const sum = (of: (one: Instalment) => Decimal) => instalments.reduce((total, one) => total.plus(of(one)), new EXACT(0));
  const rows = instalments.map(({ principal, interest, balance }, at): Row => {
    const total = new EXACT(principal).plus(interest);
    return {
      n: at + 1,
      due: periods[at]?.due ?? '',
      principal: text(principal),
      interest: text(interest),
      total: text(total),
      balanceAfter: text(balance),
    };
  });
  const [principal, interest] = [sum((one) => one.principal), sum((one) => one.interest)];
  return { rows, totals: { principal: text(principal), interest: text(interest), total: text(principal.plus(interest)) } };
}
