import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { annuityPayment, loanKinds, repay } from './loan.ts';

describe('an annuity loan', () => {
  test('of 10 000 at 6% over 12 months takes 860.66 a month, the first 50.00 of it interest', () => {
    expect(annuityPayment(1_000_000n, 600, 12)).toBe(86_066n);
    const instalments = repay({ principal: 1_000_000n, rateBasisPoints: 600, months: 12, graceMonths: 0, kind: 'annuity' });
    expect(instalments[0]).toEqual({ interest: 5000n, principal: 81_066n, balance: 918_934n });
    expect(instalments.at(-1)?.balance).toBe(0n);
  });

  test('without interest is the principal in equal parts', () => {
    expect(annuityPayment(1200n, 0, 12)).toBe(100n);
  });
});

test('equal parts of 12 000 at 12% a year: 1 000 a month, interest 120 falling by 10, 780 in all', () => {
  const instalments = repay({ principal: 1_200_000n, rateBasisPoints: 1200, months: 12, graceMonths: 0, kind: 'equal-principal' });
  expect(instalments.map(({ principal }) => principal)).toEqual(Array.from({ length: 12 }, () => 100_000n));
  expect(instalments.slice(0, 3).map(({ interest }) => interest)).toEqual([12_000n, 11_000n, 10_000n]);
  expect(instalments.reduce((sum, { interest }) => sum + interest, 0n)).toBe(78_000n);
});

test('in the grace only interest is paid, on the whole debt', () => {
  const instalments = repay({ principal: 1_200_000n, rateBasisPoints: 1200, months: 12, graceMonths: 3, kind: 'equal-principal' });
  expect(instalments).toHaveLength(15);
  expect(instalments.slice(0, 3)).toEqual(Array.from({ length: 3 }, () => ({ interest: 12_000n, principal: 0n, balance: 1_200_000n })));
});

test('refuses terms that are no loan', () => {
  expect(() => repay({ principal: -1n, rateBasisPoints: 0, months: 1, graceMonths: 0, kind: 'annuity' })).toThrow(RangeError);
  expect(() => repay({ principal: 1n, rateBasisPoints: 0, months: 0, graceMonths: 0, kind: 'annuity' })).toThrow(RangeError);
});

test('every loan is repaid exactly, and the debt never grows', () => {
  fc.assert(
    fc.property(
      fc.bigInt(0n, 10n ** 11n),
      fc.integer({ min: 0, max: 6000 }),
      fc.integer({ min: 1, max: 120 }),
      fc.integer({ min: 0, max: 24 }),
      fc.constantFrom(...loanKinds),
      (principal, rateBasisPoints, months, graceMonths, kind) => {
        const instalments = repay({ principal, rateBasisPoints, months, graceMonths, kind });
        expect(instalments).toHaveLength(months + graceMonths);
        expect(instalments.reduce((sum, one) => sum + one.principal, 0n)).toBe(principal);
        expect(instalments.at(-1)?.balance).toBe(0n);
        let debt = principal;
        for (const one of instalments) {
          expect(one.principal).toBeGreaterThanOrEqual(0n);
          expect(one.balance).toBe(debt - one.principal);
          debt = one.balance;
        }
      },
    ),
  );
});
