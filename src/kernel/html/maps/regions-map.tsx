import { useId } from 'preact/hooks';
import type { Position } from './atlas.ts';
import { regionsView } from './regions-view.ts';
import type { MapSize } from './view.ts';

/** How much, in classes from low to high. */
export type AreaLevel = 1 | 2 | 3 | 4 | 5;

export type MapArea = {
  key: string;
  /** Outer rings and holes alike, in degrees; the last point is not the first again. */
  rings: readonly (readonly Position[])[];
  /** Name and figure, for who points at it. */
  about: string;
  /** Null where there is no figure. */
  level: AreaLevel | null;
};

export type RegionsMapProps = {
  title: string;
  description: string;
  areas: readonly MapArea[];
  /** What each class means, from low to high. */
  classes: readonly string[];
  /** What the hatching means. */
  missing: string;
  keyLabel: string;
};

const SIZE: MapSize = { width: 640, height: 480 };

/** Marks of the classes: who does not tell the colours apart tells these. The first has none, the last is full. */
const MARKS: Readonly<Record<AreaLevel | 0, string>> = {
  0: 'M0 10 10 0M-2 2 2-2M8 12 12 8',
  1: '',
  2: 'M4 5h2',
  3: 'M0 5h10',
  4: 'M0 2.5h10M0 7.5h10M5 0v10',
  5: '',
};
const LEVELS = [0, 1, 2, 3, 4, 5] as const;

/** Figures by region in a few classes, each with a pattern of its own; regions without a figure are hatched. Goes with a table. */
export function RegionsMap({ title, description, areas, classes, missing, keyLabel }: RegionsMapProps) {
  const id = useId();
  const paths = regionsView(areas, SIZE);
  const fill = (level: AreaLevel | 0) => `url(#${id}-${level})`;
  const used = LEVELS.filter((level) => (level === 0 ? areas.some((area) => area.level === null) : level <= classes.length));
  return (
    <figure class="regions-map">
      <svg class="map" viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} role="img" aria-labelledby={id} aria-describedby={`${id}-about`}>
        <title id={id}>{title}</title>
        <desc id={`${id}-about`}>{description}</desc>
        <defs>
          {LEVELS.map((level) => (
            <pattern key={level} id={`${id}-${level}`} width="10" height="10" patternUnits="userSpaceOnUse">
              <rect class={`area-${level}`} width="10" height="10" />
              <path class={`area-mark-${level}`} d={MARKS[level]} fill="none" />
            </pattern>
          ))}
        </defs>
        {areas.map(({ key, about, level }, index) => (
          <path key={key} class="map-region" d={paths[index]} fill={fill(level ?? 0)} fill-rule="evenodd">
            <title>{about}</title>
          </path>
        ))}
      </svg>
      <ul class="chart-legend" aria-label={keyLabel}>
        {[...used.filter((level) => level > 0), ...used.filter((level) => level === 0)].map((level) => (
          <li key={level}>
            <svg class="map-swatch" viewBox="0 0 30 20" width="30" height="20" aria-hidden="true" focusable="false">
              <rect class="map-region" x="0.5" y="0.5" width="29" height="19" fill={fill(level)} />
            </svg>
            <span>{level === 0 ? missing : classes[level - 1]}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
