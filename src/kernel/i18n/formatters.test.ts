import { expect, test } from 'vitest';
import { formatters } from './formatters.ts';
import { languages } from './languages.ts';

const english = formatters('en', 'Europe/Rome');
const arabic = formatters('ar', 'Africa/Casablanca');

test('Arabic uses Latin digits and the Gregorian calendar', () => {
  expect(arabic.number(1234.5)).toBe('1,234.5');
  expect(arabic.date('2026-11-21')).toBe('21 نوفمبر 2026');
});

test('a day is the same day in every zone', () => {
  expect(formatters('en', 'Pacific/Kiritimati').date('2026-03-01', 'weekday')).toBe('Sunday, 1 March 2026');
  expect(formatters('en', 'Pacific/Pago_Pago').date('2026-03-01')).toBe('1 March 2026');
});

test('a moment is shown in the zone and names the zone', () => {
  expect(english.instant('2026-07-01T10:00:00Z')).toBe('1 July 2026 at 12:00 (Central European Time)');
  expect(english.time('2026-01-01T10:00:00Z')).toBe('11:00');
  expect(english.time('2026-01-01T10:00:00Z', { zone: true })).toBe('11:00 (Central European Time)');
});

test('money keeps every unit and the decimals of its currency', () => {
  expect(english.money({ amountMinor: 1234567890123456789n, currency: 'EUR' })).toBe('€12,345,678,901,234,567.89');
  expect(english.money({ amountMinor: 5000n, currency: 'XOF' })).toMatch(/5,000$/);
  expect(english.money({ amountMinor: 5125n, currency: 'TND' })).toMatch(/5\.125$/);
});

test('money of a currency usually shown without decimals shows them where they are not zero', () => {
  expect(english.money({ amountMinor: 150000n, currency: 'ALL' })).toMatch(/1,500$/);
  expect(english.money({ amountMinor: 150050n, currency: 'ALL' })).toMatch(/1,500\.50$/);
});

test('nearness is told in hours within a day and in days of the calendar beyond it', () => {
  const now = '2026-05-04T08:00:00Z';
  expect(english.relative('2026-05-04T11:30:00Z', now)).toBe('in 3 hours');
  expect(english.relative('2026-05-05T07:00:00Z', now)).toBe('tomorrow');
  expect(english.relative('2026-05-02T20:00:00Z', now)).toBe('2 days ago');
  expect(english.relative('2026-05-04T08:00:20Z', now)).toBe('in 20 seconds');
  expect(english.relative('2026-02-01T08:00:00Z', now)).toBe('3 months ago');
});

test('a language that Unicode does not name as people do has its name in every interface language', () => {
  for (const { code } of languages) {
    const { languageName } = formatters(code, 'Europe/Rome');
    for (const spoken of ['zgh', 'ber', 'rif']) expect(languageName(spoken), `${spoken} in ${code}`).not.toMatch(/^(zgh|ber|rif)$/);
    expect(languageName('ber')).toBe(languageName('zgh'));
  }
  expect(english.languageName('zgh')).toBe('Tamazight (Berber)');
});

test('names of languages and countries fall back to their code', () => {
  expect(english.languageName('not a tag')).toBe('not a tag');
  expect(english.languageName('wo')).toBe('Wolof');
  expect(english.countryName('SN')).toBe('Senegal');
  expect(english.countryName('nowhere')).toBe('nowhere');
});

test('lists, percentages and plurals follow the language', () => {
  expect(english.list(['a', 'b', 'c'])).toBe('a, b and c');
  expect(english.list(['a', 'b'], 'disjunction')).toBe('a or b');
  expect(english.percent(0.256)).toBe('26%');
  expect(arabic.plural(3)).toBe('few');
});

test('refuses a time zone that does not exist', () => {
  expect(() => formatters('en', 'Europe/Nowhere')).toThrow(RangeError);
});
