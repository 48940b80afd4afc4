import { inOwnCurrency } from './exchange.ts';
import type { PlanFigures, Product } from './plan-figures.ts';
import { divideUp, ratio, type Ratio } from './ratio.ts';

/** What one unit of a product costs and brings, in minor units of the plan's own currency. */
export interface UnitCosting {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly units: bigint;
  readonly price: bigint;
  readonly cost: bigint;
  /** Price − cost: what one unit leaves for the monthly costs (contribution margin). */
  readonly contribution: bigint;
  /** (Price − cost) ÷ price; null where nothing is asked. */
  readonly marginOnPrice: Ratio | null;
  /** (Price − cost) ÷ cost; null where it costs nothing. Never the same number as the margin on price unless both are 0. */
  readonly markUpOnCost: Ratio | null;
}

/**
 * Unit cost = goods + paid work + the rest of one unit; contribution, margin on price and mark-up on cost from it
 * (contribution costing, any textbook of cost accounting).
 */
export function costUnit(plan: Pick<PlanFigures, 'currency' | 'rate'>, product: Product): UnitCosting {
  const own = (money: Product['price']) => inOwnCurrency(money, plan.currency, plan.rate);
  const price = own(product.price);
  const cost = own(product.materials) + own(product.work) + own(product.extras);
  const contribution = price - cost;
  return {
    key: product.key,
    label: product.label,
    unit: product.unit,
    units: product.units,
    price,
    cost,
    contribution,
    marginOnPrice: price === 0n ? null : ratio(contribution, price),
    markUpOnCost: cost === 0n ? null : ratio(contribution, cost),
  };
}

/**
 * Full cost of one unit = unit cost + its share of the monthly costs, which are shared out by sales
 * (absorption costing by turnover). Null where nothing of it is sold for money.
 */
export function fullUnitCost(all: readonly UnitCosting[], one: UnitCosting, monthlyCosts: bigint): bigint | null {
  const turnover = all.reduce((sum, { price, units }) => sum + price * units, 0n);
  if (turnover === 0n || one.units === 0n) return null;
  return one.cost + divideUp(monthlyCosts * one.price, turnover);
}
