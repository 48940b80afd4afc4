import { PLAN_MONTHS, type PlanFigures, type Product } from './plan-figures.ts';
import { part, percent, ratio, type Ratio } from './ratio.ts';
import type { Scenario } from './scenario.ts';

/** Days of credit as months of waiting, rounded up to whole months of 30 days: 1 to 30 days is the month after. */
export function monthsOfWaiting(days: number): number {
  return Math.max(0, Math.ceil(days / 30));
}

/** The calendar month (1 to 12) of a month of the plan. */
export function calendarMonth(startsIn: string, month: number): number {
  return ((Number(startsIn.slice(5, 7)) - 1 + month) % 12) + 1;
}

/** The month of the plan as 'YYYY-MM'. */
export function planMonth(startsIn: string, month: number): string {
  const since = Number(startsIn.slice(0, 4)) * 12 + Number(startsIn.slice(5, 7)) - 1 + month;
  return `${Math.floor(since / 12)}-${String((since % 12) + 1).padStart(2, '0')}`;
}

/**
 * Units sold in a month of the plan, as a fraction: usual units × season of the calendar month × growth per year since opening
 * × the even rise of the first months × the scenario. 0 before the firm opens.
 */
function unitsIn(plan: Pick<PlanFigures, 'startsIn' | 'opensAfterMonths'>, product: Product, month: number, scenario: Scenario): Ratio {
  const age = month - plan.opensAfterMonths - scenario.permitMonths;
  if (age < 0) return ratio(0);
  const season = product.season[calendarMonth(plan.startsIn, month) - 1] ?? 100;
  const rising = age < product.rampMonths;
  const years = Math.floor(age / 12);
  const grown = years === 0 ? 1n : BigInt(100 + product.growthPercent) ** BigInt(years);
  return {
    numerator: product.units * BigInt(season * (rising ? age + 1 : 1)) * grown * scenario.sales.numerator,
    denominator:
      BigInt(100 * (rising ? product.rampMonths + 1 : 1)) * (years === 0 ? 1n : 100n ** BigInt(years)) * scenario.sales.denominator,
  };
}

/** Units of a product in each month of the plan. */
export function unitsByMonth(plan: PlanFigures, product: Product, scenario: Scenario): Ratio[] {
  return Array.from({ length: PLAN_MONTHS }, (_, month) => unitsIn(plan, product, month, scenario));
}

/** Sales billed and money received in each month of the plan, in minor units of the own currency. */
export interface SalesByMonth {
  readonly billed: readonly bigint[];
  readonly received: readonly bigint[];
  /** Billed within the plan and still owed at its end. */
  readonly owed: bigint;
}

/**
 * Sales of one product at a price: billed in the month of the sale, counted as money when paid (cash basis): the part on credit
 * after its days, the rest at once.
 */
export function sell(product: Product, units: readonly Ratio[], priceMinor: bigint, scenario: Scenario): SalesByMonth {
  const billed: bigint[] = [];
  const received = Array.from({ length: PLAN_MONTHS }, () => 0n);
  let owed = 0n;
  const arrive = (month: number, amount: bigint) => {
    if (month < PLAN_MONTHS) received[month] = (received[month] ?? 0n) + amount;
    else owed += amount;
  };
  const credit = percent(product.creditPercent);
  for (const [month, sold] of units.entries()) {
    const amount = part(priceMinor, sold);
    const onCredit = part(amount, credit);
    billed.push(amount);
    arrive(month + monthsOfWaiting(scenario.laterDays), amount - onCredit);
    arrive(month + monthsOfWaiting(product.creditDays + scenario.laterDays), onCredit);
  }
  return { billed, received, owed };
}
