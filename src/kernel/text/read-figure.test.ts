import { describe, expect, test } from 'vitest';
import { readFigure } from './read-figure.ts';

describe('a figure', () => {
  test.each([
    ['12', '.', '12'],
    ['0', '.', '0'],
    ['-3.5', '.', '-3.5'],
    ['12,5', ',', '12.5'],
    ['12.5', ',', '12.5'],
    ['1 200', ',', '1200'],
    ['1.200', ',', '1200'],
    ['1,200', '.', '1200'],
    ['1.200.000', ',', '1200000'],
    ['1.234,56', ',', '1234.56'],
    ['١٢٫٥', '.', '12.5'],
    ['007', '.', '7'],
  ])('%s is read where decimals are written with %s', (typed, sign, read) => {
    expect(readFigure(typed, sign)).toBe(read);
  });

  test.each(['', 'about 5', '1.5.0', '1,200,5,0', '12%', '9'.repeat(40), '1e5', '5.1234567'])('%s is none', (typed) => {
    expect(readFigure(typed, '.')).toBeNull();
  });

  test('that two readers take for two figures is refused', () => {
    expect([readFigure('1.500', '.'), readFigure('1,500', ',')]).toEqual([null, null]);
  });
});
