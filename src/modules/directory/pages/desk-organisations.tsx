import { z } from 'zod';
import { ButtonLink, EmptyState, Link, PageHeading, SearchForm, Table, useUi, withQuery } from '#kernel/html';
import { csv, fields, page, pageRoute, scopesOf } from '#kernel/http';
import { formatters } from '#kernel/i18n';
import { writeCsv } from '#kernel/text';
import { listOrganisations, type OrganisationLine } from '../list-organisations.ts';
import { DeskTabs, keepers } from './desk-services.tsx';
import { keepsDirectory } from './may-change.ts';
import { Text } from './service-cards.tsx';

const PAGE = 25;
const mostExported = 10_000;

/** The organisations that somebody keeps. */
export const deskOrganisationsRoute = pageRoute({
  path: '/desk/organisations',
  who: keepers,
  query: z.object({
    q: fields.searchText(),
    sort: fields.maybe(z.enum(['name', '-name', 'services', '-services'])),
    page: fields.pageNumber(),
    format: fields.searchText(),
  }),
  view: async (ctx, { query }) => {
    const { t, lang } = ctx;
    const exporting = query.format === 'csv';
    const all = keepsDirectory(ctx);
    const { organisations, total } = await listOrganisations(ctx.trx, {
      lang,
      words: query.q,
      closed: true,
      sort: query.sort ?? 'name',
      ...(all ? {} : { ids: scopesOf(ctx, 'provider') }),
      page: exporting ? 1 : query.page,
      pageSize: exporting ? mostExported : PAGE,
    });
    if (exporting)
      return csv(
        'organisations.csv',
        writeCsv(
          [t('directory.desk.organisation'), t('directory.desk.checked')],
          organisations.map((one) => [one.name.text, one.assuredOn]),
        ),
      );
    return page(
      t('directory.desk.title'),
      <>
        <PageHeading
          title={t('directory.desk.title')}
          lead={t('directory.desk.lead')}
          actions={all && <ButtonLink href="/desk/organisations/new">{t('directory.desk.new-organisation')}</ButtonLink>}
        />
        <DeskTabs current="organisations" />
        <SearchForm action="/desk/organisations" label={t('directory.desk.search')} value={query.q} />
        <KeptOrganisations rows={organisations} total={total} page={query.page} />
      </>,
      { width: 'wide' },
    );
  },
});

function KeptOrganisations({ rows, total, page }: { rows: OrganisationLine[]; total: number; page: number }) {
  const ui = useUi();
  const { t, lang, timeZone, number } = ui;
  return (
    <Table<OrganisationLine>
      caption={t('directory.desk.caption', { count: total })}
      rows={rows}
      rowKey={(row) => row.id}
      paging={{ page, pageSize: PAGE, total }}
      csvHref={withQuery(ui, { format: 'csv', page: undefined })}
      columns={[
        {
          key: 'name',
          header: t('directory.desk.organisation'),
          sort: true,
          cell: (row) => (
            <Link href={`/desk/organisations/${row.id}`}>
              <Text value={row.name} />
            </Link>
          ),
        },
        { key: 'place', header: t('directory.organisations.place'), cell: (row) => row.place ?? '–' },
        { key: 'services', header: t('directory.organisations.services'), sort: true, numeric: true, cell: (row) => number(row.services) },
        {
          key: 'checked',
          header: t('directory.desk.checked'),
          cell: (row) => (row.assuredOn ? formatters(lang, timeZone).date(row.assuredOn, 'short') : '–'),
        },
      ]}
      empty={<EmptyState title={t('directory.desk.none')} />}
    />
  );
}
