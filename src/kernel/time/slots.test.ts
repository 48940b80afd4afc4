import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { weekday } from './day.ts';
import type { Weekday } from './day.ts';
import { toLocal } from './instant.ts';
import { slotsBetween } from './slots.ts';
import type { WeeklyHours } from './slots.ts';

const everyDay = (opens: string, closes: string): WeeklyHours[] =>
  ([1, 2, 3, 4, 5, 6, 7] as const).map((day) => ({ weekday: day, opens, closes }));

test('hours are cut into slots, and what is left before closing stays unused', () => {
  const slots = slotsBetween({ hours: everyDay('09:00', '10:15'), zone: 'Africa/Dakar', from: '2026-05-04', days: 1, minutes: 30 });
  expect(slots).toEqual([
    { startsAt: '2026-05-04T09:00:00.000Z', endsAt: '2026-05-04T09:30:00.000Z' },
    { startsAt: '2026-05-04T09:30:00.000Z', endsAt: '2026-05-04T10:00:00.000Z' },
  ]);
});

test('an office opens at nine by its own clock before and after the clocks change', () => {
  const request = { hours: everyDay('09:00', '09:30'), zone: 'Europe/Rome', days: 2, minutes: 30 };
  const starts = (from: string) => slotsBetween({ ...request, from }).map((slot) => slot.startsAt);
  expect(starts('2026-03-28')).toEqual(['2026-03-28T08:00:00.000Z', '2026-03-29T07:00:00.000Z']);
  expect(starts('2026-10-24')).toEqual(['2026-10-24T07:00:00.000Z', '2026-10-25T08:00:00.000Z']);
});

test('Ramadan moves the slots of Casablanca, not those of Dakar', () => {
  const request = { hours: everyDay('09:00', '10:00'), days: 1, minutes: 60 };
  const start = (zone: string, from: string) => slotsBetween({ ...request, zone, from })[0]?.startsAt;
  expect([start('Africa/Casablanca', '2025-02-10'), start('Africa/Casablanca', '2025-03-15')]).toEqual([
    '2025-02-10T08:00:00.000Z',
    '2025-03-15T09:00:00.000Z',
  ]);
  expect(start('Africa/Dakar', '2025-02-10')).toBe('2025-02-10T09:00:00.000Z');
});

describe('a night service on the night the clocks change', () => {
  const slots = (from: string) => slotsBetween({ hours: everyDay('00:00', '06:00'), zone: 'Europe/Rome', from, days: 1, minutes: 60 });

  test('has an hour less in spring and one more in autumn', () => {
    expect([slots('2026-03-28'), slots('2026-03-29'), slots('2026-10-25')].map((list) => list.length)).toEqual([6, 5, 7]);
  });
});

test('holidays and closures offer nothing, and a closure that only touches a slot leaves it', () => {
  const closures = [{ startsAt: '2026-05-04T09:30:00Z', endsAt: '2026-05-04T10:15:00Z' }];
  const slots = slotsBetween({
    hours: everyDay('09:00', '11:00'),
    zone: 'Africa/Dakar',
    from: '2026-05-04',
    days: 2,
    minutes: 30,
    holidays: ['2026-05-05'],
    closures,
  });
  expect(slots.map((slot) => slot.startsAt)).toEqual(['2026-05-04T09:00:00.000Z', '2026-05-04T10:30:00.000Z']);
});

test('hours entered twice are offered once', () => {
  const hours = [...everyDay('09:00', '10:00'), ...everyDay('09:30', '11:00')];
  expect(slotsBetween({ hours, zone: 'Africa/Dakar', from: '2026-05-04', days: 1, minutes: 60 })).toHaveLength(2);
});

test('refuses lengths that would never end', () => {
  const request = { hours: everyDay('09:00', '10:00'), zone: 'Africa/Dakar', from: '2026-05-04', days: 1 };
  for (const minutes of [0, -5, 0.5, Number.NaN]) expect(() => slotsBetween({ ...request, minutes })).toThrow(RangeError);
  expect(() => slotsBetween({ ...request, minutes: 30, days: 10_000 })).toThrow(RangeError);
});

test('slots have their length, keep their order, never overlap and start on a day of the week that is open', () => {
  const clock = (quarter: number) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
  const line = fc
    .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 95 }), fc.integer({ min: 0, max: 96 }))
    .map(([day, opens, closes]) => ({ weekday: day as Weekday, opens: clock(opens), closes: clock(closes) }));
  const request = fc.record({
    hours: fc.array(line, { maxLength: 8 }),
    zone: fc.constantFrom('Europe/Rome', 'Africa/Casablanca', 'Africa/Dakar', 'America/Mexico_City'),
    from: fc.constantFrom('2026-02-15', '2026-03-27', '2026-09-18', '2026-10-23', '2027-03-26'),
    days: fc.integer({ min: 0, max: 9 }),
    minutes: fc.integer({ min: 5, max: 180 }),
  });
  fc.assert(
    fc.property(request, (asked) => {
      const slots = slotsBetween(asked);
      const open = new Set(asked.hours.map((hours) => hours.weekday));
      for (const [index, slot] of slots.entries()) {
        expect(Date.parse(slot.endsAt) - Date.parse(slot.startsAt)).toBe(asked.minutes * 60_000);
        const next = slots[index + 1];
        expect(next === undefined || next.startsAt >= slot.endsAt).toBe(true);
        expect(open).toContain(weekday(toLocal(slot.startsAt, asked.zone).day));
      }
    }),
  );
});
