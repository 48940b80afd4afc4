import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toLocal } from '#kernel/time';
import type { OfficeHours } from '#modules/offices';
import { byDay, slotsOf, withoutTaken } from './slots.ts';

const office = { timeZone: 'Europe/Rome', slotMinutes: 30, seatsPerSlot: 2 };
const open = (weekday: OfficeHours['weekday'], opens: string, closes: string, womenOnly = false): OfficeHours => ({
  weekday,
  opens,
  closes,
  womenOnly,
});
const everyDay = ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => open(weekday, '09:00', '10:00'));
const starts = (slots: { startsAt: string }[]) => slots.map(({ startsAt }) => startsAt.slice(11, 16));

test('the same hour of the office is another hour of the world after the clocks change', () => {
  const slots = slotsOf(office, everyDay, [], { from: '2027-03-27', days: 2 }); // clocks go forward on 28 March 2027
  expect(starts(slots)).toEqual(['08:00', '08:30', '07:00', '07:30']);
  expect(slots.map(({ startsAt }) => toLocal(startsAt, 'Europe/Rome').time)).toEqual(['09:00', '09:30', '09:00', '09:30']);
});

test('hours across the night when the clocks change hold the slots that there are', () => {
  const night = [open(7, '01:00', '04:00')];
  const spring = slotsOf(office, night, [], { from: '2027-03-28', days: 1 });
  const autumn = slotsOf(office, night, [], { from: '2026-10-25', days: 1 });
  expect(spring).toHaveLength(4);
  expect(autumn).toHaveLength(8);
  expect(new Set(autumn.map(({ startsAt }) => startsAt)).size).toBe(8);
});

test('hours for women only are cut apart, so no slot lies in both', () => {
  const mixed = [open(1, '09:00', '09:45'), open(1, '09:45', '10:45', true)];
  const slots = slotsOf(office, mixed, [], { from: '2026-11-23', days: 1 });
  expect(slots.map(({ startsAt, womenOnly }) => `${startsAt.slice(11, 16)} ${womenOnly}`)).toEqual([
    '08:00 false',
    '08:45 true',
    '09:15 true',
  ]);
});

test('a closed day has no slots', () => {
  expect(slotsOf(office, everyDay, ['2026-12-08'], { from: '2026-12-07', days: 3 })).toHaveLength(4);
});

test('a seat that is taken for a part of a slot is not free in it, and counts once', () => {
  const slots = slotsOf(office, [open(1, '09:00', '10:00')], [], { from: '2026-11-23', days: 1 });
  const at = (time: string) => new Date(`2026-11-23T${time}:00Z`);
  const taken = [
    { seat: 1, startsAt: at('07:45'), endsAt: at('08:15') },
    { seat: 1, startsAt: at('08:15'), endsAt: at('08:30') },
    { seat: 2, startsAt: at('08:30'), endsAt: at('09:00') },
    { seat: 3, startsAt: at('08:00'), endsAt: at('09:00') }, // the office has fewer seats than it had
  ];
  expect(withoutTaken(slots, taken).map(({ seats }) => seats)).toEqual([1, 1]);
});

test('seats never fall below none nor rise above those of the office', () => {
  const slots = slotsOf(office, everyDay, [], { from: '2026-11-23', days: 2 });
  const base = Date.parse('2026-11-23T07:00:00Z');
  const booking = fc.record({
    seat: fc.integer({ min: 1, max: 4 }),
    start: fc.integer({ min: 0, max: 2000 }),
    length: fc.integer({ min: 5, max: 240 }),
  });
  fc.assert(
    fc.property(fc.array(booking, { maxLength: 60 }), (bookings) => {
      const taken = bookings.map(({ seat, start, length }) => ({
        seat,
        startsAt: new Date(base + start * 60_000),
        endsAt: new Date(base + (start + length) * 60_000),
      }));
      for (const { seats } of withoutTaken(slots, taken)) {
        expect(seats).toBeGreaterThanOrEqual(0);
        expect(seats).toBeLessThanOrEqual(2);
      }
    }),
  );
});

test('slots are grouped by the day of the calendar asked for', () => {
  const late = [{ startsAt: '2026-11-23T23:30:00.000Z' }, { startsAt: '2026-11-24T09:00:00.000Z' }];
  expect(byDay(late, (moment) => toLocal(moment, 'Europe/Rome').day).map(({ day, slots }) => [day, slots.length])).toEqual([
    ['2026-11-24', 2],
  ]);
});
