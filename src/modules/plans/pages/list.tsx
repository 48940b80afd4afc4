import { z } from 'zod';
import { EmptyState, FilterForm, Link, PageHeading, parseSort, Table, Tag, TextField } from '#kernel/html';
import { csv, everyone, fields, holds, page, pageRoute, type Context } from '#kernel/http';
import { foldText, searchWords, writeCsv } from '#kernel/text';
import { toLocal } from '#kernel/time';
import { findPlaceByCode, placeIdsWithin, placeName, type PlaceId } from '#modules/places';
import { TranslatedText, TranslationNoteFor } from '#modules/places/pages';
import type { PublishedPlan } from '../plan.ts';
import { countPublished, listPublished } from '../read-plans.ts';
import { namesOfPlans, periodText, shown, type PlanNames } from './plan-text.ts';

const PAGE = 20;
const kinds = ['place', 'corridor'] as const;

const query = z.object({
  q: fields.searchText(),
  kind: fields.maybe(fields.choice(kinds)),
  place: fields.searchText(),
  sort: fields.searchText(),
  page: fields.pageNumber(),
  format: fields.searchText(),
});
type Query = z.output<typeof query>;

interface Row extends PublishedPlan, PlanNames {
  name: string;
  period: string;
  published: string;
}

/** Plans that authorities have published. */
export const plansRoute = pageRoute({
  path: '/plans',
  who: everyone,
  query,
  view: async (ctx, { query: asked }) => {
    const { t, lang } = ctx;
    const place = asked.place ? await findPlaceByCode(ctx.trx, asked.place) : null;
    const whole = asked.format === 'csv' || asked.q !== '' || asked.kind !== null || place !== null || asked.sort !== '';
    const { rows, visible, total } = whole ? await choose(ctx, asked, place) : await readPage(ctx, asked.page);
    if (asked.format === 'csv') return csv('plans.csv', rowsCsv(ctx, rows));
    const kept = Object.fromEntries(
      Object.entries({ q: asked.q, kind: asked.kind, place: asked.place, sort: asked.sort }).filter(([, value]) => value),
    );
    return page(
      t('plans.list.title'),
      <>
        <PageHeading title={t('plans.list.title')} lead={t('plans.list.lead')} />
        {holds(ctx, 'planner', 'editor', 'counsellor', 'office-manager') && (
          <p>
            <Link href="/desk/plans">{t('plans.desk.title')}</Link>
          </p>
        )}
        {place && (
          <p>
            {t('plans.list.of-place', { place: placeName(place, lang) })} <Link href="/plans">{t('plans.list.all')}</Link>
          </p>
        )}
        <FilterForm action="/plans" clearHref="/plans" keep={place ? { place: place.code } : {}}>
          <TextField name="q" label={t('plans.list.search')} hint={t('plans.list.search-hint')} value={asked.q} />
        </FilterForm>
        <PlanTable
          ctx={ctx}
          rows={visible}
          total={total}
          current={asked.page}
          csvHref={`/plans?${new URLSearchParams({ ...kept, format: 'csv' } as Record<string, string>).toString()}`}
        />
        <TranslationNoteFor values={visible.map(({ title }) => title)} />
      </>,
      { width: 'wide', description: t('plans.list.lead') },
    );
  },
});

interface Read {
  rows: Row[];
  /** Those of the page. */
  visible: Row[];
  total: number;
}

/** A page of all plans, as the database has them in order. */
async function readPage(ctx: Context, at: number): Promise<Read> {
  const visible = await rowsOf(ctx, await listPublished(ctx.trx, { limit: PAGE, offset: (at - 1) * PAGE }));
  return { rows: visible, visible, total: await countPublished(ctx.trx) };
}

/** Plans that were asked for, in the order that was asked for: by names, which are of the reader's language. */
async function choose(ctx: Context, asked: Query, place: { id: PlaceId } | null): Promise<Read> {
  const placeIds = place ? await placeIdsWithin(ctx.trx, place.id) : undefined;
  const found = await listPublished(ctx.trx, placeIds ? { placeIds } : {});
  const rows = sorted(ctx, chosen(await rowsOf(ctx, found), asked), asked.sort);
  return { rows, visible: rows.slice((asked.page - 1) * PAGE, asked.page * PAGE), total: rows.length };
}

async function rowsOf(ctx: Context, plans: readonly PublishedPlan[]): Promise<Row[]> {
  const names = await namesOfPlans(ctx, plans);
  return plans.map((plan) => ({
    ...plan,
    ...names(plan),
    name: shown(ctx, plan.title),
    period: periodText(ctx, plan),
    published: toLocal(plan.publishedAt.toISOString(), ctx.timeZone).day,
  }));
}

function chosen(rows: Row[], { q, kind }: Query): Row[] {
  const words = searchWords(q);
  return rows.filter((row) => {
    const text = foldText([row.name, row.about, ...row.offices].join(' '));
    return words.every((word) => text.includes(word)) && (!kind || (kind === 'corridor') === (row.otherPlaceId !== null));
  });
}

function sorted({ lang }: Context, rows: Row[], sort: string): Row[] {
  const order = parseSort(sort);
  const by = { name: 'name', about: 'about', published: 'published' } as const;
  const key = order && order.key in by ? by[order.key as keyof typeof by] : null; // just looked up
  if (!key) return rows;
  const ascending = rows.toSorted((a, b) => a[key].localeCompare(b[key], lang));
  return order?.direction === 'desc' ? ascending.toReversed() : ascending;
}

function rowsCsv(ctx: Context, rows: readonly Row[]): string {
  const { t, format } = ctx;
  const headings = ['plan', 'about', 'office', 'period', 'version', 'published'] as const;
  return writeCsv(
    headings.map((one) => t(`plans.list.${one}`)),
    rows.map((row) => [row.name, row.about, format.list(row.offices), row.period, row.version, row.published]),
  );
}

function PlanTable({ ctx, rows, total, current, csvHref }: { ctx: Context; rows: Row[]; total: number; current: number; csvHref: string }) {
  const { t, format } = ctx;
  return (
    <Table<Row>
      caption={t('plans.list.count', { count: total })}
      rows={rows}
      rowKey={({ id }) => id}
      paging={{ page: current, pageSize: PAGE, total }}
      csvHref={csvHref}
      columns={[
        {
          key: 'name',
          header: t('plans.list.plan'),
          sort: true,
          cell: (row) => (
            <>
              <Link href={`/plans/${row.code}`}>
                <TranslatedText value={row.title} />
              </Link>{' '}
              {row.demonstration && <Tag>{t('plans.demonstration')}</Tag>}
            </>
          ),
        },
        { key: 'about', header: t('plans.list.about'), sort: true, cell: ({ about }) => about },
        { key: 'office', header: t('plans.list.office'), cell: ({ offices }) => format.list(offices) },
        { key: 'period', header: t('plans.list.period'), cell: ({ period }) => period },
        { key: 'published', header: t('plans.list.published'), sort: true, cell: ({ published }) => format.date(published) },
      ]}
      empty={
        <EmptyState title={t('plans.list.none')}>
          <p>{t('plans.list.none-hint')}</p>
        </EmptyState>
      }
    />
  );
}
