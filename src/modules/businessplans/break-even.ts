import type { UnitCosting } from './costing.ts';
import { divideUp, ratio, type Ratio } from './ratio.ts';

/** Where sales just cover all costs of a month, or why there is no such point. */
export type BreakEven =
  | { readonly kind: 'reached-at'; readonly units: bigint; readonly salesMinor: bigint }
  /** Each one sold loses money, or leaves nothing: no quantity helps. */
  | { readonly kind: 'price-at-or-below-cost' };

/**
 * Break-even of one product alone: units = monthly costs ÷ (price − unit cost), rounded up to whole units; sales = units × price
 * (cost-volume-profit analysis).
 */
export function breakEvenOf(product: Pick<UnitCosting, 'price' | 'contribution'>, monthlyCosts: bigint): BreakEven {
  if (product.contribution <= 0n) return { kind: 'price-at-or-below-cost' };
  const units = divideUp(monthlyCosts, product.contribution);
  return { kind: 'reached-at', units, salesMinor: units * product.price };
}

/** Break-even of several products sold in fixed proportion. */
export type MixBreakEven =
  | {
      readonly kind: 'reached-at';
      readonly salesMinor: bigint;
      readonly units: readonly { readonly key: string; readonly label: string; readonly unit: string; readonly units: bigint }[];
      /** (Planned sales − break-even sales) ÷ planned sales: how far sales may fall (margin of safety). Negative below the point. */
      readonly safety: Ratio;
    }
  | { readonly kind: 'price-at-or-below-cost' }
  | { readonly kind: 'no-sales' };

/**
 * Break-even of the planned mix: sales = monthly costs ÷ (contribution of the mix ÷ sales of the mix), and of each product its
 * planned units × monthly costs ÷ contribution of the mix, both rounded up (cost-volume-profit analysis with a constant sales mix).
 */
export function breakEvenOfMix(products: readonly UnitCosting[], monthlyCosts: bigint): MixBreakEven {
  const sales = products.reduce((sum, { price, units }) => sum + price * units, 0n);
  const contribution = products.reduce((sum, one) => sum + one.contribution * one.units, 0n);
  if (products.every(({ units }) => units === 0n)) return { kind: 'no-sales' };
  if (contribution <= 0n) return { kind: 'price-at-or-below-cost' };
  const salesMinor = divideUp(monthlyCosts * sales, contribution);
  return {
    kind: 'reached-at',
    salesMinor,
    units: products.map(({ key, label, unit, units }) => ({ key, label, unit, units: divideUp(units * monthlyCosts, contribution) })),
    safety: ratio(sales - salesMinor, sales),
  };
}
