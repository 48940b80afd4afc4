import { Bdi, ButtonLink, EmptyState, Link, PageHeading, Table } from '#kernel/html';
import { holds, page, pageRoute } from '#kernel/http';
import type { Book } from '../book.ts';
import { listBooks } from '../books.ts';
import { at, readers } from './reach.ts';

/** The books that the reader may read. */
export const booksRoute = pageRoute({
  path: '/ledger',
  who: readers,
  view: async (ctx) => {
    const { t, format } = ctx;
    const books = await listBooks(ctx.trx);
    const mayOpen = holds(ctx, 'fund-manager', 'lender', 'office-manager', 'administrator');
    return page(
      t('ledger.list.title'),
      <>
        <PageHeading
          title={t('ledger.list.title')}
          lead={t('ledger.list.lead')}
          actions={mayOpen && <ButtonLink href="/ledger/new">{t('ledger.open.title')}</ButtonLink>}
        />
        <Table<Book>
          caption={t('ledger.list.title')}
          hideCaption
          rows={books}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t('ledger.list.none')} />}
          columns={[
            {
              key: 'name',
              header: t('ledger.field.name'),
              cell: ({ id, name }) => (
                <Link href={at(id)}>
                  <Bdi>{name}</Bdi>
                </Link>
              ),
            },
            { key: 'scope', header: t('ledger.field.scope'), cell: ({ scopeKind }) => t(`ledger.scope.${scopeKind}`) },
            {
              key: 'closed',
              header: t('ledger.field.closed-through'),
              cell: ({ closedThrough }) => (closedThrough ? format.date(closedThrough, 'short') : '–'),
            },
          ]}
        />
      </>,
      { width: 'wide' },
    );
  },
});
