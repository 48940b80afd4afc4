import { useId } from 'preact/hooks';
import { arc } from './corridor-map.tsx';
import { labelsOf } from './place-labels.ts';
import { viewOf, type Coordinates, type MapSize } from './view.ts';

/** How thick a line is, from 1. */
export type LineWeight = 1 | 2 | 3 | 4;

type End = Coordinates & { label?: string };

export type MapLine = { id: string; from: End; to: End; weight?: LineWeight };

export type LinesMapProps = {
  title: string;
  lines: readonly MapLine[];
  /** What the picture shows, for who does not see it; the figures are in the table beside it. */
  description?: string;
  /** An arrow at the second place of each line. */
  directed?: boolean;
};

const SIZE: MapSize = { width: 760, height: 420 };

/** Many pairs of places at a glance, each joined by an arc. Goes with a table of the same pairs, which is what is read aloud. */
export function LinesMap({ title, lines, description, directed = false }: LinesMapProps) {
  const id = useId();
  if (lines.length === 0) return null;
  const ends = lines.flatMap(({ from, to }) => [from, to]);
  const view = viewOf(ends, SIZE);
  const dots = new Map(ends.map((end) => [keyOf(end), { ...view.place(end), name: end.label ?? '' }]));
  const both = new Set(lines.map(({ from, to }) => `${keyOf(from)} ${keyOf(to)}`));
  return (
    <svg
      class="map lines-map"
      viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
      role="img"
      aria-labelledby={id}
      aria-describedby={description ? `${id}-about` : undefined}
    >
      <title id={id}>{title}</title>
      {description && <desc id={`${id}-about`}>{description}</desc>}
      {directed && <Arrow id={`${id}-arrow`} />}
      <rect class="map-sea" width={SIZE.width} height={SIZE.height} />
      <path class="map-land" d={view.land} />
      <path class="map-borders" d={view.borders} fill="none" />
      {lines.map(({ id: key, from, to, weight }) => (
        <path
          key={key}
          class={weight ? `map-arc weight-${weight}` : 'map-arc'}
          // Of a pair in both directions the second bends to the other side: neither hides the other.
          d={arc(view.place(from), view.place(to), both.has(`${keyOf(to)} ${keyOf(from)}`) && keyOf(from) > keyOf(to))}
          fill="none"
          marker-end={directed ? `url(#${id}-arrow)` : undefined}
        />
      ))}
      <g class="map-place">
        {[...dots].map(([key, { x, y }]) => (
          <circle key={key} cx={x} cy={y} r="4" />
        ))}
        {labelsOf([...dots.values()], SIZE).map(({ x, y, name }) => (
          <text key={`${x} ${y}`} x={x} y={y} dy="-0.6em" text-anchor="middle" direction="ltr">
            {name}
          </text>
        ))}
      </g>
    </svg>
  );
}

function keyOf({ lat, lon }: Coordinates): string {
  return `${lat} ${lon}`;
}

/** Of one size for every line: it says the direction, not the amount. */
function Arrow({ id }: { id: string }) {
  return (
    <defs>
      <marker id={id} viewBox="0 0 10 10" refX="9" refY="5" markerWidth="12" markerHeight="12" markerUnits="userSpaceOnUse" orient="auto">
        <path class="map-arrow" d="M0 0 10 5 0 10z" />
      </marker>
    </defs>
  );
}
