import { EXACT, notNegative, percent, toMinorUp } from './share-of.ts';

/**
 * State aid in a guarantee of public money, by Regulation (EU) 2023/2831: ceiling of article 3(2) for one undertaking in any three years, and
 * the two limits of article 4(6)(b). Figures in cents of euro. (The limits of 1 500 000 and 750 000 euros in the same article are those of
 * loans, 4(3)(b), and were those of guarantees before 2024.)
 */
export const deMinimisRules = {
  ceilingMinor: 30_000_000n,
  mostCoveragePercent: '80',
  limits: [
    { years: 5, guaranteedMinor: 225_000_000n },
    { years: 10, guaranteedMinor: 112_500_000n },
  ],
} as const;

export const aidReasons = ['coverage', 'sharing', 'too-long', 'too-much', 'over-ceiling'] as const;
export type AidReason = (typeof aidReasons)[number];

export interface AidedGuarantee {
  /** In cents of euro: the regulation counts in euros. */
  readonly guaranteedMinor: bigint;
  readonly coveragePercent: string;
  /** Losses and recoveries shared in proportion and under the same terms, as the article asks. */
  readonly proRata: boolean;
  readonly years: string;
  /** Aid under these rules that the undertaking got in the three years before. */
  readonly earlierMinor: bigint;
  /**
   * What the fund asks the authority to confirm: whether a shorter time lowers the aid as well as a smaller amount does. The regulation says
   * "a corresponding proportion" and gives no formula; `amount` alone never understates.
   */
  readonly proportion: 'amount' | 'amount-and-time';
}

export type Aid =
  | { readonly ok: true; readonly aidMinor: bigint; readonly leftMinor: bigint }
  | { readonly ok: false; readonly reasons: readonly AidReason[]; readonly aidMinor: bigint | null };

/**
 * Gross grant equivalent of a guarantee by the safe harbour of article 4(6)(b): ceiling × guaranteed ÷ limit of its time (× years ÷ 5 or 10
 * where the authority counts the time too), rounded up to the cent. Every reason why the safe harbour does not hold is named; the fund
 * needs another method then, article 4(6)(c) or (d). Not asked here: insolvency, the rating of large firms, the sectors of article 1.
 */
export function deMinimisAid(guarantee: AidedGuarantee): Aid {
  const { guaranteedMinor, coveragePercent, proRata, years, earlierMinor, proportion } = guarantee;
  notNegative({ guaranteed: guaranteedMinor, earlier: earlierMinor });
  if (!/^\d{1,3}(?:\.\d{1,4})?$/.test(years)) throw new RangeError(`Not a number of years: ${years}`);
  const { ceilingMinor, limits, mostCoveragePercent } = deMinimisRules;
  const limit = limits.find((one) => new EXACT(years).lte(one.years));
  const reasons: AidReason[] = [];
  if (percent(coveragePercent).gt(percent(mostCoveragePercent))) reasons.push('coverage');
  if (!proRata) reasons.push('sharing');
  if (!limit) return { ok: false, reasons: [...reasons, 'too-long'], aidMinor: null };
  const byAmount = new EXACT(ceilingMinor.toString()).mul(guaranteedMinor.toString()).div(limit.guaranteedMinor.toString());
  const aidMinor = toMinorUp(proportion === 'amount' ? byAmount : byAmount.mul(years).div(limit.years));
  if (guaranteedMinor > limit.guaranteedMinor) reasons.push('too-much');
  if (aidMinor + earlierMinor > ceilingMinor) reasons.push('over-ceiling');
  return reasons.length > 0 ? { ok: false, reasons, aidMinor } : { ok: true, aidMinor, leftMinor: ceilingMinor - aidMinor - earlierMinor };
}
