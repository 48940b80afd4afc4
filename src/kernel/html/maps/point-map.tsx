import type { ComponentChildren } from 'preact';
import { Link } from '../text/link.tsx';
import { useHref } from '../text/use-href.ts';
import { useUi } from '../ui.ts';
import type { MapPlace } from './corridor-map.tsx';
import { viewOf, type MapSize } from './view.ts';

export type PointMapProps = {
  title: string;
  points: readonly (MapPlace & { id: string; href?: string; note?: ComponentChildren })[];
};

const SIZE: MapSize = { width: 560, height: 420 };

/** Places on a map with numbered markers, and beside it the same places as a list: the list is what is read aloud. */
export function PointMap({ title, points }: PointMapProps) {
  const { number } = useUi();
  const resolve = useHref();
  const view = viewOf(points, SIZE);
  return (
    <div class="point-map" role="group" aria-label={title}>
      <svg class="map" viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} aria-hidden="true" focusable="false">
        <rect class="map-sea" width={SIZE.width} height={SIZE.height} />
        <path class="map-land" d={view.land} />
        <path class="map-borders" d={view.borders} fill="none" />
        {points.map((point, index) => {
          const { x, y } = view.place(point);
          const mark = (
            <g class="map-number">
              <circle cx={x} cy={y} r="13" />
              <text x={x} y={y} dy="0.35em" text-anchor="middle">
                {number(index + 1)}
              </text>
            </g>
          );
          return point.href ? (
            <a key={point.id} href={resolve(point.href)} tabindex={-1}>
              {mark}
            </a>
          ) : (
            <g key={point.id}>{mark}</g>
          );
        })}
      </svg>
      <ol class="point-list">
        {points.map((point) => (
          <li key={point.id}>
            {point.href ? <Link href={point.href}>{point.name}</Link> : point.name}
            {point.note && <div class="point-note">{point.note}</div>}
          </li>
        ))}
      </ol>
    </div>
  );
}
