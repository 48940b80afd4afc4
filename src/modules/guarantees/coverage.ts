import { allocate } from '#kernel/money';
import { notNegative, partOf, percent } from './share-of.ts';

/** The guaranteed part of what is owed, in minor units: owed × coverage, half to even (case GF-CLAIM-1). */
export function guaranteedOf(owedMinor: bigint, coveragePercent: string): bigint {
  notNegative({ owed: owedMinor });
  return partOf(owedMinor, percent(coveragePercent));
}

/**
 * What is still owed of a loan in equal parts of principal after some of them: the instalments left, units of rounding in the first ones
 * (case GF-CLAIM-1). Throws a RangeError on more paid than there are.
 */
export function owedAfter(loanMinor: bigint, instalments: number, paid: number): bigint {
  notNegative({ loan: loanMinor });
  if (!Number.isInteger(paid) || paid < 0 || paid > instalments) throw new RangeError('More instalments are paid than there are');
  // The currency plays no part in whole units.
  const parts = allocate(
    { amountMinor: loanMinor, currency: 'EUR' },
    Array.from({ length: instalments }, () => 1n),
  );
  return parts.slice(paid).reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}
