import type { ComponentChildren } from 'preact';
import { scaleLinear } from 'd3-scale';
import { useId } from 'preact/hooks';
import { Source, type SourceProps } from '../records/source.tsx';
import { useUi } from '../ui.ts';

export type BarRow = {
  key: string;
  label: ComponentChildren;
  /** One value per series; `undefined` where it is not known or withheld. */
  values: readonly (number | undefined)[];
};

export type BarChartProps = {
  title: string;
  /** What the chart shows, in a sentence. */
  description?: string;
  /** Heading of the column of labels: "Sector", "Country". */
  labelHeader: string;
  /** Names of the one to four series; a single one heads the column of figures. */
  series: readonly string[];
  rows: readonly BarRow[];
  source?: SourceProps;
  /** How a figure is written, with its unit; the language's plain number unless given. */
  format?: (value: number) => string;
  /** Words for a value that is not known or withheld. */
  missing?: string;
};

/**
 * Bars that are a table: each row has its label, its bar and its figure, so the chart is its own data table,
 * keeps its letters at reading size on a telephone, and prints.
 */
export function BarChart(props: BarChartProps) {
  const { title, description, labelHeader, series, rows, source } = props;
  const { t, number } = useUi();
  const id = useId();
  const format = props.format ?? number;
  const values = rows.flatMap((row) => row.values.map((value) => value ?? 0));
  const [lowest, highest] = [Math.min(0, ...values), Math.max(0, ...values)];
  const across = scaleLinear([lowest, highest > lowest ? highest : 1], [0, 100]);
  return (
    <figure class="chart bar-chart" aria-labelledby={id}>
      <figcaption id={id} class="chart-title">
        {title}
      </figcaption>
      {description && <p class="chart-description">{description}</p>}
      {series.length > 1 && <Legend series={series} />}
      <table class="bars">
        <thead class="visually-hidden">
          <tr>
            <th scope="col">{labelHeader}</th>
            {series.map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.label}</th>
              {series.map((name, index) => (
                <Bar
                  key={name}
                  index={index}
                  from={across(Math.min(0, row.values[index] ?? 0))}
                  to={across(Math.max(0, row.values[index] ?? 0))}
                  zero={across(0)}
                  text={textOf(row.values[index], format, props.missing ?? t('html.chart.missing'))}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {source && <Source {...source} />}
    </figure>
  );
}

const percent = (value: number) => `${Math.round(value * 10) / 10}%`;

/** A bar from 0 to its figure, to the reader's own side where it is below 0; a line marks 0 where any is. */
function Bar({ from, to, zero, text, index }: { from: number; to: number; zero: number; text: string; index: number }) {
  return (
    <td class="bar-cell">
      <svg class="bar" width="100%" height="100%" aria-hidden="true" focusable="false">
        <rect class={`series-${index + 1}`} width={percent(to - from)} height="100%" rx="2" {...(from > 0 ? { x: percent(from) } : {})} />
        {zero > 0 && <line class="zero-line" x1={percent(zero)} x2={percent(zero)} y1="0" y2="100%" />}
      </svg>
      <span class="bar-figure">{text}</span>
    </td>
  );
}

function textOf(value: number | undefined, format: (value: number) => string, missing: string): string {
  return value === undefined ? missing : format(value);
}

/** Which colour and line is which series. Colours differ in lightness too, and lines in their dashes. */
export function Legend({ series, lines }: { series: readonly string[]; lines?: boolean }) {
  return (
    <ul class="chart-legend">
      {series.map((name, index) => (
        <li key={name}>
          <svg class="legend-mark" viewBox="0 0 24 12" width="24" height="12" aria-hidden="true" focusable="false">
            {lines ? (
              <path class={`line-${index + 1}`} d="M0 6h24" fill="none" />
            ) : (
              <rect class={`series-${index + 1}`} width="24" height="12" rx="2" />
            )}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
