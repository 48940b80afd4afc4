import { BarChart, EmptyState, Section, Table } from '#kernel/html';
import type { Context } from '#kernel/http';
import { shareOf, type ShownFigure, type ShownRow, type Split } from './figure.ts';
import type { PlainTable } from './say-tables.ts';
import type { ShownCount } from './sum-shown.ts';

/** Words of how rows are split, for headings. */
export function splitWords({ t }: Context, split: Split): string {
  return t(`app.counts.by.${split}`);
}

function cellOf({ t, format }: Context, count: ShownCount) {
  if (count === null) return <abbr title={t('app.counts.withheld-short')}>×</abbr>;
  return typeof count === 'number' ? format.number(count) : t('app.counts.at-least', { count: count.atLeast });
}

/** The bar of a count: as long as what is known of it. */
const barOf = (count: ShownCount): number | undefined => (typeof count === 'number' ? count : count?.atLeast);

/** A figure with its definition, a chart of its rows, and the table with everything. */
export function FigureSection({ ctx, figure, split }: { ctx: Context; figure: ShownFigure; split: Split }) {
  const { t } = ctx;
  const rows = figure.splits[split];
  const charted = (rows ?? []).filter(({ total }) => total !== 0);
  return (
    <Section title={figure.title} id={figure.key}>
      <p class="hint">{figure.definition}</p>
      {!rows && <p>{t('app.counts.no-split', { split: splitWords(ctx, split) })}</p>}
      {rows && figure.columns.length === 0 && <EmptyState title={t('app.counts.nothing')} />}
      {rows && figure.columns.length > 0 && (
        <>
          {!figure.unlike && charted.filter(({ total }) => total !== null).length > 1 && (
            <BarChart
              title={splitWords(ctx, split)}
              labelHeader={splitWords(ctx, split)}
              series={[t('app.counts.total')]}
              rows={charted.map(({ key, label, total }) => ({ key, label, values: [barOf(total)] }))}
              missing={t('app.counts.withheld-short')}
            />
          )}
          <FigureTable ctx={ctx} figure={figure} rows={rows} split={split} />
        </>
      )}
    </Section>
  );
}

function FigureTable({ ctx, figure, rows, split }: { ctx: Context; figure: ShownFigure; rows: ShownRow[]; split: Split }) {
  const { t, format } = ctx;
  const share = (row: Pick<ShownRow, 'cells' | 'total'>) => {
    const value = shareOf(figure, row);
    return value === null ? '–' : format.percent(value / 100);
  };
  return (
    <Table<ShownRow>
      caption={figure.title}
      hideCaption
      narrow="scroll"
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        { key: 'label', header: splitWords(ctx, split), cell: (row) => row.label },
        ...figure.columns.map((column, index) => ({
          key: `c-${column.key}`,
          header: column.label,
          numeric: true,
          cell: (row: ShownRow) => cellOf(ctx, row.cells[index] ?? null),
        })),
        ...(figure.unlike
          ? []
          : [{ key: 'total', header: t('app.counts.total'), numeric: true, cell: (row: ShownRow) => cellOf(ctx, row.total) }]),
        ...(figure.share ? [{ key: 'share', header: figure.share.label, numeric: true, cell: share }] : []),
      ]}
      foot={[
        t(split === 'track' ? 'app.counts.everybody' : 'app.counts.total'),
        ...figure.columnTotals.map((count) => cellOf(ctx, count)),
        ...(figure.unlike ? [] : [cellOf(ctx, figure.total)]),
        ...(figure.share ? [share({ cells: figure.columnTotals, total: figure.total })] : []),
      ]}
    />
  );
}

/** A table that has no split of people. */
export function PlainSection({ ctx, one }: { ctx: Context; one: PlainTable }) {
  const { t } = ctx;
  const { table } = one;
  return (
    <Section title={one.title} id={one.key}>
      <p class="hint">{one.definition}</p>
      <Table
        caption={one.title}
        hideCaption
        narrow="scroll"
        rows={table.rows}
        rowKey={(row) => row.key}
        columns={[
          { key: 'label', header: one.rowHeader, cell: (row) => row.label },
          ...table.columns.map((column, index) => ({
            key: `c-${column.key}`,
            header: column.label,
            numeric: true,
            cell: (row: PlainTable['table']['rows'][number]) => cellOf(ctx, row.cells[index] ?? null),
          })),
          { key: 'total', header: t('app.counts.total'), numeric: true, cell: (row) => cellOf(ctx, row.total) },
        ]}
        foot={[t('app.counts.total'), ...table.columnTotals.map((count) => cellOf(ctx, count)), cellOf(ctx, table.total)]}
        empty={<EmptyState title={t('app.counts.nothing')} />}
      />
    </Section>
  );
}
