import { z } from 'zod';
import { Button, DateField, ErrorSummary, Form, PageHeading } from '#kernel/html';
import { fields, formRoute, page, redirect } from '#kernel/http';
import { closePeriod } from '../books.ts';
import { at, bookParams, crumbs, keepers, ownBookIn, todayOf } from './reach.ts';

/** Closes a period of a book for ever, after saying what that means. */
export const closeRoute = formRoute({
  path: '/ledger/:book/close',
  who: keepers,
  params: bookParams,
  body: z.object({ through: fields.day() }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const book = await ownBookIn(ctx, params.book);
    return page(
      t('ledger.close.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('ledger.close.title')} lead={t('ledger.close.lead')} />
        <Form entry={entry}>
          <DateField name="through" label={t('ledger.close.through')} required />
          <Button kind="warning">{t('ledger.close.title')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, book) },
    );
  },
  submit: async (ctx, { params }, { through }) => {
    const book = await ownBookIn(ctx, params.book);
    await closePeriod(ctx.trx, book.id, through, todayOf(ctx));
    return redirect(at(book.id), 'ledger.notice.closed');
  },
});
