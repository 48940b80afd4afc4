import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, addMonths, daysBetween, isDay, isHoliday, nextWorkingDay, weekday } from './day.ts';

test('a month later is the same day, or the last one of a shorter month', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2028-01-31', 1)).toBe('2028-02-29');
  expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
  expect(addMonths('2026-11-21', 3)).toBe('2027-02-21');
});

test('the week starts on Monday', () => {
  expect(weekday('2026-11-16')).toBe(1);
  expect(weekday('2026-11-22')).toBe(7);
});

test('days that do not exist are refused', () => {
  expect(['2026-02-29', '2028-02-29', '2026-13-01', '20260101', '2026-1-1', '', '2026-01-01T00:00'].map(isDay)).toEqual([
    false,
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});

test('the next working day leaves out weekends and holidays', () => {
  expect(nextWorkingDay('2026-12-24', ['2026-12-25', '2026-12-28'])).toBe('2026-12-29');
  expect(nextWorkingDay('2026-11-19', [], [5, 6])).toBe('2026-11-22');
  expect(() => nextWorkingDay('2026-11-19', [], [1, 2, 3, 4, 5, 6, 7])).toThrow(RangeError);
});

test('holidays may come as a list or as a set', () => {
  expect(isHoliday('2026-12-25', ['2026-12-25'])).toBe(true);
  expect(isHoliday('2026-12-24', new Set(['2026-12-25']))).toBe(false);
});

test('adding days and counting them agree', () => {
  const days = fc.integer({ min: 0, max: 100_000 }).map((count) => addDays('1900-01-01', count));
  fc.assert(
    fc.property(days, fc.integer({ min: -5000, max: 5000 }), (day, count) => {
      const moved = addDays(day, count);
      expect(isDay(moved)).toBe(true);
      expect(daysBetween(day, moved)).toBe(count);
    }),
  );
});
