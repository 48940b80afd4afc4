import { addDays, addMonths, type Day } from '#kernel/time';
import type { LoanTerms, Period } from './terms.ts';

const WEEK = 7;

type Rhythm = Pick<LoanTerms, 'instalments' | 'repayEvery' | 'frequency'>;

/**
 * Days on which instalments are due. The day of the month of the first one is the anchor: a short month ends earlier, the next one returns
 * to the anchor (cases FIN-DUE-30 and FIN-DUE-31). Without a first day it lies one period after the loan is paid out.
 */
export function dueDates({ instalments, repayEvery, frequency }: Rhythm, from: Day, first?: Day): Day[] {
  const anchor = first ?? from;
  return Array.from({ length: instalments }, (_, at) => {
    const steps = (first === undefined ? at + 1 : at) * repayEvery;
    if (frequency === 'MONTHS') return addMonths(anchor, steps);
    return addDays(anchor, frequency === 'WEEKS' ? steps * WEEK : steps);
  });
}

/** Periods between the days on which instalments are due. */
export function periodsOf(rhythm: Rhythm, from: Day, first?: Day): Period[] {
  const due = dueDates(rhythm, from, first);
  return due.map((day, at) => ({ from: due[at - 1] ?? from, due: day }));
}
