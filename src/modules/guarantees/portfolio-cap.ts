import { EXACT, least, notNegative, partOf, percent, toMinorDown } from './share-of.ts';

export interface Portfolio {
  /** Loans that were put into the portfolio, minor units. */
  readonly volumeMinor: bigint;
  /** Part of each loss that the guarantor bears. */
  readonly guaranteeRatePercent: string;
  /** Highest part of the guaranteed volume that is ever paid; 100 where there is no cap. */
  readonly capRatePercent: string;
  readonly lossesMinor: bigint;
}

export interface CapState {
  readonly capMinor: bigint;
  readonly uncappedMinor: bigint;
  readonly payableMinor: bigint;
  readonly capReached: boolean;
  /** Loans for each unit of the cap: 1 ÷ (guarantee rate × cap rate); null where one of them is 0. */
  readonly multiplier: string | null;
}

/**
 * A capped portfolio guarantee: cap = volume × guarantee rate × cap rate, rounded down; payable = losses × guarantee rate, up to the cap.
 * Terms after EIF and fi-compass (case GF-CAP-1).
 */
export function portfolioCap({ volumeMinor, guaranteeRatePercent, capRatePercent, lossesMinor }: Portfolio): CapState {
  notNegative({ volume: volumeMinor, losses: lossesMinor });
  const both = percent(guaranteeRatePercent).mul(percent(capRatePercent));
  const capMinor = toMinorDown(new EXACT(volumeMinor.toString()).mul(both));
  const uncappedMinor = partOf(lossesMinor, percent(guaranteeRatePercent));
  return {
    capMinor,
    uncappedMinor,
    payableMinor: least(capMinor, uncappedMinor),
    capReached: uncappedMinor >= capMinor,
    multiplier: both.isZero() ? null : new EXACT(1).div(both).toDecimalPlaces(4).toFixed(),
  };
}
