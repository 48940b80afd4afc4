import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currencyDecimals, money } from '#kernel/money';
import { convert } from './convert.ts';
import { isRate, plainRate, rateText } from './rate.ts';

const rate = (from: string, to: string, numerator: string, denominator = '1') => ({ from, to, numerator, denominator });
const turned = ({ from, to, numerator, denominator }: ReturnType<typeof rate>) => rate(to, from, denominator, numerator);

/** Currencies with no, two, three and four decimals. */
const currencies = fc.constantFrom('XOF', 'JPY', 'EUR', 'MAD', 'TND', 'KWD', 'CLF');
const amounts = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
/** From a thousandth to ten thousand, with up to six decimals. */
const rates = fc
  .tuple(fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 1, max: 999_999 }))
  .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(6, '0')}`);
const abs = (value: bigint) => (value < 0n ? -value : value);

describe('an amount by a rate', () => {
  test('is exact to the minor unit of the other currency', () => {
    expect(convert(money(10_000n, 'EUR'), rate('EUR', 'XOF', '655.957'))).toEqual(money(65_596n, 'XOF'));
    expect(convert(money(65_596n, 'XOF'), rate('XOF', 'EUR', '1', '655.957'))).toEqual(money(10_000n, 'EUR'));
    expect(convert(money(100n, 'EUR'), rate('EUR', 'TND', '3.3955'))).toEqual(money(3_396n, 'TND'));
    expect(convert(money(1_000n, 'TND'), rate('TND', 'XOF', '655.957', '3.3955'))).toEqual(money(193n, 'XOF'));
  });

  test('is rounded half to even, below 0 too', () => {
    const half = rate('EUR', 'XOF', '50');
    expect([1n, 3n, 5n, -1n, -3n].map((minor) => convert(money(minor, 'EUR'), half).amountMinor)).toEqual([0n, 2n, 2n, 0n, -2n]);
  });

  test('is refused from another currency', () => {
    expect(() => convert(money(1n, 'USD'), rate('EUR', 'XOF', '655.957'))).toThrow(RangeError);
  });

  test('comes back within one unit of the coarser currency', () => {
    fc.assert(
      fc.property(currencies, currencies, amounts, rates, (from, to, minor, number) => {
        const there = rate(from, to, number);
        const back = convert(convert(money(minor, from), there), turned(there));
        expect(back.currency).toBe(from);
        const unit = convert(money(1n, to), turned(there)).amountMinor + 1n;
        expect(abs(back.amountMinor - minor) <= unit).toBe(true);
      }),
    );
  });

  test('turns its sign with the amount, and never falls as the amount grows', () => {
    fc.assert(
      fc.property(currencies, currencies, amounts, rates, (from, to, minor, number) => {
        const worth = (value: bigint) => convert(money(value, from), rate(from, to, number)).amountMinor;
        expect(worth(-minor)).toBe(-worth(minor));
        expect(worth(minor + 1n) >= worth(minor)).toBe(true);
      }),
    );
  });

  test('at one to one only changes its decimals', () => {
    fc.assert(
      fc.property(currencies, currencies, amounts, (from, to, minor) => {
        const finer = currencyDecimals(to) - currencyDecimals(from);
        fc.pre(finer >= 0);
        expect(convert(money(minor, from), rate(from, to, '1')).amountMinor).toBe(minor * 10n ** BigInt(finer));
      }),
    );
  });
});

describe('a rate', () => {
  test('is a positive decimal with a point, and nothing else', () => {
    expect(['1', '0.000000000001', '655.957', '999999999999'].map(isRate)).toEqual([true, true, true, true]);
    const none = ['0', '0.000', '-1', '+1', '1,5', '1.', '.5', '1e3', 'NaN', 'Infinity', '', ' 1', '1234567890123', '0.0000000000001', '٣'];
    expect(none.filter(isRate)).toEqual([]);
  });

  test('has one way of writing, and is shown to so many digits', () => {
    expect(['0110.0', '110', '1.9558300'].map(plainRate)).toEqual(['110', '110', '1.95583']);
    expect(rateText({ numerator: '1', denominator: '655.957' })).toBe('0.0015244902');
    expect(rateText({ numerator: '655.957', denominator: '1' })).toBe('655.957');
  });
});
