import type { Day } from '#kernel/time';
import { leftOf, mapParts, NOTHING, sumOf, type InstalmentState, type Part, type PartsMinor } from './instalment-state.ts';
import { refuse } from './refusals.ts';

/** In which order a payment settles the parts of an instalment: of one that is due, and of one that is not due yet. */
interface Order {
  readonly due: readonly Part[];
  readonly inAdvance: readonly Part[];
}

/** The orders under the names of the cases; the oldest instalment comes first in each. */
export const allocationOrders = {
  DUE_PENALTY_FEE_INTEREST_PRINCIPAL_IN_ADVANCE_PRINCIPAL_PENALTY_FEE_INTEREST: {
    due: ['penalties', 'fees', 'interest', 'principal'],
    inAdvance: ['principal', 'penalties', 'fees', 'interest'],
  },
  PENALTIES_FEES_INTEREST_PRINCIPAL_ORDER: {
    due: ['penalties', 'fees', 'interest', 'principal'],
    inAdvance: ['penalties', 'fees', 'interest', 'principal'],
  },
} as const satisfies Record<string, Order>;
export type AllocationOrder = keyof typeof allocationOrders;
/** Names of the orders; the first is the usual one. */
export const allocationOrderNames = Object.keys(allocationOrders) as [AllocationOrder, ...AllocationOrder[]]; // it has two

export interface Repayment {
  readonly paidOn: Day;
  readonly amountMinor: bigint;
}

export interface Repaid {
  readonly instalments: readonly InstalmentState[];
  /** What the payment settled, part by part; with `overMinor` it is the payment. */
  readonly settled: PartsMinor;
  /** What was paid beyond all that is owed: it belongs to the borrower. */
  readonly overMinor: bigint;
}

/**
 * Settles instalments with a payment, oldest first: those due by that day, then those to come. Nothing is paid twice, nothing beyond what
 * is owed; what is left over is told. Refusals: `not-above-zero`.
 */
export function repay(instalments: readonly InstalmentState[], { paidOn, amountMinor }: Repayment, order: AllocationOrder): Repaid {
  if (amountMinor <= 0n) throw refuse('not-above-zero', { field: 'amount' });
  let left = amountMinor;
  let settled = NOTHING;
  const after = instalments.map((instalment) => {
    if (left === 0n) return instalment;
    const early = paidOn < instalment.due;
    const taken = take(leftOf(instalment), left, allocationOrders[order][early ? 'inAdvance' : 'due']);
    const sum = sumOf(taken);
    if (sum === 0n) return instalment;
    left -= sum;
    settled = plus(settled, taken);
    const paid = plus(instalment.paid, taken);
    return {
      ...instalment,
      paid,
      inAdvanceMinor: instalment.inAdvanceMinor + (early ? sum : 0n),
      lateMinor: instalment.lateMinor + (paidOn > instalment.due ? sum : 0n),
      paidOn: sumOf(paid) === sumOf(instalment.owed) ? paidOn : null,
    };
  });
  return { instalments: after, settled, overMinor: left };
}

const plus = (one: PartsMinor, other: PartsMinor) => mapParts((part) => one[part] + other[part]);

/** As much of each part as the amount lasts for, in the order given. */
function take(owed: PartsMinor, amount: bigint, order: readonly Part[]): PartsMinor {
  let left = amount;
  const taken = { ...NOTHING };
  for (const part of order) {
    taken[part] = owed[part] < left ? owed[part] : left;
    left -= taken[part];
  }
  return taken;
}
