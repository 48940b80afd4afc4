import { useId } from 'preact/hooks';
import { arc } from './corridor-map.tsx';
import { viewOf, type Coordinates, type MapSize } from './view.ts';

export type MapLine = { id: string; from: Coordinates; to: Coordinates };

export type LinesMapProps = { title: string; lines: MapLine[] };

const SIZE: MapSize = { width: 760, height: 420 };

/** Many pairs of places at a glance, each joined by an arc. Goes with a table of the same pairs, which is what is read aloud. */
export function LinesMap({ title, lines }: LinesMapProps) {
  const id = useId();
  if (lines.length === 0) return null;
  const ends = lines.flatMap(({ from, to }) => [from, to]);
  const view = viewOf(ends, SIZE);
  const dots = new Map(ends.map(view.place).map((point) => [`${point.x} ${point.y}`, point]));
  return (
    <svg class="map lines-map" viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} role="img" aria-labelledby={id}>
      <title id={id}>{title}</title>
      <rect class="map-sea" width={SIZE.width} height={SIZE.height} />
      <path class="map-land" d={view.land} />
      <path class="map-borders" d={view.borders} fill="none" />
      {lines.map((line) => (
        <path key={line.id} class="map-arc" d={arc(view.place(line.from), view.place(line.to))} fill="none" />
      ))}
      <g class="map-place">
        {[...dots].map(([key, { x, y }]) => (
          <circle key={key} cx={x} cy={y} r="4" />
        ))}
      </g>
    </svg>
  );
}
