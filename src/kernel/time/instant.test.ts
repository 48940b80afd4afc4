import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addMinutes,
  clockAt,
  compareInstants,
  formatIsoDuration,
  fromLocal,
  isInstant,
  isTimeZone,
  toInstant,
  toLocal,
  toZoned,
  today,
} from './instant.ts';

describe('local times in Rome', () => {
  test('a time that the clocks skip in spring is moved later by the gap', () => {
    expect(fromLocal('2026-03-29', '02:30', 'Europe/Rome')).toBe('2026-03-29T01:30:00.000Z');
    expect(toLocal('2026-03-29T01:30:00Z', 'Europe/Rome')).toEqual({ day: '2026-03-29', time: '03:30' });
  });

  test('a time that the clocks show twice in autumn is the first of the two', () => {
    expect(fromLocal('2026-10-25', '02:30', 'Europe/Rome')).toBe('2026-10-25T00:30:00.000Z');
    expect(toLocal('2026-10-25T01:30:00Z', 'Europe/Rome').time).toBe('02:30');
  });

  test('24:00 is the midnight that ends the day', () => {
    expect(fromLocal('2026-05-04', '24:00', 'Europe/Rome')).toBe(fromLocal('2026-05-05', '00:00', 'Europe/Rome'));
  });
});

// Past dates only: what Morocco does from September 2026 on depends on the date of Node's time-zone data.
test('Casablanca goes back an hour for Ramadan', () => {
  const offsets = ['2025-02-10', '2025-03-15', '2025-06-01'].map((day) => toZoned(`${day}T12:00:00Z`, 'Africa/Casablanca').offset);
  expect(offsets).toEqual(['+01:00', '+00:00', '+01:00']);
});

test('Dakar never changes its clocks', () => {
  for (const day of ['2026-03-29', '2026-07-01', '2026-10-25'])
    expect(fromLocal(day, '09:00', 'Africa/Dakar')).toBe(`${day}T09:00:00.000Z`);
});

test('today depends on where one stands', () => {
  const clock = clockAt('2026-05-04T22:30:00Z');
  expect(today('Europe/Rome', clock)).toBe('2026-05-05');
  expect(today('Africa/Dakar', clock)).toBe('2026-05-04');
});

test('equal moments have one spelling', () => {
  expect(toInstant('2026-05-04T10:30:00+02:00')).toBe('2026-05-04T08:30:00.000Z');
  expect(toInstant(new Date('2026-05-04T08:30:00Z'))).toBe('2026-05-04T08:30:00.000Z');
  expect(compareInstants('2026-05-04T10:30:00+02:00', '2026-05-04T08:30:00Z')).toBe(0);
  expect(addMinutes('2026-05-04T08:30:00Z', -45)).toBe('2026-05-04T07:45:00.000Z');
});

test('what is not a moment, a time or a zone is refused', () => {
  expect(['2026-05-04T08:30:00Z', '2026-05-04T08:30:00', '2026-05-04', 'x'].map(isInstant)).toEqual([true, false, false, false]);
  expect(['Africa/Dakar', 'Europe/Nowhere', ''].map(isTimeZone)).toEqual([true, false, false]);
  for (const time of ['25:00', '12:61', '', 'noon']) expect(() => fromLocal('2026-05-04', time, 'Africa/Dakar')).toThrow(RangeError);
  expect(() => fromLocal('2026-02-30', '10:00', 'Africa/Dakar')).toThrow(RangeError);
});

test('lengths are written in ISO 8601', () => {
  expect(formatIsoDuration({ hours: 1, minutes: 30 })).toBe('PT1H30M');
});

test('a moment read on a local clock and set again is the same moment, except in a repeated hour', () => {
  const zones = fc.constantFrom(
    'Europe/Rome',
    'Africa/Casablanca',
    'Africa/Dakar',
    'Europe/Bucharest',
    'America/Mexico_City',
    'Australia/Lord_Howe',
  );
  const minutes = fc.integer({ min: Date.UTC(2024, 0) / 60_000, max: Date.UTC(2030, 0) / 60_000 });
  fc.assert(
    fc.property(minutes, zones, (minute, zone) => {
      const moment = new Date(minute * 60_000).toISOString();
      const { day, time } = toLocal(moment, zone);
      const again = fromLocal(day, time, zone);
      expect(toLocal(again, zone)).toEqual({ day, time });
      expect(compareInstants(again, moment)).toBeLessThanOrEqual(0);
      expect(Date.parse(moment) - Date.parse(again)).toBeLessThanOrEqual(60 * 60_000);
    }),
  );
});
