import { notNegative, partOf, percent } from './share-of.ts';

export interface ClaimParts {
  /** Paid once the claim is accepted. */
  readonly firstMinor: bigint;
  /** Paid once the legal steps are done. */
  readonly restMinor: bigint;
}

/**
 * A claim paid in two parts: first = payable × share of the first part, half to even; the rest is what is left, so that together they are
 * the claim. The rule of CGTMSE (75 % now, 25 % later); the share is a term of the window. Case GF-CLAIM-1.
 */
export function claimParts(payableMinor: bigint, firstPercent: string): ClaimParts {
  notNegative({ payable: payableMinor });
  const firstMinor = partOf(payableMinor, percent(firstPercent));
  return { firstMinor, restMinor: payableMinor - firstMinor };
}

/**
 * What the lender hands on of money that it recovers after the fund has paid, under both ways of sharing: the fund's recovery on all
 * recoveries, less what was handed on before, never more than the fund has paid.
 */
export function recoveryDue(fundRecoveryMinor: bigint, handedOnMinor: bigint, paidMinor: bigint): bigint {
  notNegative({ fundRecovery: fundRecoveryMinor, handedOn: handedOnMinor, paid: paidMinor });
  const most = fundRecoveryMinor < paidMinor ? fundRecoveryMinor : paidMinor;
  return most > handedOnMinor ? most - handedOnMinor : 0n;
}
