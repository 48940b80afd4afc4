import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computeResults, monthlyCosts } from './results.ts';
import { eur, monthly, once, plan, product, workedCase } from './plan.fixtures.ts';
import { ratio, thousandths } from './ratio.ts';

const bakery = plan({
  products: [product()],
  costs: [monthly('rent', 800)],
  draws: [monthly('draw', 1000)],
  remittances: [monthly('family', 100)],
  startUp: [{ ...once('oven', 6000), lifeMonths: 60 }],
  ownMoney: [once('savings', 3000)],
  loans: [
    { key: 'l', label: 'Loan', principal: eur(2400), rateBasisPoints: 0, months: 24, graceMonths: 0, month: 0, kind: 'equal-principal' },
  ],
});

test('a usual month costs rent, draw and wear, 800 + 1 000 + 100, and must earn 100 for the family besides', () => {
  expect(monthlyCosts(bakery)).toEqual({
    running: 80_000n,
    draw: 100_000n,
    depreciation: 10_000n,
    interest: 0n,
    costs: 190_000n,
    remittances: 10_000n,
    total: 200_000n,
  });
});

test('money for the family changes neither what a loaf costs nor where the firm breaks even, but what must be sold for both', () => {
  const { products, mix, mixWithFamily, years } = computeResults(bakery);
  const without = computeResults({ ...bakery, remittances: [] });
  expect(products).toEqual(without.products);
  expect(mix).toEqual(without.mix);
  expect(years.map(({ profit }) => profit)).toEqual(without.years.map(({ profit }) => profit));
  // 1 900 ÷ 1.20 a loaf = 1 583.3, with the family 2 000 ÷ 1.20 = 1 666.7.
  expect(products[0]?.breakEven).toMatchObject({ units: 1584n });
  expect(products[0]?.fullCost).toBe(80n + 95n); // 1 900 over 2 000 loaves
  expect(mixWithFamily).toMatchObject({ kind: 'reached-at', units: [{ units: 1667n }] });
  expect(without.mixWithFamily).toBeNull();
});

test('2 000 loaves leave 2 400 a month, 500 after rent, draw and family; the instalment of 100 is covered five times', () => {
  const { years, lowestCover, capital, gap } = computeResults(bakery);
  expect(years[1]).toMatchObject({ sales: 4_800_000n, operating: 600_000n, debtService: 120_000n, profit: 600_000n });
  expect(years[0]?.cover && thousandths(years[0].cover)).toBe(5455); // the first year pays eleven instalments only: 6 000 ÷ 1 100
  expect(lowestCover && thousandths(lowestCover)).toBe(5000);
  expect(years[1]?.cover && thousandths(years[1].cover)).toBe(5000);
  expect(years[2]?.cover && thousandths(years[2].cover)).toBe(60_000); // one instalment is left
  expect(capital.total).toBe(600_000n);
  // First month: 3 000 + 2 400 − 6 000 for the oven + 500 that trade leaves.
  expect(gap).toBe(10_000n);
});

/*
 * Money that comes when it is too late. Rent 100 a month and no sales; 3 600 are needed in 36 months.
 *   All 3 600 at first: never below 0.
 *   All 3 600 in the 13th month: twelve months of rent are missing before, 1 200.
 *   A loan of 3 600 at first, without interest, in twelve instalments of 300 from the second month: the till is
 *   3 600 − 100 = 3 500, then 400 less each month: 3 500 − 12 × 400 = − 1 300 after the thirteenth, and 100 less in each of the
 *   23 months left: − 3 600. What was borrowed is paid back, so all the rent is missing.
 */
