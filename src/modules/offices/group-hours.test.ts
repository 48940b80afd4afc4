import { expect, test } from 'vitest';
import { groupHours } from './group-hours.ts';
import type { OfficeHours } from './office.ts';

const line = (weekday: OfficeHours['weekday'], opens = '09:00', womenOnly = false): OfficeHours => ({
  weekday,
  opens,
  closes: '17:00',
  womenOnly,
});

test('puts days in a row with the same hours together', () => {
  expect(groupHours([line(2), line(1), line(3, '10:00'), line(5), line(6)]).map(({ from, to }) => [from, to])).toEqual([
    [1, 2],
    [3, 3],
    [5, 6],
  ]);
});

test('keeps hours for women only apart', () => {
  expect(groupHours([line(1), line(2, '09:00', true)])).toHaveLength(2);
});

test('has nothing to say of an office without hours', () => {
  expect(groupHours([])).toEqual([]);
});
