import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { useId } from 'preact/hooks';
import type { Direction } from '#kernel/i18n';
import { Source, type SourceProps } from '../records/source.tsx';
import { Details } from '../text/details.tsx';
import { useUi } from '../ui.ts';
import { Legend } from './bar-chart.tsx';

export type LinePoint = {
  /** Place on the axis: a year, or days since some day. */
  x: number;
  label: string;
  /** One value per series; `undefined` breaks the line. */
  values: readonly (number | undefined)[];
};

export type LineChartProps = {
  title: string;
  /** The chart in a sentence: what rises, what falls. Read instead of the picture. */
  description: string;
  labelHeader: string;
  series: readonly string[];
  points: readonly LinePoint[];
  source?: SourceProps;
  format?: (value: number) => string;
  missing?: string;
};

type Scales = { x: (value: number) => number; y: (value: number) => number; ticks: number[] };

/**
 * Lines over time, with the table of the same figures below. Positions are percentages and letters are not
 * scaled, so that the chart fills any width and stays readable.
 */
export function LineChart(props: LineChartProps) {
  const { t, number, dir } = useUi();
  const id = useId();
  const format = props.format ?? number;
  const scales = scalesOf(props.points, dir);
  return (
    <figure class="chart line-chart" aria-labelledby={`${id}-title`}>
      <figcaption id={`${id}-title`} class="chart-title">
        {props.title}
      </figcaption>
      {props.series.length > 1 && <Legend series={props.series} lines />}
      <svg class="plot" width="100%" role="img" aria-labelledby={`${id}-title ${id}-desc`}>
        <desc id={`${id}-desc`}>{props.description}</desc>
        {scales.ticks.map((tick) => (
          <line key={tick} class="gridline" x1="0" x2="100%" y1={`${scales.y(tick)}%`} y2={`${scales.y(tick)}%`} />
        ))}
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%">
          {props.series.map((name, index) => (
            <path
              key={name}
              class={`line-${index + 1}`}
              fill="none"
              vector-effect="non-scaling-stroke"
              d={pathOf(props.points, index, scales)}
            />
          ))}
        </svg>
        <Dots {...props} scales={scales} />
        <Labels points={props.points} scales={scales} dir={dir} format={format} />
      </svg>
      <p class="chart-description">{props.description}</p>
      <Details summary={t('html.chart.table')}>
        <FigureTable {...props} format={format} missing={props.missing ?? t('html.chart.missing')} />
      </Details>
      {props.source && <Source {...props.source} />}
    </figure>
  );
}

function scalesOf(points: readonly LinePoint[], dir: Direction): Scales {
  const values = points.flatMap((point) => point.values.filter((value) => value !== undefined));
  const xs = points.map((point) => point.x);
  const across: [number, number] = dir === 'rtl' ? [93, 2] : [7, 98];
  const y = scaleLinear([Math.min(0, ...values), Math.max(0, ...values) || 1], [88, 10]).nice(4);
  const x = scaleLinear([Math.min(...xs), Math.max(...xs)], across);
  return { x: (value) => round(x(value)), y: (value) => round(y(value)), ticks: y.ticks(4) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function pathOf(points: readonly LinePoint[], index: number, scales: Scales): string {
  const draw = line<LinePoint>()
    .defined((point) => point.values[index] !== undefined)
    .x((point) => scales.x(point.x))
    .y((point) => scales.y(point.values[index] ?? 0));
  return draw(points) ?? '';
}

function Dots({ series, points, scales }: LineChartProps & { scales: Scales }) {
  return (
    <>
      {series.flatMap((name, index) =>
        points.map((point) => {
          const value = point.values[index];
          if (value === undefined) return null;
          return <circle key={name + point.x} class={`dot-${index + 1}`} cx={`${scales.x(point.x)}%`} cy={`${scales.y(value)}%`} r="3.5" />;
        }),
      )}
    </>
  );
}

type LabelsProps = { points: readonly LinePoint[]; scales: Scales; dir: Direction; format: (value: number) => string };

/** Figures on the grid lines and, below, as many of the points' names as have room. */
function Labels({ points, scales, dir, format }: LabelsProps) {
  const every = Math.ceil(points.length / 8);
  const start = dir === 'rtl' ? '100%' : '0';
  return (
    <g aria-hidden="true">
      {scales.ticks.map((tick) => (
        <text key={tick} class="axis-label" x={start} y={`${scales.y(tick)}%`} dy="-4" text-anchor="start">
          {format(tick)}
        </text>
      ))}
      {points.map((point, index) => {
        const last = index === points.length - 1;
        if (!last && (index % every !== 0 || points.length - 1 - index < every)) return null;
        const anchor = index === 0 ? 'start' : last ? 'end' : 'middle';
        const minor = index !== 0 && !last;
        return (
          <text
            key={point.x}
            class={minor ? 'axis-label axis-minor' : 'axis-label'}
            x={`${scales.x(point.x)}%`}
            y="98%"
            text-anchor={anchor}
          >
            {point.label}
          </text>
        );
      })}
    </g>
  );
}

type FigureTableProps = LineChartProps & { format: (value: number) => string; missing: string };

function FigureTable({ labelHeader, series, points, format, missing, title }: FigureTableProps) {
  return (
    <div class="table-region table-scroll" role="region" tabIndex={0} aria-label={title}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{labelHeader}</th>
            {series.map((name) => (
              <th key={name} scope="col" class="numeric">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.x}>
              <th scope="row">{point.label}</th>
              {series.map((name, index) => {
                const value = point.values[index];
                return (
                  <td key={name} class="numeric">
                    {value === undefined ? missing : format(value)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
