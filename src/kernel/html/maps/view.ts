import { geoMercator } from 'd3-geo';
import { atlasFor, type Box, type Position } from './atlas.ts';
import { clipLine, clipRing, copiesIn } from './clip.ts';

export type Coordinates = { lat: number; lon: number };

export type MapSize = { width: number; height: number };

export type Point = { x: number; y: number };

/** A part of the world on a sheet: where a place lies on it, and its coasts and borders as SVG path data. */
export type MapView = { place: (place: Coordinates) => Point; land: string; borders: string };

/** Smallest width of the shown part of the world, in degrees: nearer in, the outlines turn coarse. */
const LEAST_DEGREES = 7;

/** From this width on, in degrees, the coarse outlines are fine enough. */
const COARSE_DEGREES = 26;

/** Points nearer to each other than this many units of the sheet are drawn as one: it keeps the page small. */
const NEAREST = 2.5;

/** The part of the world that shows all places with room around them. North is up, in Mercator's projection. */
export function viewOf(places: readonly Coordinates[], size: MapSize): MapView {
  const middle = middleLon(places);
  const near = places.map(({ lon, lat }): Position => [nearTo(lon, middle), lat]);
  const lats = near.map(([, lat]) => lat);
  const lat = (Math.min(...lats) + Math.max(...lats)) / 2;
  const reach: Position[] = [...near, [middle - LEAST_DEGREES / 2, lat], [middle + LEAST_DEGREES / 2, lat]];
  const margin = { x: size.width * 0.16, y: size.height * 0.2 };
  // Turned to the middle, longitudes around it are never cut at the date line.
  const projection = geoMercator()
    .rotate([-middle, 0])
    .fitExtent(
      [
        [margin.x, margin.y],
        [size.width - margin.x, size.height - margin.y],
      ],
      { type: 'MultiPoint', coordinates: reach },
    );
  const corner = (x: number, y: number): Position => projection.invert?.([x, y]) ?? [0, 0];
  const [west, north] = corner(0, 0);
  const [east, south] = corner(size.width, size.height);
  const box = widened({ west: nearTo(west, middle - 90), east: nearTo(east, middle + 90), south, north });
  const detail = box.east - box.west > COARSE_DEGREES ? 'coarse' : 'fine';
  const point = ([lon, latitude]: Position): Point => {
    const [x, y] = projection([lon, latitude]) ?? [0, 0];
    return { x: Math.round(x), y: Math.round(y) };
  };
  const { coasts, borders } = atlasFor(detail);
  return {
    place: ({ lon, lat: latitude }) => point([lon, latitude]),
    land: coasts.flatMap((coast) => copiesIn(coast, box).map((ring) => pathOf(clipRing(ring, box).map(point), true))).join(''),
    borders: borders
      .flatMap((border) => copiesIn(border, box).flatMap((line) => clipLine(line, box)))
      .map((line) => pathOf(line.map(point), false))
      .join(''),
  };
}

/** The longitude amid the places, by the shorter way round the globe. */
function middleLon(places: readonly Coordinates[]): number {
  const first = places[0]?.lon ?? 0;
  const lons = places.map(({ lon }) => nearTo(lon, first));
  return (Math.min(...lons) + Math.max(...lons)) / 2;
}

/** The same meridian, written within half a turn of another. */
function nearTo(lon: number, other: number): number {
  return lon + Math.round((other - lon) / 360) * 360;
}

/** A little more than the sheet shows, so that cut edges stay out of sight; never the poles, which lie at infinity. */
function widened({ west, east, south, north }: Box): Box {
  const pad = (east - west) * 0.02;
  return { west: west - pad, east: east + pad, south: Math.max(-80, south - pad), north: Math.min(84, north + pad) };
}

/** Path data in whole units, each step relative to the last. Empty for what is too small to see. */
export function pathOf(points: readonly Point[], closed: boolean, nearest = NEAREST): string {
  const [start, ...rest] = points;
  if (!start) return '';
  let last = start;
  let steps = '';
  rest.forEach((point, index) => {
    const isEnd = !closed && index === rest.length - 1;
    const step = Math.hypot(point.x - last.x, point.y - last.y);
    if (!isEnd && (step === 0 || step < nearest)) return;
    const dy = point.y - last.y;
    steps += `${point.x - last.x}${dy < 0 ? '' : ' '}${dy} `;
    last = point;
  });
  return steps && `M${start.x} ${start.y}l${steps.trimEnd().replaceAll(' -', '-')}${closed ? 'z' : ''}`;
}
