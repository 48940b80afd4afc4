import { expect, test } from 'vitest';
import { eur, monthly, once, plan, product, workedCase } from './plan.fixtures.ts';
import { breakEvenLines, lowestTills } from './result-charts.ts';
import { computeResults } from './results.ts';

/** 2 000 loaves at 2.00 that cost 0.80, rent 1 800: 1 500 loaves, three quarters of what is planned. */
const bakery = plan({ products: [product()], costs: [monthly('rent', 1800)], remittances: [monthly('family', 500)] });

test('sales and costs are straight lines that cross where the firm breaks even: at 75% of what is planned', () => {
  const lines = breakEvenLines(computeResults(bakery));
  expect(lines.map(({ percent }) => percent)).toEqual([0, 25, 50, 75, 100, 125, 150]);
  expect(lines[0]).toEqual({ percent: 0, sales: 0n, costs: 180_000n });
  expect(lines[3]).toEqual({ percent: 75, sales: 300_000n, costs: 300_000n });
  expect(lines[4]).toEqual({ percent: 100, sales: 400_000n, costs: 340_000n });
});

test('go on where they cross beyond what is planned, and never meet where each one loses', () => {
  const late = breakEvenLines(computeResults({ ...bakery, costs: [monthly('rent', 4800)] })); // 4 000 loaves, twice as many
  expect(late.at(-1)).toMatchObject({ percent: 240, sales: 960_000n, costs: 864_000n });
  const losing = breakEvenLines(computeResults({ ...bakery, products: [product({ price: eur(0.5) })] }));
  expect(losing.every(({ sales, costs }) => sales < costs)).toBe(true);
  const hopeless = breakEvenLines(computeResults({ ...bakery, costs: [monthly('rent', 10_000_000)] }));
  expect(hopeless.at(-1)?.percent).toBe(600);
});

test('there are none where nothing is sold for money', () => {
  expect(breakEvenLines(computeResults(plan()))).toEqual([]);
  expect(breakEvenLines(computeResults({ ...bakery, products: [product({ price: eur(0) })] }))).toEqual([]);
});

test('the bars are the lowest points of the results, as planned first', () => {
  expect(lowestTills(computeResults(workedCase)).map(({ name, balance }) => `${name} ${balance}`)).toEqual([
    'as-planned 10000',
    'sales-down 8000',
    'costs-up -3000',
    'paid-later -70000',
    'permit-late -70000',
    'other-dearer 10000',
    'other-cheaper 10000',
  ]);
  expect(lowestTills(computeResults(plan({ ownMoney: [once('s', 1)] })))).toHaveLength(7);
});
