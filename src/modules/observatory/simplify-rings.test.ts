import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Position } from '#kernel/geo';
import { simplifyRings, type Ring } from './simplify-rings.ts';

/** A wavy border from (0,0) to (0,1), with a bay in the middle. */
const border: Position[] = Array.from({ length: 41 }, (_, at) => [at === 20 ? 0.4 : (at % 2) * 0.001, at / 40]);
const west: Ring = [[-1, 0], ...border, [-1, 1]];
const east: Ring = [[1, 1], ...border.toReversed(), [1, 0]];

test('nothing is left out of what is small enough', () => {
  expect(simplifyRings([[west], [east]], 200)).toEqual({ regions: [[west], [east]], tolerance: 0 });
});

test('the points that matter least go first, and what they change is told in km²', () => {
  const { regions, tolerance } = simplifyRings([[west]], 12);
  expect(regions.flat(2).length).toBeLessThanOrEqual(12);
  expect(regions[0]?.[0]).toContainEqual([0.4, 0.5]);
  expect(tolerance).toBeGreaterThan(0);
  expect(tolerance).toBeLessThan(50);
});

test('neighbours keep one border, point for point', () => {
  const { regions } = simplifyRings([[west], [east]], 24);
  const onBorder = (ring: Ring | undefined) => (ring ?? []).filter(([lon]) => lon >= 0 && lon < 1).map(String);
  const [one, other] = [onBorder(regions[0]?.[0]), onBorder(regions[1]?.[0])];
  expect(one.length).toBeGreaterThan(2);
  expect(one.length).toBeLessThan(41);
  expect(other.toReversed()).toEqual(one);
});

test('an islet goes before its region does, and no region vanishes', () => {
  const islet: Ring = [
    [3, 3],
    [3.001, 3],
    [3.001, 3.001],
  ];
  const { regions } = simplifyRings([[west, islet], [islet.map(([lon, lat]): Position => [lon + 1, lat])]], 8);
  expect(regions.map((rings) => rings.length)).toEqual([1, 1]);
  for (const ring of regions.flat()) expect(ring.length).toBeGreaterThanOrEqual(3);
});

test('whatever comes in, rings go out with three points or more, all of them given before, and about as many as asked for', () => {
  const point = fc.tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -40, max: 40 }));
  const ring = fc.uniqueArray(point, { minLength: 3, maxLength: 60, selector: String });
  fc.assert(
    fc.property(
      fc.array(fc.array(ring, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 4, max: 80 }),
      (given, most) => {
        const { regions, tolerance } = simplifyRings(given, most);
        expect(regions.length).toBe(given.length);
        expect(Number.isFinite(tolerance) && tolerance >= 0).toBe(true);
        regions.forEach((rings, at) => {
          expect(rings.length).toBeGreaterThan(0);
          const known = new Set(given[at]?.flat().map(String));
          for (const one of rings) expect(one.length >= 3 && one.every((corner) => known.has(String(corner)))).toBe(true);
        });
      },
    ),
  );
});
