import { describe, expect, test } from 'vitest';
import { fairActions, fairAfter, fairStates, slotsOf, type FairTimes } from './fair.ts';

const times = (given: Partial<FairTimes> = {}): FairTimes => ({
  firstDay: '2027-05-04',
  lastDay: '2027-05-04',
  opens: '09:00',
  closes: '11:00',
  pauseFrom: null,
  pauseUntil: null,
  timeZone: 'Europe/Rome',
  slotMinutes: 30,
  tables: 2,
  ...given,
});
const starts = (given: Partial<FairTimes>) => slotsOf(times(given))?.map(({ startsAt }) => startsAt.slice(5, 16));

describe('the times of a fair', () => {
  test('are on the clock of its place, from opening to closing', () => {
    expect(starts({})).toEqual(['05-04T07:00', '05-04T07:30', '05-04T08:00', '05-04T08:30']);
    expect(starts({ timeZone: 'Africa/Dakar' })?.[0]).toBe('05-04T09:00');
  });

  test('begin again on each day, also where the clocks change in between', () => {
    const both = starts({ firstDay: '2027-03-27', lastDay: '2027-03-28', closes: '09:30' });
    expect(both).toEqual(['03-27T08:00', '03-28T07:00']);
  });

  test('leave out the pause and what does not end before closing', () => {
    expect(starts({ pauseFrom: '09:40', pauseUntil: '10:15' })).toEqual(['05-04T07:00', '05-04T08:15']);
    expect(starts({ slotMinutes: 45 })).toEqual(['05-04T07:00', '05-04T07:45']);
  });

  test('are none where no meeting fits, or too many to show', () => {
    expect(slotsOf(times({ slotMinutes: 120, closes: '10:00' }))).toBeNull();
    expect(slotsOf(times({ slotMinutes: 10, opens: '00:00', closes: '23:59', lastDay: '2027-05-10' }))).toBeNull();
  });
});

test('what ended or was cancelled stays so, and a schedule is published of an announced fair only', () => {
  const open = fairStates
    .flatMap((state) => fairActions.map((action) => [state, action, fairAfter(state, action)] as const))
    .filter(([, , to]) => to);
  expect(open).toEqual([
    ['draft', 'announce', 'announced'],
    ['draft', 'cancel', 'cancelled'],
    ['announced', 'publish', 'published'],
    ['announced', 'cancel', 'cancelled'],
    ['published', 'end', 'ended'],
    ['published', 'cancel', 'cancelled'],
  ]);
});
