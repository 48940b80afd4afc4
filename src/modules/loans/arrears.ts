import { addDays, daysBetween, type Day } from '#kernel/time';
import { leftOf, sumOf, type InstalmentState } from './instalment-state.ts';

/** Days that do not count: the lender agreed to wait. */
export interface Pause {
  readonly start: Day;
  readonly end: Day;
  /** Where it ended before its day. */
  readonly resumedOn?: Day | undefined;
}

export interface ArrearsRules {
  /** Days after the due day that are forgiven. */
  readonly graceDays: number;
  readonly pauses?: readonly Pause[];
}

export interface Arrears {
  /** What was due before today and is not paid. */
  readonly overdueMinor: bigint;
  /** Days since the oldest instalment that is not paid was due; this is what portfolio at risk counts. */
  readonly pastDueDays: number;
  /** First day that counts; null where nothing is late. */
  readonly delinquentOn: Day | null;
  /** The same days less the grace and the pauses. */
  readonly delinquentDays: number;
}

/** How far a loan is behind on a day. Rule: arrears_cases in test/data/loan-schedule-cases.json. */
export function arrearsOn(instalments: readonly InstalmentState[], today: Day, { graceDays, pauses = [] }: ArrearsRules): Arrears {
  const late = instalments.filter((one) => one.due < today && sumOf(leftOf(one)) > 0n);
  const [oldest] = late;
  if (!oldest) return { overdueMinor: 0n, pastDueDays: 0, delinquentOn: null, delinquentDays: 0 };
  const pastDueDays = daysBetween(oldest.due, today);
  const delinquentOn = addDays(oldest.due, graceDays);
  return {
    overdueMinor: late.reduce((sum, one) => sum + sumOf(leftOf(one)), 0n),
    pastDueDays,
    delinquentOn,
    delinquentDays: Math.max(0, pastDueDays - graceDays - pausedDays(pauses, delinquentOn, today)),
  };
}

/** Days of pauses from a day until today; where two overlap their days count once. */
function pausedDays(pauses: readonly Pause[], from: Day, today: Day): number {
  let until = from;
  let days = 0;
  for (const { start, end, resumedOn } of pauses.toSorted((one, other) => (one.start < other.start ? -1 : 1))) {
    const begin = start > until ? start : until;
    const over = [end, resumedOn ?? end, today].toSorted()[0] as Day; // three days are there
    if (over <= begin) continue;
    days += daysBetween(begin, over);
    until = over;
  }
  return days;
}

/** Lower edges of the usual classes of arrears, in days; parameters of the lender. */
export const usualClasses: readonly number[] = [1, 4, 31, 61, 91];

/** The class into which so many days fall, by its lower edge; null where nothing is late. */
export function classOf(days: number, lowerEdges: readonly number[] = usualClasses): number | null {
  return lowerEdges.filter((edge) => edge <= days).at(-1) ?? null;
}
