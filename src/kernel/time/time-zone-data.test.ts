import { expect, test } from 'vitest';
import { compareTimeZoneData, timeZoneProbes } from './time-zone-data.ts';

test('a database that does not know of a clock change is found out', () => {
  const at = '2025-03-15T12:00:00.000Z'; // Ramadan in Morocco
  expect(
    compareTimeZoneData([
      { zone: 'Europe/Rome', at, offsetMinutes: 60 },
      { zone: 'Africa/Dakar', at, offsetMinutes: 0 },
      { zone: 'Africa/Casablanca', at, offsetMinutes: 60 },
    ]),
  ).toEqual([{ zone: 'Africa/Casablanca', at, theirs: 60, ours: 0 }]);
});

test('a zone that only one side knows is a difference', () => {
  const at = '2026-11-21T12:00:00.000Z';
  expect(compareTimeZoneData([{ zone: 'Europe/Nowhere', at, offsetMinutes: 60 }])).toHaveLength(1);
  expect(compareTimeZoneData([{ zone: 'Europe/Rome', at, offsetMinutes: undefined }])).toHaveLength(1);
});

test('the probes are ten days apart over two years', () => {
  const probes = timeZoneProbes('2026-11-21T12:00:00Z');
  expect(probes.slice(0, 2)).toEqual(['2026-11-21T12:00:00.000Z', '2026-12-01T12:00:00.000Z']);
  expect(probes.at(-1)?.slice(0, 7)).toBe('2028-11');
});
