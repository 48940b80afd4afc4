import { breakEvenOf, breakEvenOfMix, type BreakEven, type MixBreakEven } from './break-even.ts';
import {
  debtServiceCover,
  firstPositiveMonth,
  fundingGap,
  lowestPoint,
  startUpCapital,
  type LowestPoint,
  type StartUpCapital,
} from './capital.ts';
import { cashFlow, type CashFlow, type CashMonth } from './cash-flow.ts';
import { costUnit, fullUnitCost, type UnitCosting } from './costing.ts';
import { inOwnCurrency } from './exchange.ts';
import { PLAN_MONTHS, type PlanFigures } from './plan-figures.ts';
import { compareRatio, divideUp, type Ratio } from './ratio.ts';
import { repay } from './loan.ts';
import { scenarioNames, scenarios, type Scenario, type ScenarioName } from './scenario.ts';

/** What all the units sold in a month must earn, each part in minor units of the own currency. */
export interface MonthlyCosts {
  readonly running: bigint;
  readonly draw: bigint;
  readonly depreciation: bigint;
  readonly interest: bigint;
  /** Costs of the firm: the four above. Break-even and full unit cost stand on these. */
  readonly costs: bigint;
  /** Money sent to the family: an outgoing of the household, no cost of the firm. */
  readonly remittances: bigint;
  /** Costs and money sent: what a usual month must earn so that both can be paid. */
  readonly total: bigint;
}

export interface YearResult {
  readonly year: number;
  readonly sales: bigint;
  readonly profit: bigint;
  readonly operating: bigint;
  readonly depreciation: bigint;
  readonly debtService: bigint;
  readonly cover: Ratio | null;
}

/** What remains of the plan when one thing goes wrong. */
export interface Trial {
  readonly lowest: LowestPoint | null;
  readonly firstPositive: string | null;
  readonly firstYearProfit: bigint;
  /** Money that would be missing at the lowest point; 0 where the till never falls below 0. */
  readonly missing: bigint;
}

export type ProductResult = UnitCosting & { readonly fullCost: bigint | null; readonly breakEven: BreakEven };

/** Everything that the results page and the dossier show. */
export interface PlanResults {
  readonly currency: string;
  readonly products: readonly ProductResult[];
  readonly monthly: MonthlyCosts;
  readonly mix: MixBreakEven;
  /** The mix that also earns what is sent to the family; null where nothing is sent. */
  readonly mixWithFamily: MixBreakEven | null;
  readonly cash: CashFlow;
  readonly capital: StartUpCapital;
  readonly gap: bigint;
  readonly lowest: LowestPoint | null;
  readonly firstPositive: string | null;
  readonly years: readonly YearResult[];
  readonly lowestCover: Ratio | null;
  readonly trials: Readonly<Record<ScenarioName, Trial>>;
}

/**
 * What a usual month costs besides the units: all monthly costs, the owner's draw (work is not free), the wear of what was bought,
 * and the average interest of each loan's first twelve months; beside them, what is sent to the family.
 */
export function monthlyCosts(plan: PlanFigures): MonthlyCosts {
  const own = (money: PlanFigures['costs'][number]['amount']) => inOwnCurrency(money, plan.currency, plan.rate);
  const sum = (lines: PlanFigures['costs']) => lines.reduce((total, { amount }) => total + own(amount), 0n);
  const depreciation = plan.startUp.reduce(
    (total, item) => total + (item.lifeMonths === null ? 0n : divideUp(own(item.amount), BigInt(item.lifeMonths))),
    0n,
  );
  const firstYearInterest = plan.loans.reduce(
    (total, loan) =>
      total +
      repay({ ...loan, principal: own(loan.principal) })
        .slice(0, 12)
        .reduce((paid, { interest }) => paid + interest, 0n),
    0n,
  );
  const parts = { running: sum(plan.costs), draw: sum(plan.draws), depreciation, interest: divideUp(firstYearInterest, 12n) };
  const costs = Object.values(parts).reduce((total, amount) => total + amount, 0n);
  const remittances = sum(plan.remittances);
  return { ...parts, costs, remittances, total: costs + remittances };
}

function yearOf(months: readonly CashMonth[], year: number): YearResult {
  const own = months.slice((year - 1) * 12, year * 12);
  const sum = (pick: (month: CashMonth) => bigint) => own.reduce((total, month) => total + pick(month), 0n);
  return {
    year,
    sales: sum(({ billed }) => billed),
    profit: sum(({ profit }) => profit),
    operating: sum(({ operating }) => operating),
    depreciation: sum(({ depreciation }) => depreciation),
    debtService: sum(({ interest, principal }) => interest + principal),
    cover: debtServiceCover(own),
  };
}

function tryOut(plan: PlanFigures, scenario: Scenario): Trial {
  const { months } = cashFlow(plan, scenario);
  const lowest = lowestPoint(months);
  return {
    lowest,
    firstPositive: firstPositiveMonth(months),
    firstYearProfit: yearOf(months, 1).profit,
    missing: fundingGap(months),
  };
}

/** Computes every result of a plan. Throws a RangeError on figures that no plan can hold (a currency without a rate). */
export function computeResults(plan: PlanFigures): PlanResults {
  const monthly = monthlyCosts(plan);
  const units = plan.products.map((product) => costUnit(plan, product));
  const cash = cashFlow(plan);
  const capital = startUpCapital(cash.months);
  const years = Array.from({ length: PLAN_MONTHS / 12 }, (_, index) => yearOf(cash.months, index + 1));
  const covers = years.flatMap(({ cover }) => cover ?? []);
  return {
    currency: plan.currency,
    products: units.map((unit) => ({
      ...unit,
      fullCost: fullUnitCost(units, unit, monthly.costs),
      breakEven: breakEvenOf(unit, monthly.costs),
    })),
    monthly,
    mix: breakEvenOfMix(units, monthly.costs),
    mixWithFamily: monthly.remittances > 0n ? breakEvenOfMix(units, monthly.total) : null,
    cash,
    capital,
    gap: fundingGap(cash.months),
    lowest: lowestPoint(cash.months),
    firstPositive: firstPositiveMonth(cash.months),
    years,
    lowestCover: covers.toSorted(compareRatio)[0] ?? null,
    trials: Object.fromEntries(scenarioNames.map((name) => [name, tryOut(plan, scenarios[name])])) as PlanResults['trials'],
  };
}
