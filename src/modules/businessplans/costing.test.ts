import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakEvenOf, breakEvenOfMix } from './break-even.ts';
import { costUnit, fullUnitCost, type UnitCosting } from './costing.ts';
import { depreciate } from './depreciation.ts';
import { eur, plan, product } from './plan.fixtures.ts';
import { thousandths } from './ratio.ts';

const unitOf = (price: number, cost: number, units = 100n, key = 'a'): UnitCosting =>
  costUnit(plan(), product({ key, price: eur(price), materials: eur(cost), work: eur(0), extras: eur(0), units }));

describe('the cost of one unit', () => {
  test('margin on price and mark-up on cost are kept apart: at 2.00 for what costs 0.80, 60% and 150%', () => {
    const one = costUnit(plan(), product());
    expect([one.cost, one.contribution]).toEqual([80n, 120n]);
    expect(one.marginOnPrice && thousandths(one.marginOnPrice)).toBe(600);
    expect(one.markUpOnCost && thousandths(one.markUpOnCost)).toBe(1500);
  });

  test('a price below the cost is a negative margin, not an error', () => {
    const one = unitOf(0.5, 0.8);
    expect(one.marginOnPrice && thousandths(one.marginOnPrice)).toBe(-600);
    expect(one.markUpOnCost && thousandths(one.markUpOnCost)).toBe(-375);
  });

  test('given away there is no margin, and what costs nothing has no mark-up', () => {
    expect(unitOf(0, 1).marginOnPrice).toBeNull();
    expect(unitOf(1, 0).markUpOnCost).toBeNull();
  });

  test('the monthly costs are shared out by sales: 600 over 1 000 and 2 000 of turnover is 2.00 and 4.00 on top', () => {
    const all = [unitOf(10, 6, 100n, 'a'), unitOf(20, 5, 100n, 'b')];
    expect(all.map((one) => fullUnitCost(all, one, 60_000n))).toEqual([800n, 900n]);
  });

  test('without sales there is no full cost', () => {
    const none = unitOf(10, 6, 0n);
    expect(fullUnitCost([none], none, 100n)).toBeNull();
  });
});

describe('break-even', () => {
  test('1 800 a month at 1.20 left of each is 1 500 loaves, 3 000 in sales', () => {
    expect(breakEvenOf({ price: 200n, contribution: 120n }, 180_000n)).toEqual({ kind: 'reached-at', units: 1500n, salesMinor: 300_000n });
  });

  test('a part of a loaf is a whole loaf', () => {
    expect(breakEvenOf({ price: 200n, contribution: 120n }, 190_000n)).toMatchObject({ units: 1584n });
  });

  test.each([-50n, 0n])('says so when the price leaves %d', (contribution) => {
    expect(breakEvenOf({ price: 100n, contribution }, 1000n)).toEqual({ kind: 'price-at-or-below-cost' });
  });

  test('without monthly costs it is reached at nothing', () => {
    expect(breakEvenOf({ price: 100n, contribution: 1n }, 0n)).toMatchObject({ units: 0n, salesMinor: 0n });
  });

  test('of a mix: 100 at 10 leaving 4 and 200 at 5 leaving 1 cover 300 with 1 000 of sales, 50 and 100 units', () => {
    const mix = breakEvenOfMix([unitOf(10, 6, 100n, 'a'), unitOf(5, 4, 200n, 'b')], 30_000n);
    expect(mix).toMatchObject({ kind: 'reached-at', salesMinor: 100_000n, units: [{ units: 50n }, { units: 100n }] });
    expect(mix.kind === 'reached-at' && thousandths(mix.safety)).toBe(500);
  });

  test('of a mix whose losers eat what the others leave there is none', () => {
    expect(breakEvenOfMix([unitOf(10, 9, 100n, 'a'), unitOf(5, 6, 100n, 'b')], 1n)).toEqual({ kind: 'price-at-or-below-cost' });
  });

  test('without any sales there is none either, for another reason', () => {
    expect(breakEvenOfMix([], 1n)).toEqual({ kind: 'no-sales' });
    expect(breakEvenOfMix([unitOf(10, 5, 0n)], 1n)).toEqual({ kind: 'no-sales' });
  });

  test('is the smallest number of units that covers the costs', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 10n), fc.bigInt(1n, 10n ** 6n), (costs, contribution) => {
        const found = breakEvenOf({ price: contribution + 1n, contribution }, costs);
        if (found.kind !== 'reached-at') throw new Error('a positive contribution reaches it');
        expect(found.units * contribution).toBeGreaterThanOrEqual(costs);
        if (found.units > 0n) expect((found.units - 1n) * contribution).toBeLessThan(costs);
      }),
    );
  });

  test('of a mix of one product is that of the product, up to rounding up the sales', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 10_000 }), fc.bigInt(1n, 10_000n), fc.bigInt(0n, 10n ** 9n), (cents, units, costs) => {
        const one = unitOf(cents / 100, (cents - 1) / 100, units);
        const [alone, mix] = [breakEvenOf(one, costs), breakEvenOfMix([one], costs)];
        if (alone.kind !== 'reached-at' || mix.kind !== 'reached-at') throw new Error('one cent is left of each');
        expect(mix.units[0]?.units).toBe(alone.units);
        expect(mix.salesMinor).toBe(alone.salesMinor);
      }),
    );
  });
});

test('depreciation adds up to the price, to the cent', () => {
  expect(depreciate(100_000n, 3)).toEqual([33_334n, 33_333n, 33_333n]);
  expect(() => depreciate(1n, 0)).toThrow(RangeError);
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 12n), fc.integer({ min: 1, max: 240 }), (amount, months) => {
      expect(depreciate(amount, months).reduce((sum, share) => sum + share, 0n)).toBe(amount);
    }),
  );
});
