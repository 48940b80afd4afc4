import { guaranteedOf } from './coverage.ts';
import { least, notNegative, partOf, percent } from './share-of.ts';

/**
 * How fund and lender share a loss. `pro-rata` (pari passu): each bears its part of every cent, recoveries too. `first-loss`: the fund bears
 * the loss until the guaranteed amount is used up, so what is recovered helps the lender first. Terms after EIF and fi-compass.
 */
export const sharings = ['pro-rata', 'first-loss'] as const;
export type Sharing = (typeof sharings)[number];

export interface Default {
  /** Principal owed when the loan failed, minor units. */
  readonly owedMinor: bigint;
  readonly coveragePercent: string;
  readonly sharing: Sharing;
  /** What the lender got back from the borrower and from securities since. */
  readonly recoveredMinor: bigint;
}

export interface LossShares {
  readonly guaranteedMinor: bigint;
  /** What of the recoveries belongs to the fund once it has paid all that is guaranteed. */
  readonly fundRecoveryMinor: bigint;
  readonly fundLossMinor: bigint;
  readonly lenderLossMinor: bigint;
  readonly lossMinor: bigint;
}

/**
 * Who bears what of a loan that failed: loss = owed − recovered; the fund's and the lender's losses are the loss (case GF-CLAIM-1).
 * Recoveries above what was owed are the borrower's and throw a RangeError.
 */
export function shareLoss({ owedMinor, coveragePercent, sharing, recoveredMinor }: Default): LossShares {
  notNegative({ owed: owedMinor, recovered: recoveredMinor });
  if (recoveredMinor > owedMinor) throw new RangeError('More was recovered than was owed');
  const guaranteedMinor = guaranteedOf(owedMinor, coveragePercent);
  const lossMinor = owedMinor - recoveredMinor;
  const fundLossMinor =
    sharing === 'pro-rata' ? guaranteedMinor - partOf(recoveredMinor, percent(coveragePercent)) : least(guaranteedMinor, lossMinor);
  return {
    guaranteedMinor,
    fundRecoveryMinor: guaranteedMinor - fundLossMinor,
    fundLossMinor,
    lenderLossMinor: lossMinor - fundLossMinor,
    lossMinor,
  };
}

/** What a counter-guarantor pays of the fund's own loss, and what stays with the fund: loss × share, half to even (case GF-CLAIM-1). */
export function counterGuarantee(fundLossMinor: bigint, sharePercent: string): { paysMinor: bigint; staysMinor: bigint } {
  notNegative({ loss: fundLossMinor });
  const paysMinor = partOf(fundLossMinor, percent(sharePercent));
  return { paysMinor, staysMinor: fundLossMinor - paysMinor };
}
