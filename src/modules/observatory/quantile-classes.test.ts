import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantileClasses } from './quantile-classes.ts';

const classed = (values: readonly string[]) => values.map((value) => ({ value, number: Number(value) }));

test('classes hold about equal numbers and are bounded by figures that exist', () => {
  const { list, of } = quantileClasses(classed(['7', '1', '3.50', '2', '90', '12', '0', '5']), 4);
  expect(list).toEqual([
    { low: '0', high: '1', count: 2 },
    { low: '2', high: '3.50', count: 2 },
    { low: '5', high: '7', count: 2 },
    { low: '12', high: '90', count: 2 },
  ]);
  expect([of(0), of(3.5), of(5), of(90)]).toEqual([1, 2, 3, 4]);
});

test('equal figures are never split, and few figures make few classes', () => {
  expect(quantileClasses(classed(['4', '4', '4']), 5).list).toEqual([{ low: '4', high: '4', count: 3 }]);
  expect(quantileClasses(classed(['1', '1', '1', '1', '9']), 5).list).toEqual([
    { low: '1', high: '1', count: 4 },
    { low: '9', high: '9', count: 1 },
  ]);
  expect(quantileClasses([], 5).list).toEqual([]);
});

test('every figure stands in one class, between its bounds, and no class is empty', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 50 })), fc.integer({ min: 1, max: 5 }), (numbers, most) => {
      const { list, of } = quantileClasses(classed(numbers.map(String)), most);
      expect(list.length).toBeLessThanOrEqual(most);
      expect(list.reduce((sum, { count }) => sum + count, 0)).toBe(numbers.length);
      for (const number of numbers) {
        const found = list[of(number) - 1];
        expect(Number(found?.low)).toBeLessThanOrEqual(number);
        expect(Number(found?.high)).toBeGreaterThanOrEqual(number);
      }
      for (const one of list) expect(one.count).toBeGreaterThan(0);
    }),
  );
});
