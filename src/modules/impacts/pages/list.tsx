import { z } from 'zod';
import { Bdi, EmptyState, Link, PageHeading, SearchForm, Table, Tag } from '#kernel/html';
import { csv, everyone, fields, holds, page, pageRoute, type Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { placeName } from '#modules/places';
import type { Impact } from '../impact.ts';
import { listPublished } from '../read-impacts.ts';
import { authorityNames } from './reach.ts';

const PAGE = 20;

/** Published impact analyses. */
export const listRoute = pageRoute({
  path: '/impacts',
  who: everyone,
  query: z.object({ q: fields.searchText(), page: fields.pageNumber(), format: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t } = ctx;
    const exporting = query.format === 'csv';
    const { rows, total } = await listPublished(ctx.trx, {
      words: query.q,
      ...(exporting ? {} : { limit: PAGE, offset: (query.page - 1) * PAGE }),
    });
    const nameOf = await authorityNames(
      ctx,
      rows.flatMap(({ officeId, subjectOfficeId }) => [officeId, subjectOfficeId]),
    );
    if (exporting) return csv('impacts.csv', listCsv(ctx, rows, nameOf));
    const kept = new URLSearchParams({ ...(query.q ? { q: query.q } : {}), format: 'csv' });
    return page(
      t('impacts.list.title'),
      <>
        <PageHeading title={t('impacts.list.title')} lead={t('impacts.list.lead')} />
        {holds(ctx, 'planner', 'office-manager', 'auditor') && (
          <p>
            <Link href="/desk/impacts">{t('impacts.desk.title')}</Link>
          </p>
        )}
        <SearchForm action="/impacts" name="q" label={t('impacts.list.search')} value={query.q} />
        <Table<Impact>
          caption={t('impacts.list.caption', { count: total })}
          rows={rows}
          rowKey={({ id }) => id}
          paging={{ page: query.page, pageSize: PAGE, total }}
          csvHref={`/impacts?${kept.toString()}`}
          columns={[
            {
              key: 'title',
              header: t('impacts.field.title'),
              cell: ({ code, title, lang, demonstration }) => (
                <>
                  <Link href={`/impacts/${code}`}>
                    <bdi lang={lang}>{title}</bdi>
                  </Link>
                  {demonstration && (
                    <>
                      {' '}
                      <Tag>{t('impacts.demonstration')}</Tag>
                    </>
                  )}
                </>
              ),
            },
            { key: 'place', header: t('impacts.field.place'), cell: ({ place }) => <Bdi>{placeName(place, ctx.lang)}</Bdi> },
            { key: 'authority', header: t('impacts.field.authority'), cell: ({ officeId }) => <Bdi>{nameOf(officeId)}</Bdi> },
            { key: 'version', header: t('impacts.field.version'), cell: ({ published }) => String(published) },
          ]}
          empty={<EmptyState title={t('impacts.list.none')} />}
        />
      </>,
      { width: 'wide', description: t('impacts.list.lead') },
    );
  },
});

function listCsv(ctx: Context, rows: readonly Impact[], nameOf: (id: Impact['officeId']) => string): string {
  const headings = ['title', 'place', 'subject', 'authority', 'lang', 'version'] as const;
  return writeCsv(
    headings.map((name) => ctx.t(`impacts.field.${name}`)),
    rows.map((row) => [
      row.title,
      placeName(row.place, ctx.lang),
      row.subjectOfficeId ? nameOf(row.subjectOfficeId) : '',
      nameOf(row.officeId),
      row.lang,
      row.published,
    ]),
  );
}
