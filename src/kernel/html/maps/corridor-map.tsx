import type { GeoProjection } from 'd3-geo';
import { useId } from 'preact/hooks';
import { useUi } from '../ui.ts';
import { outlines, projectionFor, type Coordinates, type MapSize } from './outline.ts';

export type MapPlace = Coordinates & { name: string };

export type CorridorMapProps = { origin: MapPlace; destination: MapPlace };

const SIZE: MapSize = { width: 640, height: 400 };

type Point = { x: number; y: number };

/** Both ends of a corridor on a map, joined by an arc. The places' names are its text. */
export function CorridorMap({ origin, destination }: CorridorMapProps) {
  const { t } = useUi();
  const id = useId();
  const projection = projectionFor([origin, destination], SIZE);
  const shapes = outlines(projection);
  const from = pointOf(projection, origin);
  const to = pointOf(projection, destination);
  return (
    <svg class="map corridor-map" viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} role="img" aria-labelledby={id}>
      <title id={id}>{t('html.map.corridor', { origin: origin.name, destination: destination.name })}</title>
      <rect class="map-sea" width={SIZE.width} height={SIZE.height} />
      <path class="map-land" d={shapes.land} />
      <path class="map-borders" d={shapes.borders} fill="none" />
      <path class="map-arc" d={arc(from, to)} fill="none" />
      <PlaceMark point={from} other={to} name={origin.name} />
      <PlaceMark point={to} other={from} name={destination.name} />
    </svg>
  );
}

function pointOf(projection: GeoProjection, place: Coordinates): Point {
  const [x, y] = projection([place.lon, place.lat]) ?? [SIZE.width / 2, SIZE.height / 2];
  return { x: Math.round(x), y: Math.round(y) };
}

/** Whether the line between two places runs up and down rather than across. */
function isUpright(from: Point, to: Point): boolean {
  return Math.abs(to.y - from.y) > Math.abs(to.x - from.x);
}

/** A curve that rises over the straight line, like a bridge. */
function arc(from: Point, to: Point): string {
  const lift = Math.max(30, Math.hypot(to.x - from.x, to.y - from.y) * 0.28);
  const upright = isUpright(from, to);
  const middle = { x: (from.x + to.x) / 2 + (upright ? lift : 0), y: (from.y + to.y) / 2 - (upright ? 0 : lift) };
  return `M${from.x} ${from.y}Q${Math.round(middle.x)} ${Math.round(middle.y)} ${to.x} ${to.y}`;
}

/** A marker whose name stands clear of the arc. */
function PlaceMark({ point, other, name }: { point: Point; other: Point; name: string }) {
  const below = !isUpright(point, other) || point.y > other.y;
  const anchor = point.x < SIZE.width * 0.3 ? 'start' : point.x > SIZE.width * 0.7 ? 'end' : 'middle';
  const shift = anchor === 'start' ? -8 : anchor === 'end' ? 8 : 0;
  return (
    <g class="map-place">
      <circle cx={point.x} cy={point.y} r="8" />
      <text x={point.x + shift} y={point.y} dy={below ? '1.6em' : '-0.8em'} text-anchor={anchor} direction="ltr">
        {name}
      </text>
    </g>
  );
}
