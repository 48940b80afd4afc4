import { feature, mesh } from 'topojson-client';
import coarse from 'world-atlas/countries-110m.json' with { type: 'json' };
import fine from 'world-atlas/countries-50m.json' with { type: 'json' };

/** Longitude and latitude in degrees. */
export type Position = [lon: number, lat: number];

export type Box = { west: number; east: number; south: number; north: number };

/** A coast or a border with the box around it, so that what lies elsewhere is skipped at once. */
export type Outline = { points: Position[]; box: Box };

export type Atlas = { coasts: Outline[]; borders: Outline[] };

const made = new Map<'coarse' | 'fine', Atlas>();

/** The world's coasts (closed rings) and land borders (lines): for parts of the world, or finer for a few countries. */
export function atlasFor(detail: 'coarse' | 'fine'): Atlas {
  const found = made.get(detail) ?? outlinesOf(detail === 'fine' ? fine : coarse);
  made.set(detail, found);
  return found;
}

function outlinesOf(topology: typeof coarse): Atlas {
  const coasts: Outline[] = [];
  for (const { geometry } of feature(topology, topology.objects.land).features) {
    if (geometry.type === 'Polygon') coasts.push(...geometry.coordinates.map(outlineOf));
    if (geometry.type === 'MultiPolygon') coasts.push(...geometry.coordinates.flat().map(outlineOf));
  }
  const borders = mesh(topology, topology.objects.countries, (a, b) => a !== b).coordinates.map(outlineOf);
  return { coasts, borders };
}

/** The line in one piece: where it crosses the date line its longitudes go on beyond 180 degrees instead of jumping. */
function outlineOf(line: number[][]): Outline {
  let before = line[0]?.[0] ?? 0;
  const points = line.map(([lon = 0, lat = 0]): Position => {
    before = lon + Math.round((before - lon) / 360) * 360;
    return [before, lat];
  });
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  const west = lons.reduce((a, b) => Math.min(a, b), Infinity);
  const east = lons.reduce((a, b) => Math.max(a, b), -Infinity);
  const south = lats.reduce((a, b) => Math.min(a, b), 90);
  const north = lats.reduce((a, b) => Math.max(a, b), -90);
  return { points, box: { west, east, south, north } };
}
