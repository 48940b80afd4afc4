import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useUi } from '../ui.ts';

export type SpanRow = {
  key: string;
  label: ComponentChildren;
  /** First and last place on the axis; null where one of them is not known: no bar then, and `when` says so. */
  span: readonly [number, number] | null;
  /** The same in words: "March 2027 to June 2028". */
  when: string;
};

export type SpanChartProps = {
  title: string;
  description?: string;
  labelHeader: string;
  whenHeader: string;
  /** Both ends of the axis: days since some day. */
  from: number;
  to: number;
  ticks: readonly { at: number; label: string }[];
  rows: readonly SpanRow[];
};

/**
 * When things happen, one bar a row on one axis (a Gantt chart). The picture is its own table: each row says its days in words, so it
 * reads aloud, prints, and holds on a telephone.
 */
export function SpanChart({ title, description, labelHeader, whenHeader, from, to, ticks, rows }: SpanChartProps) {
  const { dir } = useUi();
  const id = useId();
  const along = (at: number) => Math.round(((at - from) / Math.max(1, to - from)) * 1000) / 10;
  const marks = ticks.map(({ at, label }) => ({ label, at: along(at) })).filter(({ at }) => at >= 0 && at < 100);
  return (
    <figure class="chart span-chart" aria-labelledby={id}>
      <figcaption id={id} class="chart-title">
        {title}
      </figcaption>
      {description && <p class="chart-description">{description}</p>}
      <table class="bars">
        <thead class="visually-hidden">
          <tr>
            <th scope="col">{labelHeader}</th>
            <th scope="col">{whenHeader}</th>
          </tr>
        </thead>
        <tbody>
          <tr aria-hidden="true">
            <td />
            <td class="bar-cell">
              <svg width="100%" height="20" focusable="false">
                {marks.map(({ at, label }) => (
                  <text key={label} class="axis-label" x={`${dir === 'rtl' ? 100 - at : at}%`} y="14" text-anchor="start">
                    {label}
                  </text>
                ))}
              </svg>
            </td>
          </tr>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.label}</th>
              <td class="bar-cell">
                <svg class="bar" width="100%" height="100%" aria-hidden="true" focusable="false">
                  {marks.map(({ at, label }) => (
                    <line key={label} class="gridline" x1={`${at}%`} x2={`${at}%`} y1="0" y2="100%" />
                  ))}
                  {row.span && <Span start={along(row.span[0])} end={along(row.span[1])} />}
                </svg>
                <span>{row.when}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

/** A bar between two places of the axis, never too thin to be seen. */
function Span({ start, end }: { start: number; end: number }) {
  const [first, last] = [Math.min(Math.max(0, start), 99), Math.min(100, end)];
  return <rect class="series-1" x={`${first}%`} width={`${Math.max(1, Math.round((last - first) * 10) / 10)}%`} height="100%" rx="2" />;
}
