import { geoDistance } from 'd3-geo';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundingBox, distanceKm, greatCircleArc, isCoordinates, toPosition } from './sphere.ts';

const padova = { latitude: 45.4064, longitude: 11.8768 };
const kaolack = { latitude: 14.1652, longitude: -16.0758 };

const points = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

test('Padova and Kaolack are some 4,350 km apart', () => {
  expect(distanceKm(padova, kaolack)).toBeCloseTo(geoDistance(toPosition(padova), toPosition(kaolack)) * 6371.0088, 6);
  expect(Math.round(distanceKm(padova, kaolack))).toBe(4352);
  expect(distanceKm({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 90 })).toBeCloseTo(10007.56, 1);
  expect(distanceKm(padova, padova)).toBe(0);
});

test('distance is the same both ways and never more than half round the earth', () => {
  fc.assert(
    fc.property(points, points, (a, b) => {
      expect(distanceKm(a, b)).toBeCloseTo(distanceKm(b, a), 6);
      expect(distanceKm(a, b)).toBeLessThanOrEqual(20_016);
    }),
  );
});

test('an arc goes from end to end in equal steps', () => {
  const arc = greatCircleArc(padova, kaolack, 8).map(([longitude, latitude]) => ({ longitude, latitude }));
  expect(arc).toHaveLength(9);
  expect(arc[0]).toEqual(padova);
  expect(arc[8]?.latitude).toBeCloseTo(kaolack.latitude, 9);
  expect(arc[8]?.longitude).toBeCloseTo(kaolack.longitude, 9);
  for (const [index, point] of arc.slice(1).entries()) {
    expect(distanceKm(arc[index] ?? point, point)).toBeCloseTo(distanceKm(padova, kaolack) / 8, 3);
  }
});

test('an arc across the 180th meridian stays one line', () => {
  const arc = greatCircleArc({ latitude: 10, longitude: 170 }, { latitude: 10, longitude: -170 }, 4);
  expect(arc.map(([longitude]) => Math.round(longitude))).toEqual([170, 175, 180, 185, 190]);
});

test('every arc has only numbers, also between a point and itself or the opposite one', () => {
  fc.assert(
    fc.property(points, fc.oneof(points, fc.constant(undefined)), (a, b) => {
      const opposite = { latitude: -a.latitude, longitude: a.longitude > 0 ? a.longitude - 180 : a.longitude + 180 };
      for (const to of [b ?? opposite, a]) {
        for (const position of greatCircleArc(a, to, 5)) expect(position.every(Number.isFinite)).toBe(true);
      }
    }),
  );
});

test('a box holds all its points', () => {
  expect(boundingBox([padova, kaolack])).toEqual([-16.0758, 14.1652, 11.8768, 45.4064]);
  expect(boundingBox([padova])).toEqual([11.8768, 45.4064, 11.8768, 45.4064]);
  expect(boundingBox([])).toBeUndefined();
  fc.assert(
    fc.property(fc.array(points, { minLength: 1 }), (list) => {
      const [west, south, east, north] = boundingBox(list) ?? [0, 0, 0, 0];
      for (const { latitude, longitude } of list) {
        expect(latitude >= south && latitude <= north).toBe(true);
        expect(west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east).toBe(true);
      }
    }),
  );
});

test('a box goes across the 180th meridian where that is shorter', () => {
  expect(
    boundingBox([
      { latitude: -17, longitude: 178 },
      { latitude: -14, longitude: -171 },
    ]),
  ).toEqual([178, -17, -171, -14]);
});

test('numbers beyond the globe are no coordinates', () => {
  expect(isCoordinates(padova)).toBe(true);
  for (const wrong of [
    { latitude: 91, longitude: 0 },
    { latitude: 0, longitude: 181 },
    { latitude: Number.NaN, longitude: 0 },
  ])
    expect(isCoordinates(wrong)).toBe(false);
});
