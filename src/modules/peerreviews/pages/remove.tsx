import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, ErrorSummary, Form, PageHeading } from '#kernel/html';
import { formRoute, page, redirect } from '#kernel/http';
import { removable, removeFrom, type Removable } from '../desk-work.ts';
import { crumbs, insideReview, reviewAt, reviewers } from './reach.ts';

const pageOf: Readonly<Record<Removable, string>> = {
  readings: '/readings',
  sessions: '/visit',
  notes: '/notes',
  findings: '/report',
  recommendations: '/report',
};

/** Removes one thing from a review, after asking once. */
export const removeRoute = formRoute({
  path: '/desk/peer-reviews/:id/remove/:kind/:item',
  who: reviewers,
  params: z.object({ id: idOf<'peerreviews.reviews'>(), kind: z.enum(removable), item: z.uuid() }),
  body: z.object({}),
  view: async (ctx, { params: { id, kind } }, entry) => {
    const { t } = ctx;
    const { review } = await insideReview(ctx, id);
    return page(
      t(`peerreviews.remove.${kind}`),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t(`peerreviews.remove.${kind}`)} lead={t('peerreviews.remove.lead')} />
        <Form entry={entry}>
          <Button kind="warning">{t('peerreviews.remove.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: await crumbs(ctx, review) },
    );
  },
  submit: async (ctx, { params: { id, kind, item } }) => {
    await insideReview(ctx, id);
    await removeFrom(ctx.trx, id, kind, item);
    return redirect(reviewAt(id, pageOf[kind]), 'peerreviews.notice.removed');
  },
});
