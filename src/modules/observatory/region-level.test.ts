import { expect, test } from 'vitest';
import { nearOnes } from './near-areas.ts';
import { regionLevel } from './region-level.ts';
import type { Ring } from './simplify-rings.ts';

test('one level of NUTS is drawn: the one that most codes have, the finer of two', () => {
  expect(regionLevel('nuts-2021', ['ITH', 'ITC', 'ITH3', 'ITC4', 'ITI4'])).toBe(2);
  expect(regionLevel('nuts-2021', ['ITH', 'ITC4'])).toBe(2);
  expect(regionLevel('other', ['A', 'BB1'])).toBeNull();
  expect(regionLevel('nuts-2021', [])).toBeNull();
});

test('regions across an ocean are not drawn: they would make the others too small to be seen', () => {
  const at = (lon: number, lat: number): Ring => [
    [lon, lat],
    [lon + 1, lat],
    [lon, lat + 1],
  ];
  const places = { rome: [at(12, 42)], milan: [at(9, 45)], palermo: [at(13, 38)], cayenne: [at(-53, 4)] };
  const names = Object.keys(places) as (keyof typeof places)[];
  expect(nearOnes(names, (name) => places[name])).toEqual(['rome', 'milan', 'palermo']);
  expect(nearOnes([], () => [])).toEqual([]);
});
