import { z } from 'zod';
import {
  ButtonGroup,
  ButtonLink,
  EmptyState,
  FilterForm,
  Link,
  PageHeading,
  Provenance,
  SelectField,
  Table,
  Tag,
  TextField,
} from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, type Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { datasetFilters, listDatasets, type DatasetEntry } from '../read-datasets.ts';
import { publishedText } from './figure-text.tsx';

const PAGE = 20;

const query = z.object({
  q: fields.searchText(),
  publisher: fields.searchText(),
  country: fields.searchText(),
  page: fields.pageNumber(),
  format: fields.searchText(),
});

/** Official statistics that the network holds. */
export const statisticsRoute = pageRoute({
  path: '/statistics',
  who: everyone,
  query,
  view: async (ctx, { query: asked }) => {
    const { t, trx, lang, format } = ctx;
    const all = asked.format === 'csv';
    const filter = { words: asked.q, publisher: asked.publisher || null, country: asked.country || null };
    const { rows, total } = await listDatasets(trx, { ...filter, ...(all ? {} : { limit: PAGE, offset: (asked.page - 1) * PAGE }) });
    if (all) return csv('statistics.csv', listCsv(ctx, rows));
    const { publishers, countries } = await datasetFilters(trx);
    const named = countries
      .map((value) => ({ value, label: format.countryName(value) }))
      .toSorted((a, b) => a.label.localeCompare(b.label, lang));
    const kept = new URLSearchParams(
      Object.entries({ q: asked.q, publisher: asked.publisher, country: asked.country, format: 'csv' }).filter(([, value]) => value),
    );
    return page(
      t('observatory.list.title'),
      <>
        <PageHeading title={t('observatory.list.title')} lead={t('observatory.list.lead')} />
        {mayImport(ctx) && (
          <ButtonGroup>
            <ButtonLink kind="secondary" href="/admin/statistics">
              {t('observatory.import.title')}
            </ButtonLink>
            <ButtonLink kind="secondary" href="/admin/boundaries">
              {t('observatory.boundaries.title')}
            </ButtonLink>
          </ButtonGroup>
        )}
        <p>
          <Link href="/indicators">{t('observatory.indicators.title')}</Link>
        </p>
        <FilterForm action="/statistics" clearHref="/statistics">
          <TextField name="q" label={t('observatory.list.search')} value={asked.q} />
          <SelectField
            name="publisher"
            label={t('observatory.field.publisher')}
            value={asked.publisher}
            emptyLabel={t('observatory.list.any-publisher')}
            options={publishers.map((value) => ({ value, label: value }))}
          />
          <SelectField
            name="country"
            label={t('observatory.list.country')}
            value={asked.country}
            emptyLabel={t('observatory.list.any-country')}
            options={named}
          />
        </FilterForm>
        <Table<DatasetEntry>
          caption={t('observatory.list.caption', { count: total })}
          rows={rows}
          rowKey={({ id }) => id}
          paging={{ page: asked.page, pageSize: PAGE, total }}
          csvHref={`/statistics?${kept.toString()}`}
          columns={[
            {
              key: 'title',
              header: t('observatory.field.dataset'),
              cell: (row) => (
                <>
                  <Link href={`/statistics/${row.id}`}>
                    <bdi>{row.title}</bdi>
                  </Link>{' '}
                  {row.demonstration && <Tag>{t('observatory.demonstration')}</Tag>}
                  <div>
                    <Provenance source={row.publisher} year={publishedText(ctx, row.published)} />
                  </div>
                </>
              ),
            },
            { key: 'code', header: t('observatory.field.code'), cell: ({ code }) => <code dir="ltr">{code}</code> },
            {
              key: 'periods',
              header: t('observatory.field.periods'),
              cell: ({ firstPeriod, lastPeriod }) => (
                <bdi>{firstPeriod === lastPeriod ? firstPeriod : `${firstPeriod} – ${lastPeriod}`}</bdi>
              ),
            },
            {
              key: 'figures',
              header: t('observatory.field.figures'),
              numeric: true,
              cell: ({ observations }) => format.number(observations),
            },
            { key: 'releases', header: t('observatory.field.releases'), numeric: true, cell: ({ releases }) => format.number(releases) },
          ]}
          empty={
            <EmptyState title={t('observatory.list.none')}>
              <p>{t('observatory.list.none-hint')}</p>
            </EmptyState>
          }
        />
        <p class="hint">{t('observatory.below-country')}</p>
      </>,
      { width: 'wide', description: t('observatory.list.lead') },
    );
  },
});

/** Statistics are the network's: who plans or edits for one office only does not write them. */
export function mayImport(ctx: Context): boolean {
  return (
    ctx.actor.assurance === 2 &&
    ctx.roles.some(({ role, scopeKind }) => scopeKind === 'network' && ['planner', 'editor', 'administrator'].includes(role))
  );
}

function listCsv({ t }: Context, rows: readonly DatasetEntry[]): string {
  const headings = [
    t('observatory.field.code'),
    t('observatory.field.dataset'),
    t('observatory.field.publisher'),
    t('observatory.field.published'),
    t('observatory.field.periods'),
    t('observatory.field.figures'),
  ];
  return writeCsv(
    headings,
    rows.map((row) => [row.code, row.title, row.publisher, row.published, `${row.firstPeriod} – ${row.lastPeriod}`, row.observations]),
  );
}
