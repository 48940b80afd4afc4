import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstPositiveMonth, lowestPoint, startUpCapital } from './capital.ts';
import { cashFlow } from './cash-flow.ts';
import type { PlanFigures } from './plan-figures.ts';
import { eur, everyMonth, monthly, once, plan, product, workedCase } from './plan.fixtures.ts';
import { ratio } from './ratio.ts';
import { asPlanned, scenarios } from './scenario.ts';

const balances = (figures: PlanFigures, scenario = asPlanned, count = 5) =>
  cashFlow(figures, scenario)
    .months.slice(0, count)
    .map(({ balance }) => Number(balance) / 100);

/*
 * The worked case by hand. 2 000 saved, a machine of 1 000, rent 300 from the first month, draw 100 from the third; ten sold
 * at 100 from the third month on, each costing 40; half is paid at once, half a month later.
 *   month 1: + 2 000 − 1 000 − 300                         = + 700, balance 700
 *   month 2: − 300                                         = − 300, balance 400
 *   month 3: + 500 − 400 − 300 − 100                       = − 300, balance 100  (the lowest point)
 *   month 4: + 500 + 500 − 400 − 300 − 100                 = + 200, balance 300  (the first month that brings money)
 * Trade alone: − 300 − 300 − 300 = − 900 of working capital, with the machine 1 900 of start-up capital.
 */
describe('the worked case', () => {
  const { months, owed } = cashFlow(workedCase);

  test('goes as computed by hand', () => {
    expect(balances(workedCase)).toEqual([700, 400, 100, 300, 500]);
    expect(lowestPoint(months)).toEqual({ month: '2027-03', balance: 10_000n });
    expect(firstPositiveMonth(months)).toBe('2027-04');
    expect(startUpCapital(months)).toEqual({ items: 100_000n, workingCapital: 90_000n, total: 190_000n, cashPositive: true });
  });

  test('counts credit sales when they are paid; the last half is still owed at the end', () => {
    expect([months[2]?.billed, months[2]?.received, months[3]?.received]).toEqual([100_000n, 50_000n, 100_000n]);
    expect(owed).toBe(50_000n);
  });

  test('takes wear from the profit and never from the till', () => {
    expect(months[2]?.depreciation).toBe(5000n);
    expect(months[3]?.profit).toBe(15_000n); // 1 000 − 400 − 300 − 100 − 50
    expect(months[3]?.net).toBe(20_000n);
    expect(months.reduce((sum, { depreciation }) => sum + depreciation, 0n)).toBe(100_000n);
  });

  test('with a fifth fewer sales: 400 − 320 − 400 in the third month, 80 a month after', () => {
    expect(balances(workedCase, scenarios['sales-down'])).toEqual([700, 400, 80, 160, 240]);
  });

  test('with costs a tenth higher it runs 30 short in the third month', () => {
    expect(balances(workedCase, scenarios['costs-up'])).toEqual([670, 340, -30, 100, 230]);
  });

  test('with customers who pay 30 days later it runs 700 short in the fourth', () => {
    expect(balances(workedCase, scenarios['paid-later'])).toEqual([700, 400, -400, -700, -500]);
  });

  test('with a permit two months late it runs 700 short in the fifth', () => {
    expect(balances(workedCase, scenarios['permit-late'], 6)).toEqual([700, 400, 0, -400, -700, -500]);
  });

  test('does not move with the exchange rate, since all of it is in one currency', () => {
    expect(balances(workedCase, scenarios['other-dearer'])).toEqual(balances(workedCase));
  });
});

test('money sent to the family leaves the till and is no cost of the firm', () => {
  const [first] = cashFlow(plan({ remittances: [monthly('family', 150)], ownMoney: [once('savings', 200)] })).months;
  expect(first).toMatchObject({ balance: 5000n, profit: 0n, operating: -15_000n });
});

test('a season decides the month: twice as many in December, none in August, by the calendar and not by the plan', () => {
  const season = everyMonth.with(7, 0).with(11, 200);
  const { months } = cashFlow(plan({ startsIn: '2027-08', products: [product({ units: 100n, season })] }));
  expect(months.slice(0, 5).map(({ billed }) => billed)).toEqual([0n, 20_000n, 20_000n, 20_000n, 40_000n]);
  expect(months[12]?.billed).toBe(0n);
  expect([months[0]?.month, months[5]?.month]).toEqual(['2027-08', '2028-01']);
});

test('the first months rise evenly: a third, two thirds, all', () => {
  const { months } = cashFlow(plan({ products: [product({ price: eur(3), units: 100n, rampMonths: 2 })] }));
  expect(months.slice(0, 4).map(({ billed }) => billed)).toEqual([10_000n, 20_000n, 30_000n, 30_000n]);
});

test('growth is per year since opening: 10% more is 121% in the third year', () => {
  const { months } = cashFlow(plan({ products: [product({ price: eur(1), units: 100n, growthPercent: 10 })] }));
  expect([months[11]?.billed, months[12]?.billed, months[24]?.billed]).toEqual([10_000n, 11_000n, 12_100n]);
});

test('instalments begin the month after the loan is paid out', () => {
  const loan = {
    key: 'l',
    label: 'Loan',
    principal: eur(1200),
    rateBasisPoints: 1200,
    months: 12,
    graceMonths: 1,
    month: 1,
    kind: 'equal-principal',
  } as const;
  const { months } = cashFlow(plan({ loans: [loan] }));
  expect(months.slice(0, 5).map(({ balance }) => balance)).toEqual([0n, 120_000n, 118_800n, 107_600n, 96_500n]);
});

