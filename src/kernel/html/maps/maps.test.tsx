import { expect, test } from 'vitest';
import { htmlOf, valuesOf } from '../testing.ts';
import { clipLine, clipRing } from './clip.ts';
import { CorridorMap } from './corridor-map.tsx';
import { LinesMap } from './lines-map.tsx';
import { labelsOf } from './place-labels.ts';
import { PointMap } from './point-map.tsx';
import { viewOf } from './view.ts';

const size = { width: 640, height: 400 };

const places = {
  durres: { name: 'Durrës', lat: 41.32, lon: 19.45 },
  venezia: { name: 'Venezia', lat: 45.44, lon: 12.32 },
  padova: { name: 'Padova', lat: 45.41, lon: 11.88 },
  kaolack: { name: 'Kaolack', lat: 14.15, lon: -16.07 },
  manila: { name: 'Manila', lat: 14.6, lon: 120.98 },
  losAngeles: { name: 'Los Angeles', lat: 34.05, lon: -118.24 },
  quito: { name: 'Quito', lat: -0.18, lon: -78.47 },
};

const pairs: [keyof typeof places, keyof typeof places][] = [
  ['durres', 'venezia'],
  ['kaolack', 'padova'],
  ['manila', 'padova'],
  ['manila', 'losAngeles'],
  ['quito', 'padova'],
  ['padova', 'padova'],
];

test.each(pairs)('the map from %s to %s shows both and stays small', (from, to) => {
  const [origin, destination] = [places[from], places[to]];
  const view = viewOf([origin, destination], size);
  for (const { x, y } of [view.place(origin), view.place(destination)]) {
    expect(x).toBeGreaterThan(60);
    expect(x).toBeLessThan(580);
    expect(y).toBeGreaterThan(60);
    expect(y).toBeLessThan(340);
  }
  const text = htmlOf(<CorridorMap origin={origin} destination={destination} />);
  expect(text).not.toMatch(/NaN|Infinity|undefined/);
  expect(text.length).toBeLessThan(14_000);
  expect(view.land.length).toBeGreaterThan(300);
});

test('the way across the Pacific is the short one', () => {
  const view = viewOf([places.manila, places.losAngeles], size);
  expect(view.place(places.manila).x).toBeLessThan(view.place(places.losAngeles).x);
});

test('the map is named after both places', () => {
  const text = htmlOf(<CorridorMap origin={places.durres} destination={places.venezia} />);
  expect(text).toContain('Map: Durrës and Venezia, joined by a line</title>');
});

test('the list beside a map holds its links, the markers are for the pointer only', () => {
  const text = htmlOf(<PointMap title="Offices" points={[{ ...places.durres, id: '1', href: '/en/offices/1' }]} />);
  expect(text).toContain('<a href="/en/offices/1" tabindex="-1">');
  expect(text).toContain('<li><a class="link" href="/en/offices/1">Durrës</a></li>');
});

test('a map without any place does not fail', () => {
  expect(htmlOf(<PointMap title="Offices" points={[]} />)).not.toMatch(/NaN|Infinity/);
});

test('lines have thickness and an arrow where that is asked for, and two ways between two places do not cover each other', () => {
  const { padova } = places;
  const durres = { ...places.durres, label: 'Durrës' };
  const there = { id: '1', from: durres, to: padova, weight: 4 as const };
  const back = { id: '2', from: padova, to: durres, weight: 1 as const };
  const text = htmlOf(<LinesMap title="People" description="The largest" lines={[there, back]} directed />);
  expect(valuesOf(text, 'class').filter((name) => name.startsWith('map-arc '))).toEqual(['map-arc weight-4', 'map-arc weight-1']);
  expect(text).toMatch(/aria-describedby="([^"]+)".*<desc id="\1">The largest<\/desc>/);
  expect(text).toContain('marker-end="url(#');
  const bends = [...text.matchAll(/Q(\d+) (\d+)/g)].map(([bend]) => bend);
  expect(new Set(bends).size).toBe(2);
  expect(text).toContain('>Durrës</text>');
});

test('names on a map never cover one another, and one without room is left out', () => {
  const near = [
    { x: 100, y: 100, name: 'Padova' },
    { x: 110, y: 104, name: 'Venezia' },
    { x: 300, y: 100, name: 'Durrës' },
    { x: 2, y: 200, name: 'Outside' },
    { x: 400, y: 300, name: '' },
  ];
  expect(labelsOf(near, size).map(({ name }) => name)).toEqual(['Padova', 'Durrës']);
});

const box = { west: 0, east: 10, south: 0, north: 10 };

test('a ring that reaches out of a box is cut along its edge', () => {
  const square = clipRing(
    [
      [5, 5],
      [15, 5],
      [15, 8],
      [5, 8],
    ],
    box,
  );
  expect(square).toHaveLength(4);
  expect(square.every(([lon]) => lon <= 10)).toBe(true);
  expect(
    clipRing(
      [
        [20, 20],
        [30, 20],
        [30, 30],
      ],
      box,
    ),
  ).toEqual([]);
});

test('a line that leaves a box and comes back gives two pieces', () => {
  const line: [number, number][] = [
    [5, 5],
    [15, 5],
    [25, 5],
    [25, 6],
    [15, 6],
    [5, 6],
  ];
  expect(clipLine(line, box)).toEqual([
    [
      [5, 5],
      [15, 5],
    ],
    [
      [15, 6],
      [5, 6],
    ],
  ]);
});
