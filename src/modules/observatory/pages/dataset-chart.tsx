import { BarChart, LineChart } from '#kernel/html';
import type { Context } from '#kernel/http';
import { periodYear } from '../read-period.ts';
import type { StoredSeries } from '../read-series.ts';
import { freeOf, labelOf, numberOf, periodsOf, sourceOf, unitText, type Shown } from './dataset-shown.ts';

/** A line where one series is left, bars where a page of them is; the figures of the pictures are in the table too. */
export function Chart({ ctx, shown, rows }: { ctx: Context; shown: Shown; rows: readonly StoredSeries[] }) {
  const { t } = ctx;
  const [only] = rows;
  const free = freeOf(shown);
  const missing = t('observatory.missing');
  const format = (value: number) => ctx.format.number(value);
  if (!only) return null;
  if (rows.length === 1 && only.periods.length > 1) {
    const points = only.periods.map((period, at) => ({ x: periodYear(period), label: period, values: [numberOf(only.values[at])] }));
    return (
      <LineChart
        title={labelOf(shown, only, free)}
        description={t('observatory.dataset.line', { first: only.periods[0] ?? '', last: only.periods.at(-1) ?? '' })}
        labelHeader={t('observatory.field.period')}
        series={[unitText(shown) ?? t('observatory.field.figure')]}
        points={points}
        format={format}
        missing={missing}
        source={sourceOf(ctx, shown)}
      />
    );
  }
  const period = periodsOf(rows, shown.to).at(-1);
  if (!period || free.length !== 1 || rows.length < 2) return <p class="hint">{t('observatory.dataset.choose-for-chart')}</p>;
  return (
    <BarChart
      title={t('observatory.dataset.in-period', { period })}
      labelHeader={shown.dimensions[free[0] ?? 0]?.label ?? ''}
      series={[unitText(shown) ?? t('observatory.field.figure')]}
      rows={rows.map((row) => ({
        key: String(row.no),
        label: <bdi>{labelOf(shown, row, free)}</bdi>,
        values: [numberOf(row.values[row.periods.indexOf(period)])],
      }))}
      format={format}
      missing={missing}
      source={sourceOf(ctx, shown)}
    />
  );
}
