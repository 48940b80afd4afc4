import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { currencyDecimals, isCurrency } from './currency.ts';
import { add, allocate, compareMoney, money, subtract, toDecimalText } from './money.ts';

const amounts = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
const euro = (amountMinor: bigint) => money(amountMinor, 'EUR');

test('decimals are those of ISO 4217, not of everyday use', () => {
  expect(['EUR', 'XOF', 'TND', 'ALL', 'HUF', 'MAD', 'JPY'].map(currencyDecimals)).toEqual([2, 0, 3, 2, 2, 2, 0]);
  expect(() => currencyDecimals('eur')).toThrow(RangeError);
  expect(['SEN', 'EUR', 'XOF', ''].map(isCurrency)).toEqual([false, true, true, false]);
});

test('amounts are written with all their decimals', () => {
  expect([1250n, 5n, 0n, -5n, -1250n].map((minor) => toDecimalText(euro(minor)))).toEqual(['12.50', '0.05', '0.00', '-0.05', '-12.50']);
  expect(toDecimalText(money(5125n, 'TND'))).toBe('5.125');
  expect(toDecimalText(money(-5000n, 'XOF'))).toBe('-5000');
});

test('two currencies are never added, subtracted or compared', () => {
  for (const operation of [add, subtract, compareMoney]) {
    expect(() => operation(euro(1n), money(1n, 'MAD'))).toThrow('MAD where EUR was expected');
  }
});

test('adding and subtracting undo each other', () => {
  fc.assert(
    fc.property(amounts, amounts, (a, b) => {
      expect(subtract(add(euro(a), euro(b)), euro(b))).toEqual(euro(a));
      expect(Math.sign(compareMoney(euro(a), euro(b)))).toBe(a < b ? -1 : a > b ? 1 : 0);
    }),
  );
});

test('what is left after rounding goes one unit each to the first parts', () => {
  expect(allocate(euro(100n), [1n, 1n, 1n]).map((part) => part.amountMinor)).toEqual([34n, 33n, 33n]);
  expect(allocate(euro(-100n), [1n, 1n, 1n]).map((part) => part.amountMinor)).toEqual([-34n, -33n, -33n]);
  expect(allocate(euro(5n), [0n, 1n, 1n]).map((part) => part.amountMinor)).toEqual([0n, 3n, 2n]);
});

test('shares that make no sense are refused', () => {
  for (const shares of [[], [0n, 0n], [1n, -1n]]) expect(() => allocate(euro(100n), shares)).toThrow(RangeError);
});

test('allocated parts add up to the whole, each within a unit of its exact share, and nothing without a share', () => {
  const shares = fc
    .array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 12 })
    .filter((list) => list.some((share) => share > 0n));
  fc.assert(
    fc.property(amounts, shares, (total, weights) => {
      const parts = allocate(euro(total), weights).map((part) => part.amountMinor);
      const sum = weights.reduce((a, b) => a + b, 0n);
      expect(parts.reduce((a, b) => a + b, 0n)).toBe(total);
      for (const [index, part] of parts.entries()) {
        const weight = weights[index] ?? 0n;
        const off = part * sum - total * weight; // the distance from the exact share, times the sum of shares
        expect((off < 0n ? -off : off) < sum || off === 0n).toBe(true);
        expect(weight !== 0n || part === 0n).toBe(true);
      }
    }),
  );
});
