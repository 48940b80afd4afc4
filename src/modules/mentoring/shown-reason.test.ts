import { expect, test } from 'vitest';
import { shownReason } from './pair.ts';

test('the reason of an end is for its author and the office', () => {
  const read = (endedBy: 'founder' | 'mentor' | 'office') =>
    (['founder', 'mentor', 'office'] as const).filter((side) => shownReason({ endedBy, endReason: 'other-mentor' }, side) !== null);
  expect(read('founder')).toEqual(['founder', 'office']);
  expect(read('mentor')).toEqual(['mentor', 'office']);
  expect(read('office')).toEqual(['office']);
});
