import { describe, expect, test } from 'vitest';
import { decimalOf, exactly, inverse, times } from './exact.ts';

const quotient = (one: string, other: string) => times(exactly(one), inverse(exactly(other)));

describe('an exact number', () => {
  test.each([
    ['0.1', '0.2', '0.02'],
    ['-2.5', '4', '-10'],
    ['999999999999999.999999', '0', '0'],
  ])('%s times %s is %s, without a rest of binary fractions', (one, other, product) => {
    expect(decimalOf(times(exactly(one), exactly(other)))).toEqual({ text: product, rounded: false });
  });

  test('divides and multiplies back to what it was', () => {
    expect(times(quotient('1', '3'), exactly('3'))).toEqual(exactly('1'));
    expect(times(quotient('-7', '-0.3'), exactly('0.3'))).toEqual(exactly('7'));
  });

  test.each([
    ['1', '3', '0.333', true],
    ['2', '3', '0.667', true],
    ['100', '3', '33.33', true],
    ['1', '8', '0.125', false],
    ['1', '2000', '0.0005', false],
    ['1', '3000', '0.000333', true],
    ['-1', '3000', '-0.000333', true],
    ['5', '1000', '0.005', false],
    ['12.345', '1', '12.35', true],
    ['-12.345', '1', '-12.35', true],
    ['1200', '1', '1200', false],
    ['0', '5', '0', false],
    ['999.999', '1', '1000', true],
  ])('%s over %s reads %s', (one, other, text, rounded) => {
    expect(decimalOf(quotient(one, other))).toEqual({ text, rounded });
  });
});
