import { expect, test } from 'vitest';
import { readDecimal } from './read-decimal.ts';

test.each([
  ['7.5', '7.5'],
  ['7,5 %', '7.5'],
  ['٧٫٥', '7.5'],
  ['12', '12'],
])('%s is read', (typed, read) => {
  expect(readDecimal(typed)).toBe(read);
});

test.each(['', '-1', '1e3', 'NaN', '1.2.3', '1,2,3', '1000', '0.12345', 'seven'])('"%s" is no small number', (typed) => {
  expect(readDecimal(typed)).toBeNull();
});

test('a sign is read where one may stand', () => {
  expect(readDecimal('−0,5', { sign: true })).toBe('-0.5');
});
