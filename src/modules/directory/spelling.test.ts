import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestWord, slipsBetween } from './spelling.ts';

describe('slips', () => {
  test('are letters added, left out, replaced or swapped', () => {
    expect(slipsBetween('loan', 'loans', 3)).toBe(1);
    expect(slipsBetween('loan', 'lan', 3)).toBe(1);
    expect(slipsBetween('loan', 'lean', 3)).toBe(1);
    expect(slipsBetween('laon', 'loan', 3)).toBe(1);
    expect(slipsBetween('قروض', 'قرض', 3)).toBe(1);
  });

  test('are the same in both directions, none for the same word, and bounded', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        expect(slipsBetween(a, b, 20)).toBe(slipsBetween(b, a, 20));
        expect(slipsBetween(a, a, 3)).toBe(0);
        expect(slipsBetween(a, b, 20)).toBeLessThanOrEqual(Math.max([...a].length, [...b].length));
        expect(slipsBetween(a, b, 2)).toBe(Math.min(slipsBetween(a, b, 20), 3));
      }),
    );
  });
});

describe('the nearest word', () => {
  const known = [
    { word: 'loan', lang: 'en', weight: 3 },
    { word: 'lean', lang: 'en', weight: 90 },
    { word: 'prestito', lang: 'it', weight: 5 },
    { word: 'presto', lang: 'it', weight: 50 },
    { word: 'pret', lang: 'fr', weight: 50 },
  ];

  test('has the fewest slips, whatever else is used more', () => {
    expect(nearestWord('laon', known, 'en')).toBe('loan');
    expect(nearestWord('perstito', known, 'it')).toBe('prestito');
  });

  test('is none for a word that resembles nothing', () => {
    expect(nearestWord('zzzzzz', known, 'en')).toBeNull();
    expect(nearestWord('xy', known, 'en')).toBeNull();
  });
});
