import { z } from 'zod';
import { Button, ButtonLink, EmptyState, Link, PageHeading, SearchForm, SelectField, Table, Tag, useUi, withQuery } from '#kernel/html';
import { csv, fields, holders, holds, page, pageRoute, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { writeCsv } from '#kernel/text';
import { daysBetween } from '#kernel/time';
import { REMIND_DAYS } from '../jobs.ts';
import { kinds, states, type Opportunity } from '../opportunity.ts';
import { keptSorts, listKept } from '../read-opportunities.ts';
import { readNames, StateTag, todayOf, Words, type Names } from './facts.tsx';

/** Who keeps opportunities: the desks and editors of the office, and the network's editors. */
export const keepers = holders('counsellor', 'office-manager', 'editor', 'administrator');

const PAGE = 25;
const MOST_EXPORTED = 5_000;

/** The opportunities that the actor keeps, in every state; what ends first comes first. */
export const deskListRoute = pageRoute({
  path: '/desk/opportunities',
  who: keepers,
  query: z.object({
    q: fields.searchText(),
    state: fields.maybe(fields.choice(states)),
    kind: fields.maybe(fields.choice(kinds)),
    sort: fields.maybe(z.enum(keptSorts)),
    page: fields.pageNumber(),
    format: fields.searchText(),
  }),
  view: async (ctx, { query }) => {
    const { t, lang } = ctx;
    const exporting = query.format === 'csv';
    const { opportunities, total } = await listKept(ctx.trx, {
      lang,
      words: query.q,
      state: query.state,
      kind: query.kind,
      sort: query.sort,
      page: exporting ? 1 : query.page,
      pageSize: exporting ? MOST_EXPORTED : PAGE,
    });
    const names = await readNames(ctx, opportunities);
    if (exporting) return csv('opportunities.csv', keptCsv(ctx, opportunities, names));
    return page(
      t('opportunities.desk.title'),
      <>
        <PageHeading
          title={t('opportunities.desk.title')}
          lead={t('opportunities.desk.lead')}
          actions={
            <>
              <ButtonLink href="/desk/opportunities/new">{t('opportunities.desk.new')}</ButtonLink>
              {holds(ctx, 'office-manager', 'editor', 'administrator') && (
                <ButtonLink kind="secondary" href="/admin/import">
                  {t('opportunities.desk.import')}
                </ButtonLink>
              )}
            </>
          }
        />
        <SearchForm action="/desk/opportunities" label={t('opportunities.list.words')} value={query.q}>
          <div class="filter-form">
            <div class="filter-fields">
              <SelectField
                name="state"
                label={t('opportunities.field.state')}
                emptyLabel={t('opportunities.list.any')}
                value={query.state ?? ''}
                options={states.map((value) => ({ value, label: t(`opportunities.state.${value}`) }))}
              />
              <SelectField
                name="kind"
                label={t('opportunities.field.kind')}
                emptyLabel={t('opportunities.list.any')}
                value={query.kind ?? ''}
                options={kinds.map((value) => ({ value, label: t(`opportunities.kind.${value}`) }))}
              />
            </div>
            <div class="button-group">
              <Button kind="secondary">{t('html.filter.apply')}</Button>
              <Link href="/desk/opportunities">{t('html.filter.clear')}</Link>
            </div>
          </div>
        </SearchForm>
        <KeptTable ctx={ctx} all={opportunities} total={total} page={query.page} names={names} />
      </>,
      { width: 'wide', breadcrumbs: holds(ctx, 'counsellor', 'office-manager') ? [{ label: t('app.menu.desk'), href: '/desk' }] : [] },
    );
  },
});

function KeptTable({
  ctx,
  all,
  total,
  page: number,
  names,
}: {
  ctx: Context;
  all: Opportunity[];
  total: number;
  page: number;
  names: Names;
}) {
  const ui = useUi();
  const { t, format } = ctx;
  return (
    <Table<Opportunity>
      caption={t('opportunities.list.found', { count: total })}
      rows={all}
      rowKey={(one) => one.id}
      paging={{ page: number, pageSize: PAGE, total }}
      csvHref={withQuery(ui, { format: 'csv', page: undefined })}
      empty={<EmptyState title={t('opportunities.list.none')} />}
      columns={[
        {
          key: 'title',
          header: t('opportunities.field.title'),
          sort: true,
          cell: (one) => (
            <Link href={`/desk/opportunities/${one.id}`}>
              <Words ctx={ctx} value={one.title} />
            </Link>
          ),
        },
        { key: 'kind', header: t('opportunities.field.kind'), cell: (one) => t(`opportunities.kind.${one.kind}`) },
        { key: 'place', header: t('opportunities.field.place'), cell: (one) => names.places.get(one.placeId) ?? '–' },
        { key: 'office', header: t('opportunities.field.keeper'), cell: (one) => names.offices.get(one.officeId) ?? '–' },
        { key: 'state', header: t('opportunities.field.state'), cell: (one) => <StateTag ctx={ctx} state={one.state} /> },
        {
          key: 'ends',
          header: t('opportunities.field.last-day'),
          sort: true,
          cell: (one) => (
            <>
              {format.date(one.lastDay, 'short')} {endsSoon(ctx, one) && <Tag tone="warning">{t('opportunities.desk.soon')}</Tag>}
            </>
          ),
        },
        { key: 'changed', header: t('opportunities.field.changed'), sort: true, cell: (one) => format.instant(one.updatedAt, 'short') },
      ]}
    />
  );
}

/** Whether the office should look at it now. */
export function endsSoon(ctx: Context, one: Opportunity): boolean {
  return one.state === 'published' && daysBetween(todayOf(ctx), one.lastDay) <= REMIND_DAYS;
}

function keptCsv(ctx: Context, all: readonly Opportunity[], names: Names): string {
  const { t } = ctx;
  const headings = ['title', 'kind', 'place', 'keeper', 'state', 'last-day'] as const;
  return writeCsv(
    headings.map((name) => t(`opportunities.field.${name}`)),
    all.map((one) => [
      textIn(one.title, ctx.lang).text,
      t(`opportunities.kind.${one.kind}`),
      names.places.get(one.placeId),
      names.offices.get(one.officeId),
      t(`opportunities.state.${one.state}`),
      one.lastDay,
    ]),
  );
}
