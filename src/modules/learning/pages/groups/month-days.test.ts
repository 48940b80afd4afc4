import { expect, test } from 'vitest';
import { weeksOfMonth } from './month-days.ts';

test('a month is whole weeks from Monday, with every day once', () => {
  const weeks = weeksOfMonth('2026-11');
  expect(weeks.every((week) => week.length === 7)).toBe(true);
  expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
  expect(weeks.flat().filter(Boolean).length).toBe(30);
  expect(weeksOfMonth('2027-02').length).toBe(4);
  expect(weeksOfMonth('2028-02').flat().filter(Boolean).at(-1)).toBe('2028-02-29');
});
