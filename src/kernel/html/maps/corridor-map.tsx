import { useId } from 'preact/hooks';
import { useUi } from '../ui.ts';
import { viewOf, type Coordinates, type MapSize, type Point } from './view.ts';

export type MapPlace = Coordinates & { name: string };

export type CorridorMapProps = { origin: MapPlace; destination: MapPlace };

const SIZE: MapSize = { width: 640, height: 400 };

/** Width of a letter of the largest size, the one used on telephones. */
const LETTER = 20;

/** Both ends of a corridor on a map, joined by an arc. The places' names are its text. */
export function CorridorMap({ origin, destination }: CorridorMapProps) {
  const { t } = useUi();
  const id = useId();
  const view = viewOf([origin, destination], SIZE);
  const from = view.place(origin);
  const to = view.place(destination);
  return (
    <svg class="map corridor-map" viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} role="img" aria-labelledby={id}>
      <title id={id}>{t('html.map.corridor', { origin: origin.name, destination: destination.name })}</title>
      <rect class="map-sea" width={SIZE.width} height={SIZE.height} />
      <path class="map-land" d={view.land} />
      <path class="map-borders" d={view.borders} fill="none" />
      <path class="map-arc" d={arc(from, to)} fill="none" />
      <PlaceMark point={from} other={to} name={origin.name} />
      <PlaceMark point={to} other={from} name={destination.name} />
    </svg>
  );
}

/** Whether the line between two places runs up and down rather than across. */
function isUpright(from: Point, to: Point): boolean {
  return Math.abs(to.y - from.y) > Math.abs(to.x - from.x);
}

/** A curve that rises over the straight line, like a bridge; or hangs below it. */
export function arc(from: Point, to: Point, below = false): string {
  const lift = Math.max(30, Math.hypot(to.x - from.x, to.y - from.y) * 0.28) * (below ? -1 : 1);
  const upright = isUpright(from, to);
  const middle = { x: (from.x + to.x) / 2 + (upright ? lift : 0), y: (from.y + to.y) / 2 - (upright ? 0 : lift) };
  return `M${from.x} ${from.y}Q${Math.round(middle.x)} ${Math.round(middle.y)} ${to.x} ${to.y}`;
}

/** A marker whose name stands clear of the arc. */
function PlaceMark({ point, other, name }: { point: Point; other: Point; name: string }) {
  const below = !isUpright(point, other) || point.y > other.y;
  const anchor = anchorOf(point, other, name.length * LETTER);
  const shift = anchor === 'start' ? -10 : anchor === 'end' ? 10 : 0;
  return (
    <g class="map-place">
      <circle cx={point.x} cy={point.y} r="8" />
      <text x={point.x + shift} y={point.y} dy={below ? '1.6em' : '-0.8em'} text-anchor={anchor} direction="ltr">
        {name}
      </text>
    </g>
  );
}

/** Away from the other place where the sheet has room, else towards it. */
function anchorOf(point: Point, other: Point, width: number): 'start' | 'middle' | 'end' {
  const roomBefore = point.x > width;
  const roomAfter = SIZE.width - point.x > width;
  if (isUpright(point, other) && point.x > width / 2 && SIZE.width - point.x > width / 2) return 'middle';
  if (point.x < other.x) return roomBefore ? 'end' : 'start';
  return roomAfter ? 'start' : 'end';
}
