import { z } from 'zod';
import { Bdi, ButtonLink, EmptyState, FilterForm, Link, PageHeading, SelectField, Table, Tabs, type Column } from '#kernel/html';
import { csv, desk, fields, page, pageRoute, type Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { listHandovers, type HandoverListed } from '../list-handovers.ts';
import { readNames, type Names } from './names.ts';
import { HandoverTag } from './tags.tsx';

const PAGE = 25;
const MOST_EXPORTED = 5_000;
const directions = ['in', 'out'] as const;
const states = ['open', 'over'] as const;

/** What comes to the officer's desks from the other end, and what they sent there. */
export const handoversRoute = pageRoute({
  path: '/desk/handovers',
  who: desk,
  query: z.object({
    direction: fields.maybe(fields.choice(directions)),
    state: fields.maybe(fields.choice(states)),
    page: fields.pageNumber(),
    format: fields.searchText(),
  }),
  view: async (ctx, { query }) => {
    const { t } = ctx;
    const direction = query.direction ?? 'in';
    const state = query.state ?? 'open';
    const exporting = query.format === 'csv';
    const found = await listHandovers(ctx.trx, {
      direction,
      state,
      page: exporting ? 1 : query.page,
      pageSize: exporting ? MOST_EXPORTED : PAGE,
    });
    const names = await readNames(ctx, { offices: found.rows.flatMap((row) => [row.fromOfficeId, row.toOfficeId]) });
    if (exporting) return csv('handovers.csv', handoversCsv(ctx, found.rows, names));
    return page(
      t('cases.handovers.title'),
      <>
        <PageHeading
          title={t('cases.handovers.title')}
          lead={t('cases.handovers.lead')}
          actions={<ButtonLink href="/desk/handovers/new">{t('cases.ask.link')}</ButtonLink>}
        />
        <Tabs
          label={t('cases.handovers.title')}
          items={directions.map((one) => ({
            href: `/desk/handovers?direction=${one}`,
            label: t(`cases.handovers.${one}`),
            current: one === direction,
          }))}
        />
        <Table<HandoverListed>
          caption={t(`cases.handovers.${direction}`)}
          hideCaption
          filters={
            <FilterForm action="/desk/handovers" keep={{ direction }}>
              <SelectField
                name="state"
                label={t('cases.filter.state')}
                value={state}
                emptyLabel={false}
                options={states.map((value) => ({ value, label: t(`cases.handovers.state-${value}`) }))}
              />
            </FilterForm>
          }
          rows={found.rows}
          rowKey={(row) => row.id}
          paging={{ page: query.page, pageSize: PAGE, total: found.total }}
          csvHref={`?direction=${direction}&state=${state}&format=csv`}
          columns={columns(ctx, names)}
          empty={<EmptyState title={t('cases.handovers.none')} />}
        />
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('app.menu.desk'), href: '/desk' }] },
    );
  },
});

function columns(ctx: Context, names: Names): Column<HandoverListed>[] {
  const { t, format } = ctx;
  return [
    {
      key: 'person',
      header: t('cases.field.person'),
      cell: (row) => (
        <Link href={`/desk/handovers/${row.id}`}>
          <Bdi>{row.person ?? t('cases.unnamed')}</Bdi>
        </Link>
      ),
    },
    { key: 'kind', header: t('cases.field.kind'), cell: (row) => t(`cases.kind.${row.kind}`) },
    { key: 'from', header: t('cases.field.from'), cell: (row) => <Bdi>{names.office(row.fromOfficeId)}</Bdi> },
    { key: 'to', header: t('cases.field.to'), cell: (row) => <Bdi>{names.office(row.toOfficeId)}</Bdi> },
    { key: 'state', header: t('cases.field.state'), cell: (row) => <HandoverTag ctx={ctx} handover={row} /> },
    { key: 'started', header: t('cases.field.started'), cell: (row) => format.instant(row.startedAt, 'short') },
    {
      key: 'lapses',
      header: t('cases.field.lapses'),
      cell: (row) => (['asked', 'offered', 'seen'].includes(row.state) ? format.instant(row.lapsesAt, 'short') : '–'),
    },
  ];
}

function handoversCsv(ctx: Context, rows: readonly HandoverListed[], names: Names): string {
  const { t } = ctx;
  return writeCsv(
    [
      t('cases.field.person'),
      t('cases.field.kind'),
      t('cases.field.from'),
      t('cases.field.to'),
      t('cases.field.state'),
      t('cases.field.started'),
      t('cases.field.lapses'),
    ],
    rows.map((row) => [
      row.person ?? '',
      t(`cases.kind.${row.kind}`),
      names.office(row.fromOfficeId),
      names.office(row.toOfficeId),
      t(`cases.handover-state.${row.endedAt ? 'ended' : row.state}`),
      row.startedAt.toISOString(),
      row.lapsesAt.toISOString(),
    ]),
  );
}
