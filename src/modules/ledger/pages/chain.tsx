import { z } from 'zod';
import { Inset, Link, Notice, PageHeading, Stat, StatGrid } from '#kernel/html';
import { download, fields, page, pageRoute } from '#kernel/http';
import { chainText, lastSeal, verifyBook } from '../chain.ts';
import { journalOf } from '../journal.ts';
import { bookIn, bookParams, crumbs, readers } from './reach.ts';

const textOf = async (parts: AsyncIterable<string>) => {
  const all: string[] = [];
  for await (const part of parts) all.push(part);
  return all.join('');
};

/** Whether the book is whole: every seal is computed again; and its seals, for who checks them elsewhere. */
export const chainRoute = pageRoute({
  path: '/ledger/:book/chain',
  who: readers,
  params: bookParams,
  query: z.object({ format: fields.searchText() }),
  view: async (ctx, { params, query }) => {
    const { t, format } = ctx;
    const book = await bookIn(ctx, params.book);
    if (query.format === 'text') return download('chain.txt', 'text/plain; charset=utf-8', await textOf(chainText(ctx.trx, book.id)));
    const report = await verifyBook(ctx.trx, book.id);
    const last = await lastSeal(ctx.trx, book.id);
    const { broken } = report;
    return page(
      t('ledger.chain.title'),
      <>
        <PageHeading title={t('ledger.chain.title')} lead={t('ledger.chain.lead')} />
        {broken ? (
          <Notice tone="danger" title={t('ledger.chain.broken')}>
            <p>{t(`ledger.chain.${broken.reason}`, { seal: broken.seal === null ? '–' : String(broken.seal) })}</p>
            <p>{t('ledger.chain.do')}</p>
          </Notice>
        ) : (
          <Notice tone="success" title={t('ledger.chain.whole')} />
        )}
        <StatGrid>
          <Stat label={t('ledger.chain.seals')} value={format.number(report.seals)} />
          <Stat label={t('ledger.chain.entries')} value={format.number(report.entries)} />
          <Stat label={t('ledger.chain.waiting')} value={format.number(report.waiting)} />
        </StatGrid>
        {last && (
          <Inset>
            <p>{t('ledger.chain.keep')}</p>
            <p>
              <code dir="ltr">
                {String(last.number)} {last.hash}
              </code>
            </p>
          </Inset>
        )}
        <p>
          <Link href="?format=text" download>
            {t('ledger.chain.download')}
          </Link>
        </p>
        <p>{t('ledger.chain.how')}</p>
      </>,
      { breadcrumbs: crumbs(ctx, book) },
    );
  },
});

/** The book as a journal of plain-text accounting. */
export const journalRoute = pageRoute({
  path: '/ledger/:book/journal',
  who: readers,
  params: bookParams,
  view: async (ctx, { params }) => {
    const book = await bookIn(ctx, params.book);
    return download('book.journal', 'text/plain; charset=utf-8', await textOf(journalOf(ctx.trx, book)));
  },
});
