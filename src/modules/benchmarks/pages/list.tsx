import { z } from 'zod';
import { Bdi, EmptyState, Link, PageHeading, SearchForm, SelectField, Table, Tag } from '#kernel/html';
import { csv, everyone, fields, holds, page, pageRoute, type Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import type { Comparison } from '../benchmark.ts';
import { kinds } from '../kinds.ts';
import { listPublished } from '../read-comparisons.ts';
import { authorityNames } from './reach.ts';

const PAGE = 20;

/** Published comparisons. */
export const listRoute = pageRoute({
  path: '/benchmarks',
  who: everyone,
  query: z.object({ q: fields.searchText(), kind: fields.maybe(z.enum(kinds)), page: fields.pageNumber(), format: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t } = ctx;
    const exporting = query.format === 'csv';
    const { rows, total } = await listPublished(ctx.trx, {
      words: query.q,
      kind: query.kind,
      ...(exporting ? {} : { limit: PAGE, offset: (query.page - 1) * PAGE }),
    });
    const nameOf = await authorityNames(
      ctx,
      rows.map(({ officeId }) => officeId),
    );
    if (exporting) return csv('benchmarks.csv', listCsv(ctx, rows, nameOf));
    const kept = new URLSearchParams({ ...(query.q ? { q: query.q } : {}), ...(query.kind ? { kind: query.kind } : {}), format: 'csv' });
    return page(
      t('benchmarks.list.title'),
      <>
        <PageHeading title={t('benchmarks.list.title')} lead={t('benchmarks.list.lead')} />
        {holds(ctx, 'planner', 'office-manager', 'auditor') && (
          <p>
            <Link href="/desk/benchmarks">{t('benchmarks.desk.title')}</Link>
          </p>
        )}
        <SearchForm action="/benchmarks" name="q" label={t('benchmarks.list.search')} value={query.q}>
          <SelectField
            name="kind"
            label={t('benchmarks.field.kind')}
            emptyLabel={t('benchmarks.list.any-kind')}
            value={query.kind ?? ''}
            options={kinds.map((value) => ({ value, label: t(`benchmarks.kind.${value}`) }))}
          />
        </SearchForm>
        <Table<Comparison>
          caption={t('benchmarks.list.caption', { count: total })}
          rows={rows}
          rowKey={({ id }) => id}
          paging={{ page: query.page, pageSize: PAGE, total }}
          csvHref={`/benchmarks?${kept.toString()}`}
          columns={[
            {
              key: 'title',
              header: t('benchmarks.field.title'),
              cell: ({ code, title, lang, demonstration }) => (
                <>
                  <Link href={`/benchmarks/${code}`}>
                    <bdi lang={lang}>{title}</bdi>
                  </Link>
                  {demonstration && (
                    <>
                      {' '}
                      <Tag>{t('benchmarks.demonstration')}</Tag>
                    </>
                  )}
                </>
              ),
            },
            { key: 'kind', header: t('benchmarks.field.kind'), cell: ({ kind }) => t(`benchmarks.kind.${kind}`) },
            { key: 'authority', header: t('benchmarks.field.authority'), cell: ({ officeId }) => <Bdi>{nameOf(officeId)}</Bdi> },
            { key: 'version', header: t('benchmarks.field.version'), cell: ({ version }) => String(version) },
          ]}
          empty={<EmptyState title={t('benchmarks.list.none')} />}
        />
      </>,
      { width: 'wide', description: t('benchmarks.list.lead') },
    );
  },
});

function listCsv(ctx: Context, rows: readonly Comparison[], nameOf: (id: Comparison['officeId']) => string): string {
  const headings = ['title', 'kind', 'authority', 'lang', 'version'] as const;
  return writeCsv(
    headings.map((name) => ctx.t(`benchmarks.field.${name}`)),
    rows.map((row) => [row.title, ctx.t(`benchmarks.kind.${row.kind}`), nameOf(row.officeId), row.lang, row.version]),
  );
}
