import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMeasure, typedFigure } from './measure.ts';

const typed = (least: string | null, most: string | null = null, leastCurrency = 'EUR') => ({ least, most, leastCurrency });

describe('a figure as people type it', () => {
  test.each([
    ['budget', '1.500,50', 'it', 150_050n],
    ['budget', '1500.50', 'en', 150_050n],
    ['staff', '1,5', 'it', 15n],
    ['staff', '٢٫٥', 'ar', 25n],
    ['staff', '3', 'en', 30n],
    ['scale', '210.000', 'it', 210_000n],
    ['scale', '1 200 000', 'fr', 1_200_000n],
    ['scale', '210000', 'en', 210_000n],
  ] as const)('%s "%s" in %s', (kind, text, lang, wanted) => {
    expect(readMeasure(kind, typed(text), lang).least).toBe(wanted);
  });

  test.each([
    ['budget', 'much', 'amount-wrong'],
    ['budget', '-5', 'amount-wrong'],
    ['staff', '1.55', 'figure-wrong'],
    ['staff', '-1', 'figure-wrong'],
    ['scale', '1.5', 'figure-wrong'],
    ['scale', '9'.repeat(40), 'figure-wrong'],
    ['scale', '1e5', 'figure-wrong'],
  ] as const)('refuses %s "%s"', (kind, text, code) => {
    expect(() => readMeasure(kind, typed(text), 'en')).toThrow(expect.objectContaining({ code, field: 'least' }));
  });

  test('refuses an upper end below the lower one, and a currency that is none', () => {
    expect(() => readMeasure('scale', typed('20', '10'), 'en')).toThrow(expect.objectContaining({ code: 'range-wrong' }));
    expect(() => readMeasure('budget', typed('20', null, 'ZZZ'), 'en')).toThrow(expect.objectContaining({ code: 'amount-wrong' }));
  });

  test('is left aside where the kind has none', () => {
    expect(readMeasure('law', typed('20', '30'), 'en')).toEqual({ least: null, most: null, currency: null });
  });

  test('is shown so that it reads back as the same', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 999_999n), fc.constantFrom(['en', '.'] as const, ['it', ','] as const), (value, [lang, sign]) => {
        for (const kind of ['budget', 'staff', 'scale'] as const)
          expect(readMeasure(kind, typed(typedFigure(kind, value, 'EUR', sign)), lang).least).toBe(value);
      }),
    );
  });
});
