import { EXACT, most, notNegative, toMinorDown } from './share-of.ts';

export interface Fund {
  readonly capitalMinor: bigint;
  /** How many times its capital a fund may guarantee, as decimal text: `3.5`. */
  readonly leverage: string;
  readonly outstandingMinor: bigint;
  readonly reservedMinor: bigint;
}

/** The highest amount that may be guaranteed at one time: capital × leverage, rounded down. */
export function highestGuaranteed({ capitalMinor, leverage }: Pick<Fund, 'capitalMinor' | 'leverage'>): bigint {
  notNegative({ capital: capitalMinor });
  if (!/^\d{1,3}(?:\.\d{1,4})?$/.test(leverage)) throw new RangeError(`Not a leverage: ${leverage}`);
  return toMinorDown(new EXACT(capitalMinor.toString()).mul(leverage));
}

/**
 * What a fund may still promise: capital × leverage − outstanding − reserved, never below 0 (a fund that lost capital may be over its limit;
 * it promises nothing then).
 */
export function capacity(fund: Fund): bigint {
  notNegative({ outstanding: fund.outstandingMinor, reserved: fund.reservedMinor });
  return most(0n, highestGuaranteed(fund) - fund.outstandingMinor - fund.reservedMinor);
}
