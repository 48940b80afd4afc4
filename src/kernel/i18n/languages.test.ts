import { describe, expect, test } from 'vitest';
import { directionOf, languageOf, languages, localeOf, negotiateLanguage } from './languages.ts';

describe('negotiating the language', () => {
  const offered = ['en', 'it', 'fr', 'ro', 'es', 'ar'] as const;

  test('takes the most wanted language that is offered', () => {
    expect(negotiateLanguage('de, fr;q=0.7, it;q=0.9', offered)).toBe('it');
  });
  test('reads regional forms as their language', () => {
    expect(negotiateLanguage('fr-CA,en;q=0.5', offered)).toBe('fr');
  });
  test('reads spoken Arabics as Arabic and Moldavian as Romanian', () => {
    expect(negotiateLanguage('ary-MA', offered)).toBe('ar');
    expect(negotiateLanguage('mo', offered)).toBe('ro');
  });
  test('does not give a language that is refused', () => {
    expect(negotiateLanguage('en;q=0, *', offered)).toBe('it');
  });
  test.each([undefined, '', '*', 'zz', ';;;,=', 'x'.repeat(10_000), 'en;q=7'])('falls back to the first one for %j', (header) => {
    expect(negotiateLanguage(header, offered)).toBe('en');
  });
});

test('direction follows the script of any language tag', () => {
  expect(['ar', 'ur', 'ckb', 'he', 'fa-IR', 'az-Arab', 'pa-PK'].map(directionOf)).toEqual(Array(7).fill('rtl'));
  expect(['en', 'ro', 'sr-Cyrl', 'wo', 'ku', 'not a tag', ''].map(directionOf)).toEqual(Array(7).fill('ltr'));
});

test('the table agrees with the script of each language', () => {
  for (const { code, dir } of languages) expect(directionOf(code)).toBe(dir);
});

test('an unknown language is formatted by its own tag and nonsense as English', () => {
  expect(localeOf('sq')).toBe('sq');
  expect(localeOf('not a tag')).toBe('en-GB');
  expect(languageOf('ar').name).toBe('العربية');
});
