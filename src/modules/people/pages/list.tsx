import { z } from 'zod';
import { ButtonLink, EmptyState, Link, PageHeading, SearchForm, Table } from '#kernel/html';
import { csv, desk, fields, page, pageRoute, scopesOf } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { searchPeople, type PersonFound } from '../search-people.ts';

const PAGE = 25;

/** The files at the officer's desks: search before create. */
export const peopleRoute = pageRoute({
  path: '/desk/people',
  who: desk,
  query: z.object({ q: fields.searchText(), page: fields.pageNumber(), sort: fields.searchText(), format: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t } = ctx;
    const exporting = query.format === 'csv';
    const found = await searchPeople(ctx.trx, {
      words: query.q,
      officeIds: scopesOf(ctx, 'counsellor', 'office-manager'),
      sort: query.sort === 'name' ? 'name' : 'newest',
      page: exporting ? 1 : query.page,
      pageSize: exporting ? 1_000 : PAGE,
    });
    if (exporting) return csv('people.csv', peopleCsv(ctx.t as (key: string) => string, found.rows));
    const newHref = `/desk/people/new${query.q ? `?name=${encodeURIComponent(query.q)}` : ''}`;
    const csvHref = `?${new URLSearchParams({ q: query.q, format: 'csv' }).toString()}`;
    return page(
      t('people.list.title'),
      <>
        <PageHeading title={t('people.list.title')} lead={t('people.list.lead')} />
        <SearchForm action="/desk/people" label={t('people.list.search')} hint={t('people.list.search-hint')} value={query.q} />
        <Table<PersonFound>
          caption={query.q ? t('people.list.found', { count: found.total }) : t('people.list.newest')}
          rows={found.rows}
          rowKey={(row) => row.id}
          paging={{ page: query.page, pageSize: PAGE, total: found.total }}
          csvHref={csvHref}
          columns={[
            { key: 'name', header: t('people.field.name'), sort: true, cell: (row) => <PersonLink row={row} /> },
            { key: 'reference', header: t('people.field.reference'), cell: (row) => row.reference },
            { key: 'born', header: t('people.field.birth-year'), numeric: true, cell: (row) => row.birthYear ?? '–' },
            { key: 'language', header: t('people.field.language'), cell: (row) => ctx.format.languageName(row.language) },
            { key: 'opened', header: t('people.field.opened'), cell: (row) => ctx.format.instant(row.openedAt, 'short') },
          ]}
          empty={<EmptyState title={query.q ? t('people.list.nobody', { words: query.q }) : t('people.list.empty')} />}
        />
        <p>
          <ButtonLink href={newHref}>{query.q ? t('people.list.new-after-search') : t('people.list.new')}</ButtonLink>
        </p>
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('app.menu.desk'), href: '/desk' }] },
    );
  },
});

function PersonLink({ row }: { row: PersonFound }) {
  return (
    <>
      <Link href={`/desk/people/${row.id}`}>
        <bdi>{row.name}</bdi>
      </Link>
      {row.nameInOtherScript && (
        <>
          {' '}
          <bdi>({row.nameInOtherScript})</bdi>
        </>
      )}
    </>
  );
}

// uses messages: people.field.*
function peopleCsv(t: (key: string) => string, rows: readonly PersonFound[]): string {
  const headings = ['reference', 'name', 'birth-year', 'language', 'opened'].map((name) => t(`people.field.${name}`));
  return writeCsv(
    headings,
    rows.map((row) => [row.reference, row.name, row.birthYear ?? '', row.language, row.openedAt.toISOString()]),
  );
}
