import { z } from 'zod';
import { Bdi, EmptyState, Link, Notice, PageHeading, SearchForm, Table, Tag } from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, type Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { toLocal } from '#kernel/time';
import { findPlaceByCode, placeIdsWithin, placeName } from '#modules/places';
import { listPublished, type PublishedAnalysis } from '../read-analyses.ts';
import { authoritiesOf, authorityNames } from './reach.ts';

const PAGE = 20;

const dayOf = (ctx: Context, { publishedAt }: PublishedAnalysis) => toLocal(publishedAt.toISOString(), ctx.timeZone).day;

/** Published analyses of the situation of places. */
export const listRoute = pageRoute({
  path: '/analyses',
  who: everyone,
  query: z.object({ q: fields.searchText(), place: fields.searchText(), page: fields.pageNumber(), format: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t } = ctx;
    const place = query.place ? await findPlaceByCode(ctx.trx, query.place) : null;
    const exporting = query.format === 'csv';
    const { rows, total } = await listPublished(ctx.trx, {
      words: query.q,
      ...(place ? { placeIds: await placeIdsWithin(ctx.trx, place.id) } : {}),
      ...(exporting ? {} : { limit: PAGE, offset: (query.page - 1) * PAGE }),
    });
    const nameOf = await authorityNames(
      ctx,
      rows.map(({ officeId }) => officeId),
    );
    if (exporting) return csv('analyses.csv', listCsv(ctx, rows, nameOf));
    const kept = new URLSearchParams({ ...(query.q ? { q: query.q } : {}), ...(place ? { place: place.code } : {}), format: 'csv' });
    return page(
      t('analyses.list.title'),
      <>
        <PageHeading title={t('analyses.list.title')} lead={t('analyses.list.lead')} />
        {authoritiesOf(ctx).length > 0 && (
          <p>
            <Link href="/desk/analyses">{t('analyses.desk.title')}</Link>
          </p>
        )}
        {place && (
          <p>
            {t('analyses.list.about-place', { place: placeName(place, ctx.lang) })}{' '}
            <Link href="/analyses">{t('analyses.list.all-places')}</Link>
          </p>
        )}
        <SearchForm action="/analyses" name="q" label={t('analyses.list.search')} value={query.q} />
        <Table<PublishedAnalysis>
          caption={t('analyses.list.caption', { count: total })}
          rows={rows}
          rowKey={({ id }) => id}
          paging={{ page: query.page, pageSize: PAGE, total }}
          csvHref={`/analyses?${kept.toString()}`}
          columns={[
            {
              key: 'title',
              header: t('analyses.field.title'),
              cell: ({ code, title, lang, demonstration }) => (
                <>
                  <Link href={`/analyses/${code}`}>
                    <bdi lang={lang}>{title}</bdi>
                  </Link>
                  {demonstration && (
                    <>
                      {' '}
                      <Tag>{t('analyses.demonstration')}</Tag>
                    </>
                  )}
                </>
              ),
            },
            { key: 'place', header: t('analyses.field.place'), cell: (row) => <Bdi>{placeName(row.place, ctx.lang)}</Bdi> },
            { key: 'authority', header: t('analyses.field.authority'), cell: ({ officeId }) => <Bdi>{nameOf(officeId)}</Bdi> },
            { key: 'published', header: t('analyses.field.published'), cell: (row) => ctx.format.date(dayOf(ctx, row)) },
          ]}
          empty={<EmptyState title={t('analyses.list.none')} />}
        />
        <Notice>
          <p>
            {t('analyses.list.figures')} <Link href="/indicators">{t('observatory.indicators.title')}</Link>
          </p>
        </Notice>
      </>,
      { width: 'wide', description: t('analyses.list.lead') },
    );
  },
});

function listCsv(ctx: Context, rows: readonly PublishedAnalysis[], nameOf: (id: PublishedAnalysis['officeId']) => string): string {
  const { t } = ctx;
  const headings = ['title', 'place', 'authority', 'published', 'lang', 'version'] as const;
  return writeCsv(
    headings.map((name) => t(`analyses.field.${name}`)),
    rows.map((row) => [row.title, placeName(row.place, ctx.lang), nameOf(row.officeId), dayOf(ctx, row), row.lang, row.version]),
  );
}
