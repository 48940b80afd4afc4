import type { Currency, Money } from '#kernel/money';
import type { ExchangeRate } from './exchange.ts';
import type { LoanKind } from './loan.ts';

/** Months that a plan looks ahead. */
export const PLAN_MONTHS = 36;

/** Percent of the usual units in January to December: 100 everywhere where trade has no season. */
export type Season = readonly number[];

export interface Product {
  readonly key: string;
  readonly label: string;
  /** What one is: a piece, a kilo, an hour. */
  readonly unit: string;
  readonly price: Money;
  /** What one costs to make or buy: goods, paid work, and the rest (packing, carriage). */
  readonly materials: Money;
  readonly work: Money;
  readonly extras: Money;
  /** Units sold in a usual month once customers know the firm. */
  readonly units: bigint;
  readonly season: Season;
  /** Change of the units from one year to the next, in percent; may be negative, not below -100. */
  readonly growthPercent: number;
  /** Months until the usual units are reached, rising evenly; 0 sells the usual units from the first day. */
  readonly rampMonths: number;
  /** Part of the sales that customers pay later, in percent. */
  readonly creditPercent: number;
  readonly creditDays: number;
}

/** Something paid once: a machine, a licence, the first stock. */
export interface StartUpItem {
  readonly key: string;
  readonly label: string;
  readonly amount: Money;
  /** Month of the plan in which it is paid; 0 is the first. */
  readonly month: number;
  /** How long it serves, in months; null where it wears out at once or not at all (a fee, a deposit). */
  readonly lifeMonths: number | null;
}

/** Something paid every month from a month on: rent, insurance, the owner's draw, money sent to the family. */
export interface MonthlyOutgoing {
  readonly key: string;
  readonly label: string;
  readonly amount: Money;
  readonly fromMonth: number;
}

/** Money that comes in once without a debt: savings, a grant. */
export interface Contribution {
  readonly key: string;
  readonly label: string;
  readonly amount: Money;
  readonly month: number;
}

export interface PlannedLoan {
  readonly key: string;
  readonly label: string;
  readonly principal: Money;
  /** Yearly nominal rate: 650 is 6.5%. */
  readonly rateBasisPoints: number;
  /** Months of repayment after the grace. */
  readonly months: number;
  /** First months in which only interest is paid. */
  readonly graceMonths: number;
  /** Month of the plan in which it is paid out; the first instalment falls in the next. */
  readonly month: number;
  readonly kind: LoanKind;
}

/** Every figure of a plan that the arithmetic needs; amounts are in the plan's own or its other currency. */
export interface PlanFigures {
  readonly currency: Currency;
  readonly rate: ExchangeRate | null;
  /** Month in which the plan begins: 'YYYY-MM'. */
  readonly startsIn: string;
  /** Months from the beginning until the firm may sell (permit, premises). */
  readonly opensAfterMonths: number;
  readonly products: readonly Product[];
  readonly startUp: readonly StartUpItem[];
  readonly costs: readonly MonthlyOutgoing[];
  readonly draws: readonly MonthlyOutgoing[];
  readonly remittances: readonly MonthlyOutgoing[];
  readonly ownMoney: readonly Contribution[];
  readonly grants: readonly Contribution[];
  readonly loans: readonly PlannedLoan[];
}
