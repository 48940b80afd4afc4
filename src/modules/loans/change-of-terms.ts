import type { Day } from '#kernel/time';
import { leftOf, mapParts, NOTHING, outstanding, sumOf, type InstalmentState, type PartsMinor } from './instalment-state.ts';
import { refuse } from './refusals.ts';

/**
 * What is to be paid on a day to be free of the loan: all principal, and interest and charges due by then. Interest of instalments that
 * are not due yet is owed or not as the contract says: `waived` where the law or the lender gives it up.
 */
export function payoff(instalments: readonly InstalmentState[], on: Day, unearned: 'owed' | 'waived'): PartsMinor {
  return outstanding(unearned === 'owed' ? instalments : instalments.map((one) => (one.due > on ? withoutInterest(one) : one)));
}

/** The instalments once interest that is not due yet was given up. */
export function waiveUnearned(instalments: readonly InstalmentState[], on: Day): InstalmentState[] {
  return instalments.map((one) => (one.due > on ? withoutInterest(one) : one));
}

const withoutInterest = (one: InstalmentState): InstalmentState => ({ ...one, owed: { ...one.owed, interest: one.paid.interest } });

/**
 * New instalments in place of those not paid: the principal still owed is that of the new schedule; interest, fees and penalties that are
 * due by that day are carried to its first instalment, those that were not due fall with their instalments. Refusals: `nothing-left`
 * where all is paid, `wrong-principal` where the new schedule is of another sum, `wrong-days` where it begins before that day.
 */
export function reschedule(instalments: readonly InstalmentState[], on: Day, fresh: readonly InstalmentState[]): InstalmentState[] {
  const principal = outstanding(instalments).principal;
  if (principal === 0n) throw refuse('nothing-left');
  if (fresh.reduce((sum, { owed }) => sum + owed.principal, 0n) !== principal) throw refuse('wrong-principal');
  if (fresh.some(({ due }) => due <= on)) throw refuse('wrong-days');
  const due = outstanding(instalments.filter((one) => one.due <= on));
  const kept = instalments.filter(({ paid }) => sumOf(paid) > 0n).map((one) => ({ ...one, owed: one.paid, paidOn: one.paidOn ?? on }));
  const from = kept.at(-1)?.n ?? 0;
  const carried: PartsMinor = { ...due, principal: 0n };
  const begun = fresh.map((one, at) => ({
    ...one,
    n: from + at + 1,
    owed: at === 0 ? mapParts((part) => one.owed[part] + carried[part]) : one.owed,
  }));
  return [...kept, ...begun];
}

/** What is lost when a loan is written off: everything still owed. Refusals: `nothing-left`. */
export function writeOff(instalments: readonly InstalmentState[]): PartsMinor {
  const lost = outstanding(instalments);
  if (sumOf(lost) === 0n) throw refuse('nothing-left');
  return lost;
}

/** Money that comes in after a loan was written off lessens the loss, principal first; what is beyond the loss belongs to the borrower. */
export function recover(lost: PartsMinor, amountMinor: bigint): { lost: PartsMinor; recovered: PartsMinor; overMinor: bigint } {
  if (amountMinor <= 0n) throw refuse('not-above-zero', { field: 'amount' });
  let left = amountMinor;
  const recovered = { ...NOTHING };
  for (const part of ['principal', 'interest', 'fees', 'penalties'] as const) {
    recovered[part] = lost[part] < left ? lost[part] : left;
    left -= recovered[part];
  }
  return { lost: leftOf({ owed: lost, paid: recovered }), recovered, overMinor: left };
}
