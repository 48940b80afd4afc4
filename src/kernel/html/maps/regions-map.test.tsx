import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { htmlOf, valuesOf } from '../testing.ts';
import type { Position } from './atlas.ts';
import { RegionsMap, type MapArea } from './regions-map.tsx';

const square = (lon: number, lat: number): Position[] => [
  [lon, lat],
  [lon + 1, lat],
  [lon + 1, lat + 1],
  [lon, lat + 1],
];
const areas: MapArea[] = [
  { key: 'A', rings: [square(0, 0)], about: 'North: 0', level: 1 },
  { key: 'B', rings: [square(1, 0), square(3, 0)], about: 'South <b>: 9', level: 2 },
  { key: 'C', rings: [square(2, 0)], about: 'Hills: no figure', level: null },
];
const map = {
  title: 'Regions in 2024',
  description: 'Three regions',
  areas,
  classes: ['0 to 3', '4 to 9'],
  missing: 'no figure',
  keyLabel: 'Patterns',
};
const text = htmlOf(<RegionsMap {...map} />);

test('each class has a pattern of its own, and a region without a figure another one than zero', () => {
  const fills = [...text.matchAll(/class="map-region" d="[^"]+" fill="url\(#([^)]+)\)"/g)].map(([, id]) => id);
  expect(fills.map((id) => id?.at(-1))).toEqual(['1', '2', '0']);
  for (const id of fills) expect(text).toContain(`<pattern id="${id}"`);
  expect(text).toMatch(/area-mark-0" d="M0 10/);
});

test('the key has the classes from low to high and the hatching last, in words', () => {
  expect([...text.matchAll(/<li>.*?<span>(.*?)<\/span>/g)].map(([, words]) => words)).toEqual(['0 to 3', '4 to 9', 'no figure']);
  const whole = htmlOf(<RegionsMap {...map} areas={areas.slice(0, 2)} />);
  expect(whole).not.toContain('<span>no figure</span>');
});

test('it has a name and a description for who does not see it, and its words are text', () => {
  expect(text).toMatch(
    /role="img" aria-labelledby="([^"]+)" aria-describedby="\1-about"><title id="\1">Regions in 2024<\/title><desc id="\1-about">Three regions/,
  );
  expect(text).toContain('South &lt;b>: 9');
});

test('regions on both sides of the date line are drawn side by side', () => {
  const sizes = (list: MapArea[]) =>
    valuesOf(htmlOf(<RegionsMap {...map} areas={list} />), 'd')
      .filter((path) => path.endsWith('z'))
      .map((path) => path.length);
  const across = [square(179, -17), square(-180, -17)].map((ring, at): MapArea => ({
    key: String(at),
    rings: [ring],
    about: '',
    level: 1,
  }));
  const html = htmlOf(<RegionsMap {...map} areas={across} />);
  expect(html).not.toMatch(/NaN|Infinity/);
  expect(sizes(across).length).toBe(2);
  const starts = [...html.matchAll(/d="M(\d+) (\d+)l/g)].map(([, x]) => Number(x));
  expect(Math.abs((starts[0] ?? 0) - (starts[1] ?? 0))).toBeLessThan(400);
});

test('as many regions and points as are ever kept stay far below what a page may cost', () => {
  const bent = (at: number): Position[] =>
    Array.from({ length: 10 }, (_, corner) => [
      (at % 16) + 0.5 * Math.cos(corner * 0.63) * (1 + 0.3 * Math.sin(at * 7.1 + corner * 3.3)),
      36 + Math.floor(at / 16) + 0.5 * Math.sin(corner * 0.63) * (1 + 0.3 * Math.cos(at * 5.7 + corner * 4.1)),
    ]);
  const many = Array.from({ length: 250 }, (_, at): MapArea => ({
    key: String(at),
    rings: [bent(at)],
    about: `Region ${at}: ${at * 37.3}`,
    level: 3,
  }));
  const size = gzipSync(htmlOf(<RegionsMap {...map} areas={many} />)).length;
  expect(size).toBeGreaterThan(5_000);
  expect(size).toBeLessThan(20_000);
});
