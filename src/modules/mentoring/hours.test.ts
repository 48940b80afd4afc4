import { describe, expect, test } from 'vitest';
import { hoursOfParts, mondayOf, overlapMinutes, parseDayHours, partsOfDay, readHours, writeDayHours, zoneOffset } from './hours.ts';

const day = (weekday: number, opens: string, closes: string) => ({ weekday, opens, closes });

describe('hours as they are typed', () => {
  test('are read with one span or several, in order, and written back', () => {
    const spans = parseDayHours(2, '18:00 - 20:30, 9.00–12:00');
    expect(spans).toEqual([day(2, '09:00', '12:00'), day(2, '18:00', '20:30')]);
    expect(writeDayHours(spans ?? [], 2)).toBe('09:00-12:00, 18:00-20:30');
    expect(writeDayHours(spans ?? [], 3)).toBe('');
  });

  test.for(['evenings', '20:00-18:00', '25:00-26:00', '9-12', '09:00-12:00, 11:00-13:00', '18:00-18:00'])('are refused: %s', (text) => {
    expect(parseDayHours(1, text)).toBeNull();
  });

  test('may be none', () => {
    expect(parseDayHours(1, ' ')).toEqual([]);
  });

  test('come from ticks and go back to them', () => {
    expect(partsOfDay(hoursOfParts(5, ['evening', 'morning']), 5)).toEqual(['morning', 'evening']);
    expect(partsOfDay(hoursOfParts(5, ['evening']), 6)).toEqual([]);
  });

  test('that are damaged in the database count as none', () => {
    expect(readHours([{ weekday: 9, opens: 'x', closes: 'y' }])).toEqual([]);
    expect(readHours('nothing')).toEqual([]);
  });
});

describe('time in common', () => {
  const rome = zoneOffset('Europe/Rome', '2026-11-23');
  const dakar = zoneOffset('Africa/Dakar', '2026-11-23');

  test('is counted in the same minutes of the week', () => {
    expect([rome, dakar]).toEqual([60, 0]);
    const here = { hours: [day(1, '18:00', '21:00')], offset: rome };
    expect(overlapMinutes(here, { hours: [day(1, '17:00', '19:00')], offset: dakar })).toBe(120);
    expect(overlapMinutes(here, { hours: [day(2, '17:00', '19:00')], offset: dakar })).toBe(0);
  });

  test('reaches over the end of the week', () => {
    const lateSunday = { hours: [day(7, '22:00', '23:59')], offset: -180 };
    const earlyMonday = { hours: [day(1, '01:00', '03:00')], offset: 0 };
    expect(overlapMinutes(lateSunday, earlyMonday)).toBe(119);
  });

  test('counts hours that were written twice once, from either side', () => {
    const twice = { hours: [day(1, '09:00', '12:00'), day(1, '10:00', '12:00')], offset: 0 };
    const once = { hours: [day(1, '08:00', '18:00')], offset: 0 };
    expect(overlapMinutes(twice, once)).toBe(180);
    expect(overlapMinutes(once, twice)).toBe(180);
  });

  test('is asked in one week from its Monday', () => {
    expect(mondayOf('2026-11-22')).toBe('2026-11-16');
    expect(mondayOf('2026-11-23')).toBe('2026-11-23');
  });
});
