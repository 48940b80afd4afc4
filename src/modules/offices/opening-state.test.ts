import { expect, test } from 'vitest';
import type { OfficeHours } from './office.ts';
import { hoursOverlap } from './office.ts';
import { openingState } from './opening-state.ts';

const kaolack = { timeZone: 'Africa/Dakar' };
const rome = { timeZone: 'Europe/Rome' };
const morning: OfficeHours = { weekday: 1, opens: '09:00', closes: '12:30', womenOnly: false };
const afternoon: OfficeHours = { weekday: 1, opens: '14:00', closes: '17:00', womenOnly: true };

test('is open between opening and closing, in the time of the office', () => {
  expect(openingState(kaolack, [morning], [], '2026-11-23T09:00:00Z')).toEqual({ open: true, hours: morning });
  expect(openingState(kaolack, [morning], [], '2026-11-23T12:30:00Z')).toMatchObject({ open: false });
  expect(openingState(rome, [morning], [], '2026-11-23T08:00:00Z')).toEqual({ open: true, hours: morning });
});

test('names the next opening of the same day, and that it is for women', () => {
  expect(openingState(kaolack, [afternoon, morning], [], '2026-11-23T13:00:00Z')).toEqual({
    open: false,
    next: { day: '2026-11-23', hours: afternoon },
  });
});

test('passes over closed days to the next week', () => {
  expect(openingState(kaolack, [morning], ['2026-11-23', '2026-11-30'], '2026-11-22T10:00:00Z')).toMatchObject({
    next: { day: '2026-12-07' },
  });
});

test('without hours has no next opening', () => {
  expect(openingState(kaolack, [], [], '2026-11-22T10:00:00Z')).toEqual({ open: false, next: null });
});

test('hours may touch but not overlap', () => {
  expect(hoursOverlap([morning, { ...morning, opens: '12:30', closes: '13:00' }, { ...morning, weekday: 2 }])).toBe(false);
  expect(hoursOverlap([morning, { ...morning, opens: '12:00', closes: '13:00' }])).toBe(true);
});
