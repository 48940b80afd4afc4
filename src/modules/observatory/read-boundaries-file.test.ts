import { describe, expect, test } from 'vitest';
import { isRegionCode } from './edition.ts';
import { mostRegions, readBoundariesFile } from './read-boundaries-file.ts';

const square = [
  [
    [-20, 0],
    [-19, 0],
    [-19, 1],
    [-20, 1],
    [-20, 0],
  ],
];
const feature = (code: unknown, geometry: unknown = { type: 'Polygon', coordinates: square }) => ({
  type: 'Feature',
  properties: { NUTS_ID: code },
  geometry,
});
const bytesOf = (content: unknown) => Buffer.from(JSON.stringify(content));
const fileOf = (...features: unknown[]) => bytesOf({ type: 'FeatureCollection', features });
const read = (bytes: Buffer, property = 'NUTS_ID') => readBoundariesFile(bytes, property, isRegionCode);

test('regions are read with every ring, without the point that closes it, heights left out', () => {
  const high = square.map((ring) => ring.map(([lon, lat]) => [lon, lat, 250]));
  const two = { type: 'MultiPolygon', coordinates: [high, square] };
  expect(read(fileOf(feature('ITH3'), feature('ITC4', two)))).toEqual([
    { code: 'ITH3', rings: [square[0]?.slice(0, 4)] },
    { code: 'ITC4', rings: [square[0]?.slice(0, 4), square[0]?.slice(0, 4)] },
  ]);
});

test('codes may be numbers, and may stand in any property that is chosen', () => {
  const own = { type: 'Feature', properties: { id: 7 }, geometry: { type: 'Polygon', coordinates: square } };
  expect(readBoundariesFile(fileOf(own), 'id', (code) => code === '7')[0]?.code).toBe('7');
});

test('WGS 84 may be named as older files do', () => {
  for (const name of ['urn:ogc:def:crs:OGC:1.3:CRS84', 'urn:ogc:def:crs:EPSG::4326', 'EPSG:4326'])
    expect(
      read(bytesOf({ type: 'FeatureCollection', crs: { type: 'name', properties: { name } }, features: [feature('ITH3')] })).length,
    ).toBe(1);
});

describe('refuses, with the feature and the reason,', () => {
  const ring = (points: unknown) => feature('ITH3', { type: 'Polygon', coordinates: [points] });
  const files: [string, Buffer, string, Record<string, unknown>?][] = [
    ['what is no JSON', Buffer.from('PK\u0003\u0004'), 'boundaries-not-geojson'],
    ['another encoding', Buffer.from('{"type":"FeatureCollection","features":[{"name":"\u00e9"}]}', 'latin1'), 'boundaries-not-geojson'],
    ['a single feature', bytesOf(feature('ITH3')), 'boundaries-not-geojson'],
    ['a list', bytesOf([feature('ITH3')]), 'boundaries-not-geojson'],
    ['nothing', fileOf(), 'boundaries-not-geojson'],
    ['deep nesting', Buffer.from('['.repeat(100_000)), 'boundaries-not-geojson'],
    [
      'another coordinate system',
      bytesOf({ type: 'FeatureCollection', crs: { properties: { name: 'EPSG:3035' } }, features: [feature('ITH3')] }),
      'boundaries-crs',
      { name: 'EPSG:3035' },
    ],
    ['a feature that is none', fileOf(feature('ITH3'), null), 'boundaries-feature', { feature: 2 }],
    ['a feature without properties', fileOf({ ...feature('ITH3'), properties: null }), 'boundaries-feature', { feature: 1 }],
    ['a missing code', fileOf(feature('ITH3'), feature(' ')), 'boundaries-no-code', { feature: 2, property: 'NUTS_ID' }],
    ['a code that is an object', fileOf(feature({})), 'boundaries-no-code', { feature: 1 }],
    ['a code of no region', fileOf(feature('IT')), 'boundaries-code-unknown', { feature: 1, code: 'IT' }],
    ['a group of countries', fileOf(feature('EU27')), 'boundaries-code-unknown', { code: 'EU27' }],
    ['markup as a code', fileOf(feature('<b>')), 'boundaries-code-unknown', { feature: 1 }],
    [
      'a code twice',
      fileOf(feature('ITH3'), feature('ITC4'), feature('ITH3')),
      'boundaries-code-twice',
      { feature: 3, other: 1, code: 'ITH3' },
    ],
    ['a point', fileOf(feature('ITH3', { type: 'Point', coordinates: [1, 1] })), 'boundaries-no-area', { feature: 1 }],
    ['no geometry', fileOf(feature('ITH3', null)), 'boundaries-no-area', { feature: 1 }],
    ['an empty polygon', fileOf(feature('ITH3', { type: 'Polygon', coordinates: [] })), 'boundaries-no-area', { feature: 1 }],
    [
      'a longitude out of range',
      fileOf(
        ring([
          [190, 0],
          [1, 0],
          [1, 1],
          [190, 0],
        ]),
      ),
      'boundaries-position',
      { feature: 1, value: '[190,0]' },
    ],
    [
      'metres instead of degrees',
      fileOf(
        ring([
          [4321000, 3210000],
          [1, 0],
          [1, 1],
          [4321000, 3210000],
        ]),
      ),
      'boundaries-position',
      { feature: 1 },
    ],
    [
      'text instead of numbers',
      fileOf(
        ring([
          ['0', '0'],
          [1, 0],
          [1, 1],
          ['0', '0'],
        ]),
      ),
      'boundaries-position',
      { feature: 1, value: '["0","0"]' },
    ],
    [
      'a ring that is not closed',
      fileOf(
        feature('ITC4'),
        ring([
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
        ]),
      ),
      'boundaries-ring-open',
      { feature: 2 },
    ],
    [
      'a ring of two points',
      fileOf(
        ring([
          [0, 0],
          [1, 0],
          [0, 0],
        ]),
      ),
      'boundaries-ring-short',
      { feature: 1 },
    ],
    [
      'a ring of one point, repeated',
      fileOf(
        ring([
          [0, 0],
          [0, 0],
          [0, 0],
          [0, 0],
        ]),
      ),
      'boundaries-ring-short',
      { feature: 1 },
    ],
  ];
  test.each(files)('%s', (_what, bytes, code, values = {}) => {
    expect(() => read(bytes)).toThrow(expect.objectContaining({ code, field: 'file', values: expect.objectContaining(values) }));
  });

  test('too many features, points and bytes', () => {
    const many = Array.from({ length: mostRegions + 1 }, (_, at) => feature(`IT${at}`));
    expect(() => read(fileOf(...many))).toThrow(expect.objectContaining({ code: 'boundaries-too-many' }));
    const long = Array.from({ length: 400_001 }, (_, at) => [at % 100, at % 50]);
    expect(() => read(fileOf(ring([...long, long[0]])))).toThrow(expect.objectContaining({ code: 'boundaries-too-many-points' }));
    expect(() => read(Buffer.alloc(10 * 1024 * 1024 + 1, ' '))).toThrow(expect.objectContaining({ code: 'boundaries-too-large' }));
  });

  test('a property of every object, such as its constructor, as the place of the code', () => {
    expect(() => read(fileOf(feature('ITH3')), 'constructor')).toThrow(expect.objectContaining({ code: 'boundaries-no-code' }));
    expect(() => read(fileOf(feature('ITH3')), '__proto__')).toThrow(expect.objectContaining({ code: 'boundaries-no-code' }));
  });
});
