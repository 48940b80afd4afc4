import { expect, test } from 'vitest';
import { endedQuarters } from './times.ts';

test.for([
  ['2026-01-01T00:30:00Z', 'Europe/Rome', '2025-4'],
  ['2025-12-31T23:30:00Z', 'Europe/Rome', '2025-4'],
  ['2025-12-31T23:30:00Z', 'Africa/Dakar', '2025-3'],
  ['2026-11-22T18:00:00Z', 'Europe/Rome', '2026-3'],
  ['2026-05-31T12:00:00Z', 'Africa/Casablanca', '2026-1'],
])('quarters have ended at %s in %s, and none overlaps another', ([now, timeZone, newest]) => {
  const quarters = endedQuarters(new Date(now ?? ''), timeZone ?? '');
  expect(quarters[0]?.key).toBe(newest);
  expect(quarters[0]?.span.until.getTime()).toBeLessThanOrEqual(new Date(now ?? '').getTime());
  quarters.forEach((one, index) => {
    expect(one.span.until).toBeInstanceOf(Date);
    if (index > 0) expect(one.span.until).toEqual(quarters[index - 1]?.span.from);
  });
  expect(quarters).toHaveLength(12);
});
