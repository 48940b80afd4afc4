import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#kernel/time';
import { dayCounts, yearsBetween, type DayCount } from './day-count.ts';
import { feeBases, upFrontFee, yearlyFee, type FeeBase } from './fee.ts';

describe('years between two days', () => {
  test.each([
    ['2026-01-01', '2027-01-01', '30/360', 1],
    ['2026-01-31', '2026-02-28', '30/360', 28 / 360],
    ['2026-01-30', '2026-03-31', '30/360', 60 / 360],
    ['2026-01-15', '2026-03-31', '30/360', 76 / 360],
    ['2026-01-01', '2027-01-01', 'actual/365', 1],
    ['2024-01-01', '2025-01-01', 'actual/365', 366 / 365],
    ['2026-01-01', '2027-01-01', 'actual/360', 365 / 360],
    ['2024-01-01', '2025-01-01', 'actual/actual', 1],
    ['2023-12-31', '2024-01-02', 'actual/actual', 1 / 365 + 1 / 366],
    ['2026-05-05', '2026-05-05', 'actual/actual', 0],
  ] as [string, string, DayCount, number][])('%s to %s by %s', (from, until, convention, years) => {
    expect(yearsBetween(from, until, convention).toNumber()).toBeCloseTo(years, 12);
  });

  test('a later day is never nearer, and days in order only', () => {
    const day = fc.integer({ min: 0, max: 9_000 }).map((days) => addDays('2010-01-01', days));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 900 }), fc.constantFrom(...dayCounts), (from, days, convention) => {
        const until = addDays(from, days);
        const years = yearsBetween(from, until, convention);
        expect(years.gte(0)).toBe(true);
        expect(yearsBetween(from, addDays(until, 1), convention).gte(years)).toBe(true);
      }),
    );
    expect(() => yearsBetween('2026-02-02', '2026-02-01', '30/360')).toThrow(RangeError);
  });
});

describe('the yearly fee', () => {
  const from = '2026-01-01';
  const until = '2027-01-01';
  const falling = [
    { from, amountMinor: 1_200_000n },
    { from: '2026-07-01', amountMinor: 900_000n },
  ];
  const fee = (base: FeeBase, dayCount: DayCount = '30/360') =>
    yearlyFee({ ratePercent: '1.00', base, dayCount, from, until, balances: falling });

  test('differs by its base', () => {
    expect([fee('opening'), fee('average'), fee('outstanding')]).toEqual([12_000n, 10_500n, 10_500n]);
    expect(fee('outstanding', 'actual/365')).toBe(10_488n);
  });

  test('of an amount that does not change is the same on every base', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 30n });
    const rate = fc.integer({ min: 0, max: 9_999 }).map((one) => (one / 100).toFixed(2));
    fc.assert(
      fc.property(amount, rate, fc.constantFrom(...dayCounts), (amountMinor, ratePercent, dayCount) => {
        const fees = feeBases.map((base) => yearlyFee({ ratePercent, base, dayCount, from, until, balances: [{ from, amountMinor }] }));
        expect(new Set(fees).size).toBe(1);
        expect(upFrontFee(amountMinor, ratePercent) <= amountMinor).toBe(true);
      }),
    );
  });

  test('refuses balances out of order or outside the time', () => {
    for (const balances of [[], [falling[1]!], [falling[0]!, falling[0]!], [falling[0]!, { from: '2027-01-02', amountMinor: 1n }]])
      expect(() => yearlyFee({ ratePercent: '1', base: 'opening', dayCount: '30/360', from, until, balances })).toThrow(RangeError);
  });
});
