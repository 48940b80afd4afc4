import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareRatio, divideRounded, divideUp, ratio, thousandths } from './ratio.ts';

test('rounds halves away from zero on both sides', () => {
  expect([divideRounded(5n, 2n), divideRounded(-5n, 2n), divideRounded(4n, 3n), divideRounded(-4n, -3n)]).toEqual([3n, -3n, 1n, 1n]);
});

test('divides up to the next whole number', () => {
  expect([divideUp(7n, 2n), divideUp(8n, 2n), divideUp(0n, 5n), divideUp(-7n, 2n)]).toEqual([4n, 4n, 0n, -3n]);
});

test('refuses to divide by nothing', () => {
  expect(() => divideRounded(1n, 0n)).toThrow(RangeError);
  expect(() => ratio(1, 0)).toThrow(RangeError);
});

test('a rounded quotient is never further than half a unit away', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.bigInt(1n, 10n ** 9n), (top, bottom) => {
      const off = divideRounded(top, bottom) * bottom - top;
      expect(2n * (off < 0n ? -off : off)).toBeLessThanOrEqual(bottom);
    }),
  );
});

test('compares fractions and shows them in thousandths', () => {
  expect(compareRatio(ratio(1, 3), ratio(2, 6))).toBe(0);
  expect(compareRatio(ratio(-1, 3), ratio(1, -4))).toBe(-1);
  expect(thousandths(ratio(2, 3))).toBe(667);
});
