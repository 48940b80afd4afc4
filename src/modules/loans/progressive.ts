import { Decimal } from 'decimal.js';
import { daysBetween, type Day } from '#kernel/time';
import type { Instalment, Rounding } from './instalment.ts';
import type { Disbursement, LoanTerms, Period } from './terms.ts';

/** Every step keeps twelve digits, half to even. */
const TWELVE = Decimal.clone({ precision: 12, rounding: Decimal.ROUND_HALF_EVEN });
const ZERO = new TWELVE(0);
const WEEK = 7;
const THIRTY = 30;

type Rates = Pick<LoanTerms, 'annualRatePercent' | 'frequency' | 'repayEvery' | 'daysInYear' | 'daysInMonth'>;

/**
 * Instalments by the progressive convention: interest by rate factors, equal instalments that are solved anew from the period in which
 * money is paid out. Source of the rules: `rules.progressive` in test/data/loan-schedule-cases.json. Where a period crosses the end of a
 * year of `ACTUAL` days it is split on 31 December, counted to the year that ends.
 */
export function progressive(
  terms: LoanTerms,
  periods: readonly Period[],
  paidOut: readonly Disbursement[],
  { money }: Rounding,
): Instalment[] {
  const factors = periods.map((period) => factorOf(terms, period, period.from, period.due));
  let payments: Decimal[] = periods.map(() => ZERO);
  const known: Disbursement[] = [];
  for (const { date, amount } of paidOut) {
    known.push({ date, amount });
    const from = periods.findIndex(({ due }) => date < due);
    const { owed, accrued } = standing(from);
    const solved = money(
      owed
        .plus(accrued)
        .mul(product(factors.slice(from + 1)))
        .div(weight(factors.slice(from))),
    );
    payments = closer(from, solved);
  }
  return rowsWith(payments);

  /** Interest of one period in parts between the days on which money was paid out in it, each rounded by itself. */
  function interestIn(at: number, before: Decimal): { parts: Decimal[]; owed: Decimal } {
    const period = periods[at] as Period; // the caller counts within the periods
    const inside = known.filter(({ date }) => date >= period.from && date < period.due);
    const parts: Decimal[] = [];
    let owed = before;
    let since: Day = period.from;
    for (const { date, amount } of inside) {
      if (date > since) parts.push(owed.mul(factorOf(terms, period, since, date)));
      since = date;
      owed = owed.plus(amount);
    }
    parts.push(owed.mul(since === period.from ? (factors[at] ?? ZERO) : factorOf(terms, period, since, period.due)));
    return { parts, owed };
  }

  /** What is owed in a period under the instalments so far, with all that was paid out in it, and its interest. */
  function standing(from: number): { owed: Decimal; accrued: Decimal } {
    const before = from === 0 ? ZERO : (rowsWith(payments)[from - 1]?.balance ?? ZERO);
    const { parts, owed } = interestIn(from, before);
    return { owed, accrued: parts.reduce((sum, part) => sum.plus(part), ZERO) };
  }

  function rowsWith(given: readonly Decimal[]): Instalment[] {
    let balance = ZERO;
    return given.map((payment, at): Instalment => {
      const { parts, owed } = interestIn(at, balance);
      const interest = parts.reduce((sum, part) => sum.plus(money(part)), ZERO);
      const principal = at === given.length - 1 ? owed : TWELVE.max(ZERO, TWELVE.min(payment.minus(interest), owed));
      balance = owed.minus(principal);
      return { principal, interest, balance };
    });
  }

  /** The last instalment takes the difference; where that is large, an instalment that makes it smaller is taken instead. */
  function closer(from: number, solved: Decimal): Decimal[] {
    const with_ = (payment: Decimal) => payments.map((before, at) => (at < from ? before : payment));
    const count = periods.length - from;
    const difference = differenceOf(with_(solved), solved);
    if (
      difference
        .abs()
        .mul(100)
        .lte(Math.floor(count / 2))
    )
      return with_(solved);
    const other = solved.plus(money(difference.div(count)));
    return differenceOf(with_(other), other).abs().lt(difference.abs()) ? with_(other) : with_(solved);
  }

  function differenceOf(given: readonly Decimal[], payment: Decimal): Decimal {
    const last = rowsWith(given).at(-1);
    return last ? last.principal.plus(last.interest).minus(payment) : ZERO;
  }
}

const product = (factors: readonly Decimal[]) => factors.reduce((all, factor) => all.mul(factor.plus(1)), new TWELVE(1));
/** fn: 1, then 1 + fn·(1 + r) for each period after the first. */
const weight = (factors: readonly Decimal[]) => factors.slice(1).reduce((fn, factor) => fn.mul(factor.plus(1)).plus(1), new TWELVE(1));

/** Rate factor of the part of a period between two days. */
function factorOf(terms: Rates, period: Period, from: Day, until: Day): Decimal {
  const annual = new TWELVE(terms.annualRatePercent).div(100);
  const unit = terms.frequency === 'MONTHS' ? monthOf(terms, period.from) : terms.frequency === 'WEEKS' ? WEEK : 1;
  const whole = daysBetween(period.from, period.due);
  return piecesOf(terms, from, until).reduce(
    (sum, { days, year }) => sum.plus(annual.mul(new TWELVE(unit).mul(terms.repayEvery).div(year)).mul(days).div(whole)),
    ZERO,
  );
}

const monthOf = ({ daysInMonth }: Rates, day: Day) => (daysInMonth === '30' ? THIRTY : daysIn(day.slice(0, 7)));
const yearOf = (day: Day) => Number(day.slice(0, 4));
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const lengthOf = (year: number) => (isLeap(year) ? 366 : 365);

function daysIn(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).getUTCDate();
}

function piecesOf({ daysInYear }: Rates, from: Day, until: Day): { days: number; year: number }[] {
  if (daysInYear !== 'ACTUAL') return [{ days: daysBetween(from, until), year: Number(daysInYear) }];
  const pieces: { days: number; year: number }[] = [];
  let since = from;
  for (let year = yearOf(from); year < yearOf(until); year++) {
    const end = `${year}-12-31`;
    if (end > since) pieces.push({ days: daysBetween(since, end), year: lengthOf(year) });
    since = end > since ? end : since;
  }
  // What is left begins on 31 December where the period crosses it, and is of the year in which it ends.
  pieces.push({ days: daysBetween(since, until), year: lengthOf(since === from ? yearOf(from) : yearOf(until)) });
  return pieces;
}
