import { ListDownloads, EmptyState, Link, PageHeading, SpanChart, Tabs } from '#kernel/html';
import { csv, everyone, page, pageRoute, type Context } from '#kernel/http';
import { findPlaceByCode } from '#modules/places';
import { TranslatedText, TranslationNoteFor } from '#modules/places/pages';
import { termChoices } from '#modules/vocabulary';
import { listPractices, practiceCountries } from '../read-practices.ts';
import { timelineGroups, timelineOf, type TimelineGroup } from '../timeline.ts';
import { filterOf, Filters, kept, libraryQuery } from './library-filters.tsx';
import { periodText, standingText } from './practice-text.ts';
import { practicesCsv } from './practices-csv.ts';

/** More bars cannot be read; filters make them fewer. */
const MOST = 200;

/** A tick each ten years. */
const TICK = 10;

/** An axis of whole years. */
function axisOf([first, last]: readonly [number, number]) {
  const decades = Array.from(
    { length: Math.max(0, Math.floor(last / TICK) - Math.ceil(first / TICK) + 1) },
    (_, step) => Math.ceil(first / TICK) + step,
  );
  return { from: first, to: last + 1, ticks: decades.map((one) => ({ at: one * TICK, label: String(one * TICK) })) };
}

/** When initiatives began and how long somebody told of them, by theme or country. */
export const timelineRoute = pageRoute({
  path: '/practices/timeline',
  who: everyone,
  query: libraryQuery,
  view: async (ctx, { query: asked }) => {
    const { t, trx } = ctx;
    const place = asked.place ? await findPlaceByCode(trx, asked.place) : null;
    const { sort: _sort, ...filter } = filterOf(ctx, asked, place);
    const { rows, total } = await listPractices(trx, { ...filter, sort: 'starts', limit: MOST });
    if (asked.format === 'csv') return csv('practices.csv', practicesCsv(ctx, rows));
    const by = asked.by ?? 'theme';
    const countries = await practiceCountries(trx);
    const groups = groupsOf(ctx, by, countries);
    const timeline = timelineOf(rows, by, [...groups.keys()]);
    const href = (change: Record<string, string>) => `/practices/timeline?${new URLSearchParams({ ...kept(asked), ...change }).toString()}`;
    const library = new URLSearchParams(kept(asked)).toString();
    return page(
      t('practices.timeline.title'),
      <>
        <PageHeading title={t('practices.timeline.title')} lead={t('practices.timeline.lead')} />
        <Filters ctx={ctx} action="/practices/timeline" asked={asked} countries={countries} />
        <p>
          <Link href={`/practices?${library}`}>{t('practices.timeline.as-list')}</Link> <ListDownloads href={href({ format: 'csv', by })} />
        </p>
        <Tabs
          label={t('practices.timeline.by')}
          items={timelineGroups.map((one) => ({ href: href({ by: one }), label: t(`practices.timeline.by-${one}`), current: one === by }))}
        />
        {timeline.range && <p>{t('practices.timeline.range', { first: String(timeline.range[0]), last: String(timeline.range[1]) })}</p>}
        {total > rows.length && <p>{t('practices.timeline.more', { shown: rows.length, total })}</p>}
        {rows.length === 0 && (
          <EmptyState title={t('practices.list.none')}>
            <p>{t('practices.list.none-hint')}</p>
          </EmptyState>
        )}
        {timeline.groups.map(({ code, entries }) => (
          <SpanChart
            key={code}
            title={groups.get(code) ?? t('practices.timeline.no-group')}
            labelHeader={t('practices.field.title')}
            whenHeader={t('practices.field.period')}
            {...axisOf(timeline.range ?? [0, 0])}
            rows={entries.map(({ practice, span }) => ({
              key: practice.code,
              // A year is the whole of it: the bar ends where the next one begins.
              span: span && [span[0], span[1] + 1],
              label: (
                <Link href={`/practices/${practice.code}`}>
                  <TranslatedText value={practice.title} />
                </Link>
              ),
              when: [periodText(ctx, practice) ?? t('practices.timeline.no-year'), standingText(ctx, practice)].join(' – '),
            }))}
          />
        ))}
        <TranslationNoteFor values={rows.map(({ title }) => title)} />
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('practices.list.title'), href: '/practices' }], description: t('practices.timeline.lead') },
    );
  },
});

/** Names of the groups by their codes, in the order in which they are shown. */
function groupsOf({ lang, format }: Context, by: TimelineGroup, countries: readonly string[]): Map<string, string> {
  if (by === 'theme') return new Map(termChoices('themes', lang).map(({ value, label }) => [value, label]));
  const named = countries.map((code) => [code, format.countryName(code)] as const);
  return new Map(named.toSorted(([, a], [, b]) => a.localeCompare(b, lang)));
}
