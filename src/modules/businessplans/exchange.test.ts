import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOwnCurrency, parseRate, shiftWorth } from './exchange.ts';
import { ratio } from './ratio.ts';

const xof = { other: 'XOF', otherForOneOwn: ratio(655_957n, 1000n) };

test('reads a rate exactly, with a point or a comma', () => {
  expect(parseRate('655.957')).toEqual(ratio(655_957n, 1000n));
  expect(parseRate(' 4,97 ')).toEqual(ratio(497n, 100n));
});

test.each(['', '0', '0.000', '-1', '1e3', '1.2.3', 'one', '9'.repeat(40)])('is no rate: %j', (text) => {
  expect(parseRate(text)).toBeNull();
});

test('655 957 francs are 1 000 euros at 655.957, and 1 100 once the franc is a tenth dearer', () => {
  const amount = { amountMinor: 655_957n, currency: 'XOF' };
  expect(inOwnCurrency(amount, 'EUR', xof)).toBe(100_000n);
  expect(inOwnCurrency(amount, 'EUR', shiftWorth(xof, ratio(110, 100)))).toBe(110_000n);
  expect(inOwnCurrency(amount, 'EUR', shiftWorth(xof, ratio(90, 100)))).toBe(90_000n);
});

test('heeds the decimals of each currency: 3.400 dinars are 1 euro at 3.4', () => {
  expect(inOwnCurrency({ amountMinor: 3400n, currency: 'TND' }, 'EUR', { other: 'TND', otherForOneOwn: ratio(34, 10) })).toBe(100n);
});

test('refuses a currency that the plan has no rate for', () => {
  expect(() => inOwnCurrency({ amountMinor: 1n, currency: 'MAD' }, 'EUR', xof)).toThrow(RangeError);
  expect(() => inOwnCurrency({ amountMinor: 1n, currency: 'MAD' }, 'EUR', null)).toThrow(RangeError);
});

test('turning an amount over and back changes it by half a unit of the coarser currency at most', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 12n), (francs) => {
      const euroCents = inOwnCurrency({ amountMinor: francs, currency: 'XOF' }, 'EUR', xof);
      const back = inOwnCurrency({ amountMinor: euroCents, currency: 'EUR' }, 'XOF', {
        other: 'EUR',
        otherForOneOwn: ratio(1000n, 655_957n),
      });
      expect(Math.abs(Number(back - francs))).toBeLessThanOrEqual(4); // half a cent is 3.3 francs
    }),
  );
});
