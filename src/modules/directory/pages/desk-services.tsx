import { z } from 'zod';
import { ButtonLink, EmptyState, Link, PageHeading, SearchForm, Table, Tabs, Tag, useUi, withQuery } from '#kernel/html';
import { csv, fields, holders, page, pageRoute, scopesOf, type Context } from '#kernel/http';
import { formatters } from '#kernel/i18n';
import { writeCsv } from '#kernel/text';
import { listKeptServices, type KeptService } from '../list-kept-services.ts';
import { keepsDirectory } from './may-change.ts';
import { Text } from './service-cards.tsx';

/** Who keeps entries: the whole directory, or those of the own organisation. */
export const keepers = holders('administrator', 'editor', 'office-manager', 'provider');

const PAGE = 25;
const mostExported = 10_000;

/** After half a year the list asks for a new check. */
const OLD_DAYS = 183;

const sorts = ['checked', '-checked', 'name', '-name'] as const;

/** The entries that somebody keeps, what was not checked for longest first. */
export const deskServicesRoute = pageRoute({
  path: '/desk/services',
  who: keepers,
  query: z.object({ q: fields.searchText(), sort: fields.maybe(z.enum(sorts)), page: fields.pageNumber(), format: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t, lang } = ctx;
    const exporting = query.format === 'csv';
    const all = keepsDirectory(ctx);
    const { services, total } = await listKeptServices(ctx.trx, {
      lang,
      words: query.q,
      organisationIds: all ? null : scopesOf(ctx, 'provider'),
      sort: query.sort ?? 'checked',
      page: exporting ? 1 : query.page,
      pageSize: exporting ? mostExported : PAGE,
    });
    if (exporting) return csv('services.csv', keptCsv(ctx, services));
    return page(
      t('directory.desk.title'),
      <>
        <PageHeading
          title={t('directory.desk.title')}
          lead={t('directory.desk.lead')}
          actions={<ButtonLink href="/desk/services/new">{t('directory.desk.new-service')}</ButtonLink>}
        />
        <DeskTabs current="services" />
        <SearchForm action="/desk/services" label={t('directory.desk.search')} value={query.q} />
        <KeptTable services={services} total={total} page={query.page} now={ctx.now} />
      </>,
      { width: 'wide' },
    );
  },
});

export function DeskTabs({ current }: { current: 'services' | 'organisations' }) {
  const { t } = useUi();
  return (
    <Tabs
      label={t('directory.desk.tabs')}
      items={[
        { href: '/desk/services', label: t('directory.desk.services-tab'), current: current === 'services' },
        { href: '/desk/organisations', label: t('directory.desk.organisations-tab'), current: current === 'organisations' },
      ]}
    />
  );
}

function KeptTable({ services, total, page, now }: { services: KeptService[]; total: number; page: number; now: Date }) {
  const ui = useUi();
  const { t } = ui;
  return (
    <Table<KeptService>
      caption={t('directory.desk.caption', { count: total })}
      rows={services}
      rowKey={(service) => service.id}
      paging={{ page, pageSize: PAGE, total }}
      csvHref={withQuery(ui, { format: 'csv', page: undefined })}
      columns={[
        {
          key: 'name',
          header: t('directory.desk.service'),
          sort: true,
          cell: (service) => (
            <Link href={`/desk/services/${service.id}`}>
              <Text value={service.name} />
            </Link>
          ),
        },
        { key: 'organisation', header: t('directory.desk.organisation'), cell: (service) => <Text value={service.organisation} /> },
        { key: 'status', header: t('directory.desk.status'), cell: (service) => <StatusTag service={service} /> },
        { key: 'checked', header: t('directory.desk.checked'), sort: true, cell: (service) => <LastChecked service={service} now={now} /> },
      ]}
      empty={<EmptyState title={t('directory.desk.none')} />}
    />
  );
}

// uses messages: directory.status.*
function StatusTag({ service }: { service: KeptService }) {
  const { t } = useUi();
  return <Tag tone={service.status === 'active' ? 'success' : 'neutral'}>{t(`directory.status.${service.status.replace(' ', '-')}`)}</Tag>;
}

function LastChecked({ service, now }: { service: KeptService; now: Date }) {
  const { t, lang, timeZone } = useUi();
  const old = now.getTime() - Date.parse(service.assuredOn) > OLD_DAYS * 86_400_000;
  return (
    <>
      {formatters(lang, timeZone).date(service.assuredOn, 'short')} {old && <Tag tone="warning">{t('directory.desk.overdue')}</Tag>}
    </>
  );
}

function keptCsv({ t }: Context, services: readonly KeptService[]): string {
  const headings = ['service', 'organisation', 'status', 'checked'] as const;
  return writeCsv(
    headings.map((name) => t(`directory.desk.${name}`)),
    services.map(({ name, organisation, status, assuredOn }) => [name.text, organisation.text, status, assuredOn]),
  );
}
