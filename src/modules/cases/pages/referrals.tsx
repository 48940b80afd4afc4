import { z } from 'zod';
import { Bdi, EmptyState, FilterForm, Link, PageHeading, SelectField, Table, type Column } from '#kernel/html';
import { csv, fields, holders, page, pageRoute, type Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { listReferrals, type ReferralListed } from '../list-referrals.ts';
import { readNames, type Names } from './names.ts';
import { ReferralTag } from './tags.tsx';

const PAGE = 25;
const MOST_EXPORTED = 5_000;
const states = ['open', 'over', 'all'] as const;

/** Whoever answers referrals for an organisation. */
export const provider = holders('provider');

/** The people whom offices sent to the provider. */
export const referralsRoute = pageRoute({
  path: '/referrals',
  who: provider,
  query: z.object({ state: fields.maybe(fields.choice(states)), page: fields.pageNumber(), format: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t } = ctx;
    const state = query.state ?? 'open';
    const exporting = query.format === 'csv';
    const found = await listReferrals(ctx.trx, { state, page: exporting ? 1 : query.page, pageSize: exporting ? MOST_EXPORTED : PAGE });
    const names = await readNames(ctx, {
      offices: found.rows.map((row) => row.officeId),
      services: found.rows.map((row) => row.serviceId),
    });
    if (exporting) return csv('referrals.csv', referralsCsv(ctx, found.rows, names));
    return page(
      t('cases.referrals.title'),
      <>
        <PageHeading title={t('cases.referrals.title')} lead={t('cases.referrals.lead')} />
        <Table<ReferralListed>
          caption={t('cases.referrals.found', { count: found.total })}
          filters={
            <FilterForm action="/referrals">
              <SelectField
                name="state"
                label={t('cases.filter.state')}
                value={state}
                emptyLabel={false}
                options={states.map((value) => ({ value, label: t(`cases.referrals.state-${value}`) }))}
              />
            </FilterForm>
          }
          rows={found.rows}
          rowKey={(row) => row.id}
          paging={{ page: query.page, pageSize: PAGE, total: found.total }}
          csvHref={`?state=${state}&format=csv`}
          columns={columns(ctx, names)}
          empty={<EmptyState title={t('cases.referrals.none')} />}
        />
      </>,
      { width: 'wide' },
    );
  },
});

function columns(ctx: Context, names: Names): Column<ReferralListed>[] {
  const { t, format } = ctx;
  return [
    {
      key: 'person',
      header: t('cases.field.person'),
      cell: (row) => (
        <Link href={`/referrals/${row.id}`}>
          <Bdi>{row.person ?? t('cases.unnamed')}</Bdi>
        </Link>
      ),
    },
    { key: 'step', header: t('cases.field.step'), cell: (row) => <Bdi>{row.step ?? '–'}</Bdi> },
    { key: 'service', header: t('cases.field.service'), cell: (row) => <Bdi>{names.service(row.serviceId)?.name ?? '–'}</Bdi> },
    { key: 'office', header: t('cases.field.office'), cell: (row) => <Bdi>{names.office(row.officeId)}</Bdi> },
    { key: 'sent', header: t('cases.field.sent'), cell: (row) => format.instant(row.sentAt, 'short') },
    { key: 'state', header: t('cases.field.state'), cell: (row) => <ReferralTag ctx={ctx} state={row.state} /> },
  ];
}

function referralsCsv(ctx: Context, rows: readonly ReferralListed[], names: Names): string {
  const { t } = ctx;
  return writeCsv(
    [
      t('cases.field.person'),
      t('cases.field.step'),
      t('cases.field.service'),
      t('cases.field.office'),
      t('cases.field.sent'),
      t('cases.field.state'),
    ],
    rows.map((row) => [
      row.person ?? '',
      row.step ?? '',
      names.service(row.serviceId)?.name ?? '',
      names.office(row.officeId),
      row.sentAt.toISOString(),
      t(`cases.referral-state.${row.state}`),
    ]),
  );
}
