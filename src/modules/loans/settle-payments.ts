import type { Day } from '#kernel/time';
import { repay, type AllocationOrder } from './allocation.ts';
import { payoff, waiveUnearned } from './change-of-terms.ts';
import { leftOf, mapParts, NOTHING, outstanding, parts, sumOf, type InstalmentState, type PartsMinor } from './instalment-state.ts';

/** A payment as it is settled, with those of the same loan. */
export interface Payment {
  readonly id: string;
  readonly paidOn: Day;
  readonly amountMinor: bigint;
  /** It ends the loan early, and the lender gives up interest that is not due yet. */
  readonly endsEarly: boolean;
}

/** What a payment settled of one instalment. */
export interface Taken {
  readonly n: number;
  readonly settled: PartsMinor;
  /** Interest that the lender gave up with it. */
  readonly waivedMinor: bigint;
}

export interface Settled {
  readonly instalments: readonly InstalmentState[];
  /** By the id of the payment. */
  readonly taken: ReadonlyMap<string, readonly Taken[]>;
  /** The first payment that does not fit, and what was owed before it. */
  readonly wrong: { readonly id: string; readonly why: 'too-much-paid' | 'not-the-payoff'; readonly owedMinor: bigint } | null;
}

/** How payments settle: in the order of the product, or after a write-off principal first. */
export type Rule = AllocationOrder | 'recovery';

/**
 * Settles instalments with payments by the day on which they were paid, whenever they were recorded: what comes in late, or is taken back,
 * leaves the same as if it had been so from the beginning.
 */
export function settlePayments(instalments: readonly InstalmentState[], payments: readonly Payment[], rule: Rule): Settled {
  let now = instalments;
  const taken = new Map<string, readonly Taken[]>();
  for (const one of payments.toSorted(byDay)) {
    const before = one.endsEarly ? waiveUnearned(now, one.paidOn) : now;
    const owedMinor = sumOf(one.endsEarly ? payoff(now, one.paidOn, 'waived') : outstanding(now));
    if (one.amountMinor > owedMinor) return { instalments: now, taken, wrong: { id: one.id, why: 'too-much-paid', owedMinor } };
    if (one.endsEarly && one.amountMinor < owedMinor)
      return { instalments: now, taken, wrong: { id: one.id, why: 'not-the-payoff', owedMinor } };
    const after = rule === 'recovery' ? recoverInto(before, one) : repay(before, one, rule).instalments;
    taken.set(one.id, differences(now, after));
    now = after;
  }
  return { instalments: now, taken, wrong: null };
}

const byDay = (one: Payment, other: Payment) =>
  one.paidOn === other.paidOn ? (one.id < other.id ? -1 : 1) : one.paidOn < other.paidOn ? -1 : 1;

/** What comes in after a write-off lessens the loss: all principal first, then interest and charges. */
function recoverInto(instalments: readonly InstalmentState[], { paidOn, amountMinor }: Payment): InstalmentState[] {
  let left = amountMinor;
  const taken = instalments.map(() => ({ ...NOTHING }));
  for (const part of parts)
    for (const [at, one] of instalments.entries()) {
      const owed = leftOf(one)[part];
      const sum = owed < left ? owed : left;
      (taken[at] as Record<typeof part, bigint>)[part] = sum; // one for each
      left -= sum;
    }
  return instalments.map((one, at) => {
    const more = taken[at] ?? NOTHING;
    if (sumOf(more) === 0n) return one;
    const paid = mapParts((part) => one.paid[part] + more[part]);
    return { ...one, paid, lateMinor: one.lateMinor + sumOf(more), paidOn: sumOf(paid) === sumOf(one.owed) ? paidOn : null };
  });
}

function differences(before: readonly InstalmentState[], after: readonly InstalmentState[]): Taken[] {
  return after.flatMap((one, at) => {
    const was = before[at] ?? one;
    const settled = mapParts((part) => one.paid[part] - was.paid[part]);
    const waivedMinor = was.owed.interest - one.owed.interest;
    return sumOf(settled) + waivedMinor > 0n ? [{ n: one.n, settled, waivedMinor }] : [];
  });
}
