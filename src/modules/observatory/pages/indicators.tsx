import { ButtonLink, EmptyState, Link, PageHeading, Table } from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, type Context } from '#kernel/http';
import type { AnyTranslate } from '#kernel/i18n';
import { writeCsv } from '#kernel/text';
import { z } from 'zod';
import type { Indicator } from '../indicator.ts';
import { listIndicators } from '../read-indicators.ts';
import { mayImport } from './list.tsx';

const PAGE = 50;

/** The library of indicators: what the network follows, and from where each is read. */
export const indicatorsRoute = pageRoute({
  path: '/indicators',
  who: everyone,
  query: z.object({ page: fields.pageNumber(), format: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t } = ctx;
    const all = await listIndicators(ctx.trx);
    if (query.format === 'csv') return csv('indicators.csv', listCsv(ctx, all));
    return page(
      t('observatory.indicators.title'),
      <>
        <PageHeading title={t('observatory.indicators.title')} lead={t('observatory.indicators.lead')} />
        {mayImport(ctx) && (
          <ButtonLink kind="secondary" href="/indicators/new">
            {t('observatory.indicators.new')}
          </ButtonLink>
        )}
        <Table<Indicator>
          caption={t('observatory.indicators.title')}
          hideCaption
          rows={all.slice((query.page - 1) * PAGE, query.page * PAGE)}
          rowKey={({ id }) => id}
          paging={{ page: query.page, pageSize: PAGE, total: all.length }}
          csvHref="/indicators?format=csv"
          columns={[
            {
              key: 'name',
              header: t('observatory.indicator.name'),
              cell: ({ id, name, language }) => (
                <Link href={`/indicators/${id}`}>
                  <bdi lang={language}>{name}</bdi>
                </Link>
              ),
            },
            { key: 'unit', header: t('observatory.field.unit'), cell: ({ unit, language }) => <bdi lang={language}>{unit}</bdi> },
            { key: 'direction', header: t('observatory.indicator.direction'), cell: ({ direction }) => directionText(ctx, direction) },
            { key: 'source', header: t('observatory.indicator.source'), cell: (one) => sourceKind(ctx, one) },
          ]}
          empty={<EmptyState title={t('observatory.indicators.none')} />}
        />
        <p>
          <Link href="/statistics">{t('observatory.list.title')}</Link>
        </p>
      </>,
      { width: 'wide', description: t('observatory.indicators.lead') },
    );
  },
});

// uses messages: observatory.direction.*
export function directionText(ctx: Context, direction: Indicator['direction']): string {
  return (ctx.t as AnyTranslate)(`observatory.direction.${direction}`); // a closed list
}

function sourceKind({ t, format }: Context, { datasetId, ownCount }: Indicator): string {
  return format.list([...(datasetId ? [t('observatory.indicator.official')] : []), ...(ownCount ? [t('observatory.indicator.own')] : [])]);
}

function listCsv(ctx: Context, rows: readonly Indicator[]): string {
  const { t } = ctx;
  const headings = [
    t('observatory.indicator.name'),
    t('observatory.indicator.definition'),
    t('observatory.field.unit'),
    t('observatory.indicator.numerator'),
    t('observatory.indicator.denominator'),
    t('observatory.indicator.direction'),
    t('observatory.indicator.source'),
  ];
  return writeCsv(
    headings,
    rows.map((row) => [
      row.name,
      row.definition,
      row.unit,
      row.numerator,
      row.denominator ?? '',
      directionText(ctx, row.direction),
      sourceKind(ctx, row),
    ]),
  );
}