describe('the funding gap', () => {
  const rent = [monthly('rent', 100)];
  const gapOf = (more: Parameters<typeof plan>[0]) => computeResults(plan({ costs: rent, ...more })).gap;
  const loan = { key: 'l', label: 'Loan', principal: eur(3600), rateBasisPoints: 0, graceMonths: 0, kind: 'equal-principal' } as const;

  test('is nothing where all the money is there when it is needed', () => {
    expect(gapOf({ ownMoney: [once('savings', 3600)] })).toBe(0n);
    expect(gapOf({ ownMoney: [once('savings', 3599)] })).toBe(100n);
  });

  test('is what is missing before money that comes late', () => {
    expect(gapOf({ ownMoney: [once('savings', 3600, 12)] })).toBe(120_000n);
    expect(gapOf({ grants: [once('grant', 9999, 35)] })).toBe(350_000n);
  });

  test('counts the instalments of a loan, not only the day on which it is paid out', () => {
    expect(gapOf({ loans: [{ ...loan, months: 12, month: 0 }] })).toBe(360_000n);
    expect(gapOf({ ownMoney: [once('savings', 3600)], loans: [{ ...loan, months: 12, month: 0 }] })).toBe(0n);
  });

  test('put in at the beginning, is just enough', () => {
    const amount = fc.integer({ min: 0, max: 500_000 }).map((cents) => eur(cents / 100));
    const any = fc.record({ rent: amount, item: amount, savings: amount, loan: amount, month: fc.integer({ min: 0, max: 35 }) });
    fc.assert(
      fc.property(any, (one) => {
        const figures = plan({
          costs: [{ ...monthly('rent', 0), amount: one.rent }],
          products: [product({ units: 100n })],
          startUp: [{ ...once('item', 0, one.month), amount: one.item, lifeMonths: null }],
          ownMoney: [{ ...once('savings', 0, one.month), amount: one.savings }],
          loans: [{ ...loan, principal: one.loan, months: 18, month: one.month }],
        });
        const { gap } = computeResults(figures);
        const lowestWith = (more: bigint) => {
          const put = { ...once('more', 0), amount: { amountMinor: more, currency: 'EUR' } };
          return computeResults({ ...figures, ownMoney: [...figures.ownMoney, put] }).lowest?.balance ?? 0n;
        };
        expect(lowestWith(gap)).toBeGreaterThanOrEqual(0n);
        if (gap > 0n) expect(lowestWith(gap)).toBe(0n);
      }),
      { numRuns: 60 },
    );
  });
});

test('the worked case needs nothing more, though the permit may cost it 700', () => {
  const { gap, trials, lowest } = computeResults(workedCase);
  expect(gap).toBe(0n);
  expect(lowest?.balance).toBe(10_000n);
  expect(trials['permit-late']).toMatchObject({ missing: 70_000n, lowest: { month: '2027-05' } });
  expect(trials['costs-up'].missing).toBe(3000n);
  expect(trials['other-cheaper'].missing).toBe(0n);
});

test('what is bought in the other currency gets dearer with it', () => {
  const rate = { other: 'XOF', otherForOneOwn: ratio(655_957n, 1000n) };
  const francs = (amountMinor: bigint) => ({ amountMinor, currency: 'XOF' });
  const cloth = plan({
    rate,
    costs: [{ key: 'c', label: 'Cloth', amount: francs(65_596n), fromMonth: 0 }],
    ownMoney: [once('savings', 3600)],
  });
  const bought = computeResults(cloth);
  expect(bought.lowest?.balance).toBe(0n); // 36 × 100.00
  expect(bought.trials['other-dearer'].missing).toBe(36_000n);
  expect(bought.trials['other-cheaper'].lowest?.balance).toBe(36_000n); // 3 600 less 36 months of 90.00
});

test('what is sold in the other currency brings less when it is cheap, and more when it is dear', () => {
  const francs = (amountMinor: bigint) => ({ amountMinor, currency: 'XOF' });
  const none = eur(0);
  const sold = plan({
    rate: { other: 'XOF', otherForOneOwn: ratio(655_957n, 1000n) },
    products: [product({ price: francs(65_596n), materials: none, work: none, extras: none, units: 1n })], // 100.00 a month
    costs: [monthly('rent', 95)],
  });
  const { years, trials, mix } = computeResults(sold);
  expect(years[0]).toMatchObject({ sales: 120_000n, profit: 6000n });
  expect(mix).toMatchObject({ kind: 'reached-at', salesMinor: 9500n });
  expect(trials['other-cheaper']).toMatchObject({ firstYearProfit: -6000n, missing: 18_000n }); // 90.00 − 95.00, for 36 months
  expect(trials['other-dearer']).toMatchObject({ firstYearProfit: 18_000n, missing: 0n });
});

test('a product that loses money says so, and takes the mix with it where it outweighs the other', () => {
  const losing = product({ key: 'cake', label: 'Cake', price: eur(1), materials: eur(3), work: eur(0), extras: eur(0), units: 5000n });
  const { products, mix } = computeResults(plan({ products: [product(), losing], costs: [monthly('rent', 800)] }));
  expect(products.map(({ breakEven }) => breakEven.kind)).toEqual(['reached-at', 'price-at-or-below-cost']);
  expect(mix).toEqual({ kind: 'price-at-or-below-cost' });
});

test('an empty plan has results, all of them nothing', () => {
  const results = computeResults(plan());
  expect(results).toMatchObject({ gap: 0n, firstPositive: null, lowestCover: null, mix: { kind: 'no-sales' }, monthly: { total: 0n } });
});