test('no sales at all: the hole deepens to the last month and the plan says that it is not cash positive', () => {
  const { months } = cashFlow(plan({ costs: [monthly('rent', 100)] }));
  expect(firstPositiveMonth(months)).toBeNull();
  expect(startUpCapital(months)).toEqual({ items: 0n, workingCapital: 360_000n, total: 360_000n, cashPositive: false });
});

test('an empty plan is 36 months of nothing', () => {
  const { months } = cashFlow(plan());
  expect(months).toHaveLength(36);
  expect(months.every(({ net, profit }) => net === 0n && profit === 0n)).toBe(true);
});

describe('of any plan', () => {
  const amount = fc.integer({ min: 0, max: 1_000_000 }).map((cents) => eur(cents / 100));
  const francs = fc.bigInt(0n, 10_000_000n).map((amountMinor) => ({ amountMinor, currency: 'XOF' }));
  const month = fc.integer({ min: 0, max: 35 });
  /** Two products, one of them in the other currency, costs, draw and remittances in both. */
  const anyPlan = fc
    .record({
      opensAfterMonths: fc.integer({ min: 0, max: 12 }),
      price: amount,
      cost: amount,
      units: fc.bigInt(0n, 1000n),
      creditPercent: fc.integer({ min: 0, max: 100 }),
      creditDays: fc.integer({ min: 0, max: 180 }),
      rampMonths: fc.integer({ min: 0, max: 12 }),
      growthPercent: fc.integer({ min: -100, max: 100 }),
      rent: amount,
      item: amount,
      itemMonth: month,
      savings: amount,
      loan: amount,
      loanMonth: month,
      foreignPrice: francs,
      foreignCost: francs,
      foreignUnits: fc.bigInt(0n, 1000n),
      cloth: francs,
      draw: amount,
      family: francs,
      grant: francs,
      // Francs for one euro, in thousandths: from a tenth of the parity to ten times it.
      rate: fc.bigInt(65_596n, 6_559_570n),
    })
    .map((one) =>
      plan({
        opensAfterMonths: one.opensAfterMonths,
        rate: { other: 'XOF', otherForOneOwn: ratio(one.rate, 1000n) },
        products: [
          product({ ...one, materials: one.cost }),
          product({ ...one, key: 'cloth', price: one.foreignPrice, materials: one.foreignCost, units: one.foreignUnits }),
        ],
        costs: [
          { ...monthly('rent', 0), amount: one.rent },
          { ...monthly('cloth', 0, 2), amount: one.cloth },
        ],
        draws: [{ ...monthly('draw', 0, 1), amount: one.draw }],
        remittances: [{ ...monthly('family', 0, 3), amount: one.family }],
        grants: [{ ...once('grant', 0, 4), amount: one.grant }],
        startUp: [{ key: 'i', label: 'i', amount: one.item, month: one.itemMonth, lifeMonths: 36 }],
        ownMoney: [{ ...once('savings', 0), amount: one.savings }],
        loans: [
          {
            key: 'l',
            label: 'l',
            principal: one.loan,
            rateBasisPoints: 700,
            months: 24,
            graceMonths: 3,
            month: one.loanMonth,
            kind: 'annuity',
          },
        ],
      }),
    );

  test('the last balance is the sum of all that moved, and no month is below the lowest point', () => {
    fc.assert(
      fc.property(anyPlan, (figures) => {
        const { months } = cashFlow(figures);
        const lowest = lowestPoint(months);
        expect(months.at(-1)?.balance).toBe(months.reduce((sum, { net }) => sum + net, 0n));
        for (const { balance } of months) expect(balance).toBeGreaterThanOrEqual(lowest?.balance ?? 0n);
      }),
    );
  });

  test('what is billed is received or still owed', () => {
    fc.assert(
      fc.property(anyPlan, (figures) => {
        const { months, owed } = cashFlow(figures);
        const sum = (pick: 'billed' | 'received') => months.reduce((total, one) => total + one[pick], 0n);
        expect(sum('received') + owed).toBe(sum('billed'));
      }),
    );
  });

  test('later payment or dearer costs never leave more money at any time', () => {
    fc.assert(
      fc.property(anyPlan, (figures) => {
        const planned = cashFlow(figures).months;
        for (const name of ['paid-later', 'costs-up'] as const) {
          for (const [index, { balance }] of cashFlow(figures, scenarios[name]).months.entries()) {
            expect(balance).toBeLessThanOrEqual(planned[index]?.balance ?? 0n);
          }
        }
      }),
    );
  });

  test('money put in to the amount of the start-up capital keeps a till without loans above zero', () => {
    fc.assert(
      fc.property(anyPlan, (figures) => {
        const alone = { ...figures, loans: [], ownMoney: [], grants: [] };
        const { total } = startUpCapital(cashFlow(alone).months);
        const funded = cashFlow({ ...alone, ownMoney: [{ ...once('savings', 0), amount: { amountMinor: total, currency: 'EUR' } }] });
        expect(lowestPoint(funded.months)?.balance).toBeGreaterThanOrEqual(0n);
      }),
    );
  });
});
