import { Decimal } from 'decimal.js';
import type { Day } from '#kernel/time';
import type { InstalmentState } from './instalment-state.ts';
import { refuse } from './refusals.ts';

const EXACT = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_EVEN });

/**
 * A charge on a day: it is due with the first instalment that is due on that day or later, with the last one where none is.
 * Refusals: `not-above-zero`.
 */
export function charge(
  instalments: readonly InstalmentState[],
  part: 'fees' | 'penalties',
  { on, amountMinor }: { on: Day; amountMinor: bigint },
): InstalmentState[] {
  if (amountMinor <= 0n) throw refuse('not-above-zero', { field: 'amount' });
  const found = instalments.findIndex(({ due }) => due >= on);
  const at = found === -1 ? instalments.length - 1 : found;
  return instalments.map((one, index) => (index === at ? owedMore(one, part, amountMinor) : one));
}

/** A fee of so many per cent of each instalment's principal and interest, rounded half to even to the minor unit. */
export function instalmentFee(instalments: readonly InstalmentState[], percent: string): InstalmentState[] {
  return instalments.map((one) => owedMore(one, 'fees', percentOf(one.owed.principal + one.owed.interest, percent)));
}

/** So many per cent of an amount in minor units, rounded half to even. */
export function percentOf(amountMinor: bigint, percent: string): bigint {
  return BigInt(new EXACT(amountMinor.toString()).mul(percent).div(100).toDecimalPlaces(0).toFixed(0));
}

/** More to pay in an instalment, which then is not paid in full any more. */
function owedMore(one: InstalmentState, part: 'fees' | 'penalties', amountMinor: bigint): InstalmentState {
  if (amountMinor === 0n) return one;
  return { ...one, owed: { ...one.owed, [part]: one.owed[part] + amountMinor }, paidOn: null };
}
