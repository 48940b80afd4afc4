import type { Money } from '#kernel/money';
import type { PlanFigures, Product } from './plan-figures.ts';

export const eur = (major: number): Money => ({ amountMinor: BigInt(Math.round(major * 100)), currency: 'EUR' });
export const everyMonth = Array.from({ length: 12 }, () => 100);

/** A product as plain as can be: no season, no growth, paid at once. */
export function product(more: Partial<Product> = {}): Product {
  return {
    key: 'bread',
    label: 'Bread',
    unit: 'loaf',
    price: eur(2),
    materials: eur(0.5),
    work: eur(0.2),
    extras: eur(0.1),
    units: 2000n,
    season: everyMonth,
    growthPercent: 0,
    rampMonths: 0,
    creditPercent: 0,
    creditDays: 0,
    ...more,
  };
}

/** A plan with nothing in it. */
export function plan(more: Partial<PlanFigures> = {}): PlanFigures {
  return {
    currency: 'EUR',
    rate: null,
    startsIn: '2027-01',
    opensAfterMonths: 0,
    products: [],
    startUp: [],
    costs: [],
    draws: [],
    remittances: [],
    ownMoney: [],
    grants: [],
    loans: [],
    ...more,
  };
}

export const monthly = (label: string, major: number, fromMonth = 0) => ({ key: label, label, amount: eur(major), fromMonth });
export const once = (label: string, major: number, month = 0) => ({ key: label, label, amount: eur(major), month });

/** The worked case of the tests: opens in its third month, half of the sales paid 30 days later. Computed by hand in cash-flow.test.ts. */
export const workedCase = plan({
  opensAfterMonths: 2,
  products: [product({ price: eur(100), materials: eur(40), work: eur(0), extras: eur(0), units: 10n, creditPercent: 50, creditDays: 30 })],
  startUp: [{ ...once('machine', 1000), lifeMonths: 20 }],
  costs: [monthly('rent', 300)],
  draws: [monthly('draw', 100, 2)],
  ownMoney: [once('savings', 2000)],
});
