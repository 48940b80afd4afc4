import { z } from 'zod';
import {
  Details,
  EmptyState,
  FilterForm,
  Link,
  PageHeading,
  Provenance,
  SelectField,
  Table,
  Tabs,
  TextField,
  parseSort,
} from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, type Context } from '#kernel/http';
import type { AnyTranslate } from '#kernel/i18n';
import { findPlaceByCode, placeName, type Place } from '#modules/places';
import { sourceText, TranslatedText, TranslationNoteFor } from '#modules/places/pages';
import { termChoices, termCodes, termLabel } from '#modules/vocabulary';
import type { PracticeEntry } from '../practice.ts';
import { listPractices, practiceCountries, practiceSorts, type PracticeFilter } from '../read-practices.ts';
import { periodText } from './practice-text.ts';
import { practicesCsv } from './practices-csv.ts';
import { PracticesMap } from './practices-map.tsx';

const PAGE = 20;
const views = ['list', 'map'] as const;

const query = z.object({
  q: fields.searchText(),
  theme: fields.maybe(fields.choice(termCodes('themes'))),
  level: fields.maybe(fields.choice(termCodes('adminLevels'))),
  country: fields.searchText(),
  place: fields.searchText(),
  view: fields.maybe(fields.choice(views)),
  sort: fields.searchText(),
  page: fields.pageNumber(),
  format: fields.searchText(),
});
type Query = z.output<typeof query>;

/** What authorities reported that they had done: filters, list or map, CSV. */
export const practicesRoute = pageRoute({
  path: '/practices',
  who: everyone,
  query,
  view: async (ctx, input) => {
    const { t, trx } = ctx;
    const asked = input.query;
    const place = asked.place ? await findPlaceByCode(trx, asked.place) : null;
    const all = asked.format === 'csv' || asked.view === 'map';
    const { rows, total } = await listPractices(trx, {
      ...filterOf(ctx, asked, place),
      ...(all ? {} : { limit: PAGE, offset: (asked.page - 1) * PAGE }),
    });
    if (asked.format === 'csv') return csv('practices.csv', practicesCsv(ctx, rows));
    const view = asked.view ?? 'list';
    const href = (change: Record<string, string>) => `/practices?${new URLSearchParams({ ...kept(asked), ...change }).toString()}`;
    return page(
      t('practices.list.title'),
      <>
        <PageHeading title={t('practices.list.title')} lead={t('practices.list.lead')} />
        {place && (
          <p>
            {t('practices.list.about-place', { place: placeName(place, ctx.lang) })}{' '}
            <Link href="/practices">{t('practices.list.all-places')}</Link>
          </p>
        )}
        <Filters ctx={ctx} asked={asked} countries={await practiceCountries(trx)} />
        <Tabs
          label={t('practices.list.view')}
          items={[
            { href: href({}), label: t('practices.list.as-list'), current: view === 'list' },
            { href: href({ view: 'map' }), label: t('practices.list.as-map'), current: view === 'map' },
          ]}
        />
        {view === 'map' ? (
          <PracticesMap ctx={ctx} rows={rows} />
        ) : (
          <List ctx={ctx} rows={rows} total={total} current={asked.page} csvHref={href({ format: 'csv' })} />
        )}
        <TranslationNoteFor values={rows.map(({ title }) => title)} />
        <Details summary={t('practices.themes.title')}>
          <dl class="facts">
            {termChoices('themes', ctx.lang).map(({ value, label }) => (
              <div class="fact" key={value}>
                <dt>{label}</dt>
                <dd>{themeText(ctx, value)}</dd>
              </div>
            ))}
          </dl>
        </Details>
      </>,
      { width: 'wide', description: t('practices.list.lead') },
    );
  },
});

function filterOf(ctx: Context, asked: Query, place: Place | null): PracticeFilter {
  const order = parseSort(asked.sort);
  const sort = practiceSorts.find((key) => key === order?.key);
  return {
    words: asked.q,
    theme: asked.theme,
    adminLevel: asked.level,
    country: asked.country,
    placeId: place?.id ?? null,
    lang: ctx.lang,
    ...(sort ? { sort, descending: order?.direction === 'desc' } : {}),
  };
}

/** The filters of the address, for links that keep them. */
function kept({ q, theme, level, country, place, sort }: Query): Record<string, string> {
  const given = { q, theme, level, country, place, sort };
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

// uses messages: practices.themes.*
function themeText(ctx: Context, code: string): string {
  return (ctx.t as AnyTranslate)(`practices.themes.${code}`); // the vocabulary is a closed list
}

function Filters({ ctx, asked, countries }: { ctx: Context; asked: Query; countries: readonly string[] }) {
  const { t, lang, format } = ctx;
  const named = countries
    .map((value) => ({ value, label: format.countryName(value) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, lang));
  return (
    <FilterForm
      action="/practices"
      clearHref="/practices"
      keep={{ ...(asked.place ? { place: asked.place } : {}), ...(asked.view ? { view: asked.view } : {}) }}
    >
      <TextField name="q" label={t('practices.list.search')} hint={t('practices.list.search-hint')} value={asked.q} />
      <SelectField
        name="theme"
        label={t('practices.field.theme')}
        value={asked.theme ?? ''}
        emptyLabel={t('practices.list.any-theme')}
        options={termChoices('themes', lang)}
      />
      <SelectField
        name="level"
        label={t('practices.field.admin-level')}
        value={asked.level ?? ''}
        emptyLabel={t('practices.list.any-level')}
        options={termChoices('adminLevels', lang)}
      />
      <SelectField
        name="country"
        label={t('practices.field.country')}
        value={asked.country}
        emptyLabel={t('practices.list.any-country')}
        options={named}
      />
    </FilterForm>
  );
}

function List({
  ctx,
  rows,
  total,
  current,
  csvHref,
}: {
  ctx: Context;
  rows: PracticeEntry[];
  total: number;
  current: number;
  csvHref: string;
}) {
  const { t, lang } = ctx;
  return (
    <Table<PracticeEntry>
      caption={t('practices.list.caption', { count: total })}
      rows={rows}
      rowKey={({ id }) => id}
      paging={{ page: current, pageSize: PAGE, total }}
      csvHref={csvHref}
      columns={[
        {
          key: 'title',
          header: t('practices.field.title'),
          sort: true,
          cell: (row) => (
            <>
              <Link href={`/practices/${row.code}`}>
                <TranslatedText value={row.title} />
              </Link>
              <div>
                <Provenance source={row.reported ?? sourceText(row.source, t)} />
              </div>
            </>
          ),
        },
        { key: 'place', header: t('practices.field.place'), sort: true, cell: ({ place }) => (place ? placeName(place, lang) : '–') },
        {
          key: 'themes',
          header: t('practices.field.themes'),
          cell: ({ themes }) => ctx.format.list(themes.map((theme) => termLabel('themes', theme, lang))),
        },
        { key: 'level', header: t('practices.field.admin-level'), cell: ({ adminLevel }) => termLabel('adminLevels', adminLevel, lang) },
        { key: 'starts', header: t('practices.field.period'), sort: true, cell: (row) => periodText(ctx, row) ?? '–' },
      ]}
      empty={
        <EmptyState title={t('practices.list.none')}>
          <p>{t('practices.list.none-hint')}</p>
        </EmptyState>
      }
    />
  );
}
