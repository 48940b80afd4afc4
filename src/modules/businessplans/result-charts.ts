import type { PlanResults } from './results.ts';
import { scenarioNames, type ScenarioName } from './scenario.ts';

/** Sales and costs of a usual month, in minor units of the own currency, where a part of the planned units is sold. */
export interface BreakEvenPoint {
  /** In percent of the planned units. */
  readonly percent: number;
  readonly sales: bigint;
  readonly costs: bigint;
}

/** Lines of a break-even chart have so many steps; the last is far enough to show where they cross. */
const STEPS = 6;
const MOST_PERCENT = 600;

/**
 * The two straight lines of a break-even chart (cost-volume-profit): sales of the planned mix, and the month's costs plus what those
 * units cost, from none to half as many again as planned, further where they cross later. Empty where nothing is sold.
 */
export function breakEvenLines({ products, monthly, mix }: Pick<PlanResults, 'products' | 'monthly' | 'mix'>): BreakEvenPoint[] {
  const sales = products.reduce((sum, { price, units }) => sum + price * units, 0n);
  const direct = products.reduce((sum, { cost, units }) => sum + cost * units, 0n);
  if (sales === 0n) return [];
  const crossing = mix.kind === 'reached-at' ? Number((mix.salesMinor * 100n) / sales) : 0;
  const end = Math.min(MOST_PERCENT, Math.max(150, Math.ceil((crossing * 1.2) / 60) * 60));
  return Array.from({ length: STEPS + 1 }, (_, index) => {
    const percent = (end / STEPS) * index;
    const part = (amount: bigint) => (amount * BigInt(percent)) / 100n;
    return { percent, sales: part(sales), costs: monthly.costs + part(direct) };
  });
}

/** The lowest point of the till as planned and in each trial, in minor units. */
export function lowestTills({
  lowest,
  trials,
}: Pick<PlanResults, 'lowest' | 'trials'>): { name: ScenarioName | 'as-planned'; balance: bigint }[] {
  return [
    { name: 'as-planned', balance: lowest?.balance ?? 0n },
    ...scenarioNames.map((name) => ({ name, balance: trials[name].lowest?.balance ?? 0n })),
  ];
}
