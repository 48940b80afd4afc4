import { listOverrideRequests, listOverrides, type Grant, type OverrideRequest } from '#kernel/consent';
import { Bdi, EmptyState, PageHeading, Section, Table, Tag } from '#kernel/html';
import { page, pageRoute, type Context } from '#kernel/http';
import { accountNames } from '#kernel/identity';
import { officeNames } from '#modules/offices';
import { recipientNames } from '../me/recipient-names.ts';
import { adminCrumb } from './admin-home.tsx';
import { controllers } from './audit.tsx';

/** Sharing without the person's permission: asked for, and decided by two people. */
export const overridesRoute = pageRoute({
  path: '/admin/overrides',
  who: controllers,
  view: async (ctx) => {
    const { t } = ctx;
    const overrides = await listOverrides(ctx.trx);
    const requests = await listOverrideRequests(ctx.trx);
    const names = await namesOf(ctx, overrides, requests);
    return page(
      t('app.admin.overrides.title'),
      <>
        <PageHeading title={t('app.admin.overrides.title')} lead={t('app.admin.overrides.lead')} />
        <Section title={t('app.admin.overrides.waiting')}>
          <Requests ctx={ctx} requests={requests} names={names} />
        </Section>
        <Section title={t('app.admin.overrides.decided')}>
          <Decided ctx={ctx} overrides={overrides} names={names} />
        </Section>
      </>,
      { width: 'wide', breadcrumbs: [adminCrumb(ctx)] },
    );
  },
});

type Names = ReadonlyMap<string, string>;

async function namesOf(ctx: Context, overrides: readonly Grant[], requests: readonly OverrideRequest[]): Promise<Names> {
  const both = [...overrides, ...requests];
  const accounts = [
    ...overrides.flatMap((grant) => [grant.recordedBy, grant.secondPerson ?? []].flat()),
    ...requests.map((request) => request.requestedBy),
  ];
  return new Map([
    ...(await recipientNames(ctx, both)),
    ...(await officeNames(
      ctx.trx,
      both.map((one) => one.custodianId),
      ctx.lang,
    )),
    ...(await accountNames(ctx.trx, accounts)),
  ]);
}

const nameIn = (names: Names, id: string | null) => <Bdi>{(id && names.get(id)) || '–'}</Bdi>;

function Requests({ ctx, requests, names }: { ctx: Context; requests: readonly OverrideRequest[]; names: Names }) {
  const { t, format } = ctx;
  return (
    <Table<OverrideRequest>
      caption={t('app.admin.overrides.waiting')}
      hideCaption
      rows={requests}
      rowKey={(row) => row.id}
      columns={[
        { key: 'office', header: t('app.admin.overrides.office'), cell: (row) => nameIn(names, row.custodianId) },
        { key: 'to', header: t('app.me.sharing.who'), cell: (row) => nameIn(names, row.recipient.id) },
        { key: 'parts', header: t('app.me.sharing.parts'), cell: (row) => format.list(row.parts.map((part) => t(`consent.part.${part}`))) },
        { key: 'reason', header: t('app.me.sharing.reason'), cell: (row) => <Bdi>{row.reason}</Bdi> },
        {
          key: 'asked',
          header: t('app.admin.overrides.asked'),
          cell: (row) => (
            <>
              {nameIn(names, row.requestedBy)}, {format.instant(row.createdAt, 'short')}
            </>
          ),
        },
        { key: 'until', header: t('app.admin.overrides.until'), cell: (row) => format.instant(row.endsAt, 'short') },
      ]}
      empty={<EmptyState title={t('app.admin.overrides.none-waiting')} />}
    />
  );
}

function Decided({ ctx, overrides, names }: { ctx: Context; overrides: readonly Grant[]; names: Names }) {
  const { t, format } = ctx;
  return (
    <Table<Grant>
      caption={t('app.admin.overrides.decided')}
      hideCaption
      rows={overrides}
      rowKey={(row) => row.id}
      columns={[
        { key: 'office', header: t('app.admin.overrides.office'), cell: (row) => nameIn(names, row.custodianId) },
        { key: 'to', header: t('app.me.sharing.who'), cell: (row) => nameIn(names, row.recipient.id) },
        { key: 'parts', header: t('app.me.sharing.parts'), cell: (row) => format.list(row.parts.map((part) => t(`consent.part.${part}`))) },
        { key: 'reason', header: t('app.me.sharing.reason'), cell: (row) => <Bdi>{row.reason ?? ''}</Bdi> },
        {
          key: 'by',
          header: t('app.admin.overrides.by'),
          cell: (row) => (
            <>
              {nameIn(names, row.secondPerson)}, {nameIn(names, row.recordedBy)}
            </>
          ),
        },
        { key: 'until', header: t('app.admin.overrides.until'), cell: (row) => format.instant(row.withdrawnAt ?? row.endsAt, 'short') },
        {
          key: 'state',
          header: t('app.admin.state'),
          cell: (row) => <Tag tone={row.state === 'live' ? 'warning' : 'neutral'}>{t(`consent.state.${row.state}`)}</Tag>,
        },
      ]}
      empty={<EmptyState title={t('app.admin.overrides.none')} />}
    />
  );
}
