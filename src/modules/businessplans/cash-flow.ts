import type { Money } from '#kernel/money';
import { costUnit } from './costing.ts';
import { depreciate } from './depreciation.ts';
import { inOwnCurrency, shiftWorth } from './exchange.ts';
import { repay } from './loan.ts';
import { PLAN_MONTHS, type MonthlyOutgoing, type PlanFigures } from './plan-figures.ts';
import { multiply, part } from './ratio.ts';
import { planMonth, sell, unitsByMonth } from './sales.ts';
import { asPlanned, type Scenario } from './scenario.ts';

/** Columns of the cash flow that are added up month by month; all in minor units of the plan's own currency. */
const columns = [
  'billed',
  'received',
  'funding',
  'borrowed',
  'direct',
  'running',
  'draw',
  'remittances',
  'startUp',
  'interest',
  'principal',
  'depreciation',
] as const;
type Column = (typeof columns)[number];

/** One month of the plan. Outgoings are positive numbers that are taken off. */
export type CashMonth = Readonly<Record<Column, bigint>> & {
  /** 'YYYY-MM'. */
  readonly month: string;
  /** Received − unit costs − monthly costs − draw − remittances: what trade itself leaves in the till. */
  readonly operating: bigint;
  /** Operating + money put in and borrowed − start-up items − interest − principal. */
  readonly net: bigint;
  /** Money in the till at the end of the month. */
  readonly balance: bigint;
  /** Billed − unit costs − monthly costs − draw − depreciation − interest: the profit, which is not the same as money. */
  readonly profit: bigint;
};

export interface CashFlow {
  readonly months: readonly CashMonth[];
  /** Billed within the plan and still owed by customers at its end. */
  readonly owed: bigint;
}

/**
 * Cash flow month by month for three years (direct method): money is counted in the month in which it moves, depreciation
 * never; the balance begins at 0. Pure and exact: whole minor units, each figure rounded once where it arises.
 */
export function cashFlow(planned: PlanFigures, scenario: Scenario = asPlanned): CashFlow {
  const plan = { ...planned, rate: planned.rate && shiftWorth(planned.rate, scenario.otherWorth) };
  const sums = Object.fromEntries(columns.map((column) => [column, Array.from({ length: PLAN_MONTHS }, () => 0n)])) as Record<
    Column,
    bigint[]
  >;
  const put = (column: Column, month: number, amount: bigint) => {
    if (month >= 0 && month < PLAN_MONTHS) sums[column][month] = (sums[column][month] ?? 0n) + amount;
  };
  const own = (money: Money) => inOwnCurrency(money, plan.currency, plan.rate);
  let owed = 0n;

  for (const product of plan.products) {
    const { price, cost } = costUnit(plan, product);
    const units = unitsByMonth(plan, product, scenario);
    const sales = sell(product, units, price, scenario);
    owed += sales.owed;
    for (const [month, sold] of units.entries()) {
      put('billed', month, sales.billed[month] ?? 0n);
      put('received', month, sales.received[month] ?? 0n);
      put('direct', month, part(cost, multiply(sold, scenario.costs)));
    }
  }
  const monthly = (column: Column, lines: readonly MonthlyOutgoing[], factor = asPlanned.costs) => {
    for (const line of lines) {
      const amount = part(own(line.amount), factor);
      for (let month = line.fromMonth; month < PLAN_MONTHS; month++) put(column, month, amount);
    }
  };
  monthly('running', plan.costs, scenario.costs);
  monthly('draw', plan.draws);
  monthly('remittances', plan.remittances);
  for (const item of plan.startUp) {
    put('startUp', item.month, own(item.amount));
    // A machine begins to wear when the firm opens, or when it is bought later.
    const from = Math.max(item.month, plan.opensAfterMonths + scenario.permitMonths);
    if (item.lifeMonths !== null)
      depreciate(own(item.amount), item.lifeMonths).forEach((worn, month) => put('depreciation', from + month, worn));
  }
  for (const given of [...plan.ownMoney, ...plan.grants]) put('funding', given.month, own(given.amount));
  for (const loan of plan.loans) {
    const principal = own(loan.principal);
    put('borrowed', loan.month, principal);
    repay({ ...loan, principal }).forEach((instalment, index) => {
      put('interest', loan.month + 1 + index, instalment.interest);
      put('principal', loan.month + 1 + index, instalment.principal);
    });
  }
  return { months: addUp(plan.startsIn, sums), owed };
}

function addUp(startsIn: string, sums: Record<Column, bigint[]>): CashMonth[] {
  let balance = 0n;
  return Array.from({ length: PLAN_MONTHS }, (_, index) => {
    const row = {} as Record<Column, bigint>; // filled in the next line
    for (const column of columns) row[column] = sums[column][index] ?? 0n;
    const operating = row.received - row.direct - row.running - row.draw - row.remittances;
    const net = operating + row.funding + row.borrowed - row.startUp - row.interest - row.principal;
    balance += net;
    const profit = row.billed - row.direct - row.running - row.draw - row.depreciation - row.interest;
    return { ...row, month: planMonth(startsIn, index), operating, net, balance, profit };
  });
}
