import { expect, test } from 'vitest';
import { weekHours } from './week-hours.ts';

const span = (weekday: number, opens: string, closes: string) => ({ weekday, opens, closes });

test('hours of a week add up over its days, and a part of an hour is a decimal', () => {
  expect(weekHours([span(1, '09:00', '12:30'), span(1, '14:00', '17:00'), span(2, '09:00', '09:20')])).toBe('6.83');
  expect(weekHours([])).toBe('0');
});

test('time that two spans of a day share counts once, that of two days twice', () => {
  expect(weekHours([span(1, '14:00', '16:00'), span(1, '09:00', '15:00'), span(1, '10:00', '11:00')])).toBe('7');
  expect(weekHours([span(1, '09:00', '10:00'), span(2, '09:00', '10:00')])).toBe('2');
});
