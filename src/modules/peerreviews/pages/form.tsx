import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, Button, ButtonLink, Form, Notice, PageHeading } from '#kernel/html';
import { accountOf, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { toLocal } from '#kernel/time';
import { getSheet } from '#modules/instruments';
import { HandedIn } from '#modules/instruments/pages';
import { sendForm } from '../send-form.ts';
import { crumbs, namesFor, officeText, reviewAt, reviewers, reviewIn, subjectText, type Opened } from './reach.ts';

/** The form in which the authority describes itself: the network sends it, the office fills it in, the team reads it. */
export const formRouteOfReview = formRoute({
  path: '/desk/peer-reviews/:id/form',
  who: reviewers,
  params: z.object({ id: idOf<'peerreviews.reviews'>() }),
  body: z.object({}),
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const opened = await reviewIn(ctx, id);
    const { review } = opened;
    if (review.state === 'proposed' || review.state === 'declined') throw refuseHttp('not-found');
    return page(
      t('peerreviews.part.form'),
      <>
        <PageHeading
          title={t('peerreviews.part.form')}
          caption={<Bdi>{subjectText(ctx, await namesFor(ctx, [review]), review)}</Bdi>}
          lead={t('peerreviews.form.lead')}
        />
        {review.sheetId ? await Sent(ctx, opened) : Unsent(ctx, opened)}
      </>,
      { breadcrumbs: await crumbs(ctx, review) },
    );
  },
  submit: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const { review, who } = await reviewIn(ctx, id);
    if (!who.network) throw refuseHttp('not-found');
    const names = await namesFor(ctx, [review]);
    const words = {
      title: t('peerreviews.form.round', { subject: subjectText(ctx, names, review) }).slice(0, 160),
      method: t('peerreviews.form.method'),
      label: officeText(names, review.officeId),
    };
    const { day: today } = toLocal(ctx.now.toISOString(), 'UTC');
    await sendForm(ctx.trx, accountOf(ctx), review, words, { now: ctx.now, today });
    return redirect(reviewAt(id, '/form'), 'peerreviews.notice.form-sent');
  },
});

function Unsent({ t }: Context, { review, who }: Opened) {
  if (!who.network || review.state !== 'preparing') return <p>{t('peerreviews.form.none')}</p>;
  return (
    <Form>
      <p>{t('peerreviews.form.send-text')}</p>
      <Button>{t('peerreviews.form.send')}</Button>
    </Form>
  );
}

async function Sent(ctx: Context, { review, who }: Opened) {
  const { t } = ctx;
  const sheet = review.sheetId ? await getSheet(ctx.trx, review.sheetId) : null;
  return (
    <>
      {who.office && sheet && (
        <ButtonLink href={`/surveys/${sheet.id}`}>
          {t(sheet.state === 'submitted' ? 'peerreviews.form.open' : 'peerreviews.form.fill')}
        </ButtonLink>
      )}
      {sheet?.state === 'submitted' ? (
        <>
          <p>{t('peerreviews.form.handed-in', { day: sheet.submittedAt ? ctx.format.instant(sheet.submittedAt) : '' })}</p>
          {who.team && (await HandedIn(ctx, sheet))}
        </>
      ) : (
        <Notice>{t('peerreviews.form.waiting')}</Notice>
      )}
    </>
  );
}
