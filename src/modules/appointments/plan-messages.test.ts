import { expect, test } from 'vitest';
import { whenToRemind } from './plan-messages.ts';

const START = '2026-12-01T10:00:00.000Z';
const reminder = (bookedAt: string) => whenToRemind(START, new Date(bookedAt))?.toISOString() ?? null;

test('a reminder comes a day before', () => {
  expect(reminder('2026-11-20T10:00:00Z')).toBe('2026-11-30T10:00:00.000Z');
});

test('who books less than a day ahead is reminded two hours before', () => {
  expect(reminder('2026-11-30T15:00:00Z')).toBe('2026-12-01T08:00:00.000Z');
});

test('a reminder that would follow the confirmation at once comes two hours before instead', () => {
  expect(reminder('2026-11-30T09:30:00Z')).toBe('2026-12-01T08:00:00.000Z');
});

test('who books at the last moment needs no reminder', () => {
  expect(reminder('2026-12-01T07:45:00Z')).toBeNull();
  expect(reminder('2026-12-01T09:00:00Z')).toBeNull();
});
