import { EXACT, notNegative, partOf, percent, toMinor } from './share-of.ts';

/** The guaranteed part of what is owed, in minor units: owed × coverage, half to even (case GF-CLAIM-1). */
export function guaranteedOf(owedMinor: bigint, coveragePercent: string): bigint {
  notNegative({ owed: owedMinor });
  return partOf(owedMinor, percent(coveragePercent));
}

/**
 * What is still owed of a loan in equal parts of principal after some of them: loan × parts left ÷ parts, half to even, so that rounding
 * never adds up (case GF-CLAIM-1). Throws a RangeError on more paid than there are.
 */
export function owedAfter(loanMinor: bigint, instalments: number, paid: number): bigint {
  notNegative({ loan: loanMinor });
  if (!Number.isInteger(paid) || paid < 0 || paid > instalments) throw new RangeError('More instalments are paid than there are');
  return toMinor(new EXACT(loanMinor.toString()).mul(instalments - paid).div(instalments));
}
