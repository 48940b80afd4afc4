import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toDecimalText } from './money.ts';
import { parseMoney } from './parse-money.ts';

function amount(text: string, currency: string, locale: string): string {
  const parsed = parseMoney(text, currency, locale);
  return parsed.ok ? toDecimalText(parsed.money) : parsed.reason;
}

describe('an amount is read', () => {
  test.each([
    ['1500', 'EUR', 'it', '1500.00'],
    ['1.500', 'EUR', 'it', '1500.00'],
    ['1.500,5', 'EUR', 'it', '1500.50'],
    ['1.234.567,89', 'EUR', 'it', '1234567.89'],
    ['1 234,56', 'EUR', 'fr', '1234.56'],
    ['1\u202F234,56\u00A0€', 'EUR', 'fr', '1234.56'],
    ['€1,234.56', 'EUR', 'en', '1234.56'],
    ['-€5', 'EUR', 'en', '-5.00'],
    ['−5,00 eur', 'EUR', 'it', '-5.00'],
    ["1'500.50", 'CHF', 'it', '1500.50'],
    ['12,500', 'TND', 'fr', '12.500'],
    ['5 000', 'XOF', 'fr', '5000'],
    ['5,000', 'XOF', 'en', '5000'],
    ['١٬٢٣٤٫٥', 'MAD', 'ar', '1234.50'],
    ['١٢٣', 'MAD', 'ar', '123.00'],
    ['١٢٫٥٠٠', 'TND', 'ar', '12.500'],
    ['١٬٢٣٤٬٥٦٧', 'TND', 'ar', '1234567.000'],
    ['0,00', 'EUR', 'it', '0.00'],
  ])('%s %s in %s', (text, currency, locale, read) => {
    expect(amount(text, currency, locale)).toBe(read);
  });

  test.each([
    ['12.50', 'EUR', 'it', '12.50'],
    ['12,5', 'EUR', 'en', '12.50'],
    ['1,234.56', 'EUR', 'it', '1234.56'],
    ['1.234,56', 'EUR', 'en', '1234.56'],
  ])('the neighbour’s way where only one meaning is left: %s %s in %s', (text, currency, locale, read) => {
    expect(amount(text, currency, locale)).toBe(read);
  });
});

describe('an amount is refused', () => {
  test.each([
    ['1.500', 'TND', 'it', 'ambiguous'],
    ['1,500', 'TND', 'en', 'ambiguous'],
    ['1.500', 'EUR', 'en', 'ambiguous'],
    ['1,500', 'EUR', 'it', 'ambiguous'],
    ['12,345', 'XOF', 'fr', 'ambiguous'],
    ['1,2345', 'EUR', 'it', 'too-many-decimals'],
    ['1500,5', 'XOF', 'fr', 'too-many-decimals'],
    ['', 'EUR', 'it', 'empty'],
    ['  ', 'EUR', 'it', 'empty'],
    ['about 5', 'EUR', 'it', 'not-an-amount'],
    ['1.50.00', 'EUR', 'it', 'not-an-amount'],
    ['1,2,3', 'EUR', 'it', 'not-an-amount'],
    ['1..500', 'EUR', 'it', 'not-an-amount'],
    ['12 34', 'EUR', 'it', 'not-an-amount'],
    ['1 234.567,00', 'EUR', 'it', 'not-an-amount'],
    ['5 USD', 'EUR', 'it', 'not-an-amount'],
    ['1e5', 'EUR', 'it', 'not-an-amount'],
    ['5,', 'EUR', 'it', 'not-an-amount'],
    ['--5', 'EUR', 'it', 'not-an-amount'],
    ['999999999999999', 'EUR', 'it', 'too-large'],
    ['9'.repeat(100_000), 'EUR', 'it', 'too-large'],
  ])('%s %s in %s: %s', (text, currency, locale, reason) => {
    expect(amount(text, currency, locale)).toBe(reason);
  });

  test('on a currency that does not exist', () => {
    expect(() => parseMoney('5', 'EURO', 'it')).toThrow(RangeError);
  });
});

test('what a language writes is read as the same amount or refused as ambiguous, never as another', () => {
  const amounts = fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n });
  const currencies = fc.constantFrom('EUR', 'TND', 'XOF', 'MAD', 'RON', 'ALL', 'USD');
  const locales = fc.constantFrom('en-GB', 'it-IT', 'fr-FR', 'ro-RO', 'es-ES', 'ar-u-ca-gregory-nu-latn', 'ar-EG');
  fc.assert(
    fc.property(amounts, currencies, locales, (amountMinor, currency, locale) => {
      const money = { amountMinor, currency };
      const decimals = toDecimalText(money).split('.')[1]?.length ?? 0;
      const format = new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
      const parsed = parseMoney(format.format(toDecimalText(money) as Intl.StringNumericLiteral), currency, locale);
      const mayBeAmbiguous = decimals === 3;
      expect([{ ok: true, money }, ...(mayBeAmbiguous ? [{ ok: false, reason: 'ambiguous' }] : [])]).toContainEqual(parsed);
    }),
  );
});

test('no text makes it fail', () => {
  const signs = fc.string({ unit: fc.constantFrom('1', '5', '0', '.', ',', ' ', "'", '-', '€', 'E', '٫'), maxLength: 20 });
  fc.assert(
    fc.property(signs, fc.constantFrom('it', 'en'), (text, locale) => {
      expect(parseMoney(text, 'EUR', locale)).toHaveProperty('ok');
    }),
  );
});
