import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guaranteeCost } from './guarantee-cost.ts';
import { feeBases } from './fee.ts';
import { whatIf, whatIfCases, type PlannedFund } from './what-if.ts';

const fund: PlannedFund = {
  capitalMinor: 100_000_000n,
  coveragePercent: '80',
  leverage: '4',
  years: 3,
  rampYears: 2,
  termYears: 5,
  defaults: { low: '1', expected: '5', high: '10' },
  recoveries: { low: '0', expected: '40', high: '60' },
  upFrontPercent: '0.5',
  yearlyPercent: '1',
  costsPercent: '2',
};

test('a fund by hand: two years of the expected case', () => {
  expect(whatIf({ ...fund, years: 2 }, 'expected').years).toEqual([
    {
      year: 1,
      capacityMinor: 400_000_000n,
      newMinor: 200_000_000n,
      newLoansMinor: 250_000_000n,
      calledMinor: 10_000_000n,
      paidMinor: 10_000_000n,
      recoveredMinor: 0n,
      feesMinor: 3_000_000n,
      costsMinor: 2_000_000n,
      outstandingMinor: 152_000_000n,
      capitalMinor: 91_000_000n,
    },
    {
      year: 2,
      capacityMinor: 364_000_000n,
      newMinor: 212_000_000n,
      newLoansMinor: 265_000_000n,
      calledMinor: 18_200_000n,
      paidMinor: 18_200_000n,
      recoveredMinor: 4_000_000n,
      feesMinor: 4_700_000n,
      costsMinor: 2_000_000n,
      outstandingMinor: 276_640_000n,
      capitalMinor: 79_500_000n,
    },
  ]);
});

const rate = (most: number) => fc.integer({ min: 0, max: most * 100 }).map((one) => (one / 100).toFixed(2));
const range = (most: number) =>
  fc
    .tuple(rate(most), rate(most), rate(most))
    .map((three) => three.toSorted((a, b) => Number(a) - Number(b)))
    .map(([low, expected, high]) => ({ low: low!, expected: expected!, high: high! }));
const anyFund: fc.Arbitrary<PlannedFund> = fc.record({
  capitalMinor: fc.oneof(fc.bigInt({ min: 0n, max: 1_000n }), fc.bigInt({ min: 0n, max: 10n ** 24n })),
  coveragePercent: rate(100),
  leverage: fc.integer({ min: 0, max: 200 }).map((one) => (one / 10).toFixed(1)),
  years: fc.integer({ min: 1, max: 20 }),
  rampYears: fc.integer({ min: 1, max: 10 }),
  termYears: fc.integer({ min: 1, max: 15 }),
  defaults: range(100),
  recoveries: range(100),
  upFrontPercent: rate(20),
  yearlyPercent: rate(20),
  costsPercent: rate(100),
});

describe('whatever the fund', () => {
  test('no money appears or is lost, nothing is below 0, and capacity is never exceeded by a new promise', () => {
    fc.assert(
      fc.property(anyFund, fc.constantFrom(...whatIfCases), (planned, which) => {
        let [capital, outstanding] = [planned.capitalMinor, 0n];
        for (const year of whatIf(planned, which).years) {
          for (const [name, figure] of Object.entries(year)) expect(BigInt(figure) >= 0n, name).toBe(true);
          expect(year.capitalMinor).toBe(capital + year.feesMinor + year.recoveredMinor - year.costsMinor - year.paidMinor);
          expect(year.paidMinor <= year.calledMinor).toBe(true);
          if (year.newMinor > 0n) expect(outstanding + year.newMinor <= year.capacityMinor).toBe(true);
          expect(year.outstandingMinor <= outstanding + year.newMinor - year.calledMinor).toBe(true);
          [capital, outstanding] = [year.capitalMinor, year.outstandingMinor];
        }
      }),
      { numRuns: 60 },
    );
  });

  test('the break-even fee keeps the capital, and a hundredth of a per cent less does not', () => {
    fc.assert(
      fc.property(anyFund, fc.constantFrom(...whatIfCases), (planned, which) => {
        const fee = whatIf(planned, which).breakEvenPercent;
        const left = (yearlyPercent: string) => whatIf({ ...planned, yearlyPercent }, which).years.at(-1)!.capitalMinor;
        if (fee === null) expect(left('20') < planned.capitalMinor).toBe(true);
        else expect(left(fee) >= planned.capitalMinor).toBe(true);
        if (fee !== null && Number(fee) > 0) expect(left((Number(fee) - 0.01).toFixed(2)) < planned.capitalMinor).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

test('a better case leaves more capital and needs a lower fee', () => {
  const [best, expected, worst] = whatIfCases.map((which) => whatIf(fund, which));
  const left = (one: typeof best) => Number(one!.years.at(-1)!.capitalMinor);
  expect([left(best) > left(expected), left(expected) > left(worst)]).toEqual([true, true]);
  expect(Number(best!.breakEvenPercent)).toBeLessThan(Number(expected!.breakEvenPercent));
  expect(Number(expected!.breakEvenPercent)).toBeLessThan(Number(worst!.breakEvenPercent));
});

test('a fund that is used up pays what is there, and promises nothing more', () => {
  const hard = {
    ...fund,
    years: 6,
    leverage: '20',
    defaults: { low: '50', expected: '50', high: '50' },
    recoveries: { low: '0', expected: '0', high: '0' },
  };
  const last = whatIf(hard, 'expected').years.at(-1);
  expect(last).toMatchObject({ capacityMinor: 0n, newMinor: 0n });
  expect(whatIf(hard, 'expected').breakEvenPercent).toBeNull();
});

test('the cost of a guarantee: fees by year are the whole, and the base decides', () => {
  const asked = { loanMinor: 2_400_000n, coveragePercent: '60', years: 2, upFrontPercent: '0.5', yearlyPercent: '1' };
  const [opening, average, outstanding] = feeBases.map((base) => guaranteeCost({ ...asked, base }));
  expect(opening).toMatchObject({ guaranteedMinor: 1_440_000n, upFrontMinor: 7_200n, feesMinor: 7_200n + 14_400n + 7_200n });
  expect(average?.feesMinor).toBe(7_200n + 10_800n + 3_600n);
  expect(outstanding?.years.map(({ guaranteedMinor }) => guaranteedMinor)).toEqual([1_440_000n, 720_000n, 0n]);
  expect(outstanding?.feesMinor).toBe(7_200n + 11_100n + 3_900n);
});
