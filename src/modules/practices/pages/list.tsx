import { Details, EmptyState, Inset, Link, PageHeading, Provenance, Table, Tabs } from '#kernel/html';
import { csv, everyone, page, pageRoute, type Context } from '#kernel/http';
import type { AnyTranslate } from '#kernel/i18n';
import { findPlaceByCode, placeName } from '#modules/places';
import { sourceText, TranslatedText, TranslationNoteFor } from '#modules/places/pages';
import { termChoices, termLabel } from '#modules/vocabulary';
import type { PracticeEntry } from '../practice.ts';
import { listPractices, practiceCountries } from '../read-practices.ts';
import { comparedIn, MOST_COMPARED } from './compare.tsx';
import { filterOf, Filters, kept, libraryQuery, timelineHref } from './library-filters.tsx';
import { periodText, standingText, titleText } from './practice-text.ts';
import { practicesCsv } from './practices-csv.ts';
import { PracticesMap } from './practices-map.tsx';
import { authoritiesOf } from './reach.ts';

const PAGE = 20;

/** What authorities reported that they had done: filters, list or map, CSV. */
export const practicesRoute = pageRoute({
  path: '/practices',
  who: everyone,
  query: libraryQuery,
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
        {authoritiesOf(ctx).length > 0 && (
          <p>
            <Link href="/practices/drafts">{t('practices.drafts.title')}</Link>
          </p>
        )}
        {place && (
          <p>
            {t('practices.list.about-place', { place: placeName(place, ctx.lang) })}{' '}
            <Link href="/practices">{t('practices.list.all-places')}</Link>
          </p>
        )}
        <Filters ctx={ctx} action="/practices" asked={asked} countries={await practiceCountries(trx)} />
        <Chosen ctx={ctx} codes={comparedIn(asked.with)} hrefOf={(codes) => href({ with: codes.join(',') })} />
        <Tabs
          label={t('practices.list.view')}
          items={[
            { href: href({}), label: t('practices.list.as-list'), current: view === 'list' },
            { href: href({ view: 'map' }), label: t('practices.list.as-map'), current: view === 'map' },
            { href: timelineHref(asked), label: t('practices.list.as-timeline'), current: false },
          ]}
        />
        {view === 'map' ? (
          <PracticesMap ctx={ctx} rows={rows} />
        ) : (
          <List
            ctx={ctx}
            rows={rows}
            total={total}
            current={asked.page}
            csvHref={href({ format: 'csv' })}
            compare={comparing(comparedIn(asked.with), (codes) => href({ with: codes.join(','), page: String(asked.page) }))}
          />
        )}
        <TranslationNoteFor values={rows.map(({ title }) => title)} />
        <ul>
          <li>
            <Link href="/practices/transfers">{t('practices.list.transfers')}</Link>
          </li>
          <li>
            <Link href="/practices/profiles">{t('practices.list.profiles')}</Link>
          </li>
          <li>
            <Link href="/practices/fairs">{t('practices.list.fairs')}</Link>
          </li>
          <li>
            <Link href="/newsletter">{t('practices.list.newsletter')}</Link>
          </li>
          {ctx.session && (
            <li>
              <Link href="/practices/questions">{t('practices.list.questions')}</Link>
            </li>
          )}
        </ul>
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

/** Where the choice of one practice more leads; null where it is chosen, or as many as can be compared are. */
const comparing = (codes: readonly string[], hrefOf: (codes: string[]) => string) => (code: string) =>
  codes.includes(code) || codes.length >= MOST_COMPARED ? null : hrefOf([...codes, code]);

/** What was chosen to be compared. */
function Chosen({ ctx, codes, hrefOf }: { ctx: Context; codes: string[]; hrefOf: (codes: string[]) => string }) {
  const { t } = ctx;
  if (codes.length === 0) return null;
  return (
    <Inset>
      <p>{t('practices.compare.chosen', { count: codes.length, most: MOST_COMPARED })}</p>
      <p>
        {codes.length >= 2 && <Link href={`/practices/compare?with=${codes.join(',')}`}>{t('practices.compare.button')}</Link>}{' '}
        <Link href={hrefOf([])}>{t('practices.compare.none')}</Link>
      </p>
    </Inset>
  );
}

// uses messages: practices.themes.*
function themeText(ctx: Context, code: string): string {
  return (ctx.t as AnyTranslate)(`practices.themes.${code}`); // the vocabulary is a closed list
}

function List({
  ctx,
  rows,
  total,
  current,
  csvHref,
  compare,
}: {
  ctx: Context;
  rows: PracticeEntry[];
  total: number;
  current: number;
  csvHref: string;
  compare: (code: string) => string | null;
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
                {row.standing === 'reported' ? <Provenance source={row.reported ?? sourceText(row.source, t)} /> : standingText(ctx, row)}
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
        {
          key: 'compare',
          header: t('practices.compare.column'),
          cell: (row) => {
            const href = compare(row.code);
            return href ? (
              <Link href={href}>
                {t('practices.compare.add')} <span class="visually-hidden">{titleText(ctx, row)}</span>
              </Link>
            ) : (
              '–'
            );
          },
        },
      ]}
      empty={
        <EmptyState title={t('practices.list.none')}>
          <p>{t('practices.list.none-hint')}</p>
        </EmptyState>
      }
    />
  );
}
