import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, Button, CheckboxField, ErrorSummary, Form, Notice, PageHeading, TextArea } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp } from '#kernel/http';
import { actOnReview } from '../act-on-review.ts';
import { acts, isFinal, mayAct, needsWords, type Act } from '../review.ts';
import { tellOffice } from '../tell-office.ts';
import { crumbs, namesFor, postOf, reviewAt, reviewers, reviewIn, subjectText } from './reach.ts';

/** One step of a review, with what it means, before it is done. */
export const actRoute = formRoute({
  path: '/desk/peer-reviews/:id/act',
  who: reviewers,
  params: z.object({ id: idOf<'peerreviews.reviews'>() }),
  query: z.object({ act: fields.maybe(fields.choice(acts)) }),
  body: z.object({ act: fields.choice(acts), words: fields.optionalLongText(1_000), free: fields.tick() }),
  view: async (ctx, { params: { id }, query }, entry) => {
    const { t } = ctx;
    const { review, who } = await reviewIn(ctx, id);
    const act: Act | undefined =
      acts.find((one) => one === entry.value('act')) ?? query.act ?? acts.find((one) => mayAct(review, who, one, accountOf(ctx)));
    if (!act) throw refuseHttp('not-found');
    const names = await namesFor(ctx, [review]);
    return page(
      t(`peerreviews.act.${act}`),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t(`peerreviews.act.${act}`)}
          caption={<Bdi>{subjectText(ctx, names, review)}</Bdi>}
          lead={t(`peerreviews.act.${act}-text`)}
        />
        {isFinal(act) && <Notice tone="warning">{t('peerreviews.act.final')}</Notice>}
        <Form entry={entry}>
          <input type="hidden" name="act" value={act} />
          {needsWords(act) && (
            <TextArea
              name="words"
              label={t(act === 'send-back' ? 'peerreviews.field.comment' : 'peerreviews.field.reason')}
              hint={act === 'end' ? t('peerreviews.act.end-hint') : undefined}
              maxLength={1_000}
              rows={4}
              required
            />
          )}
          {act === 'join' && <CheckboxField name="free" label={t('peerreviews.field.free')} required />}
          <Button kind={isFinal(act) ? 'warning' : 'primary'}>{t(`peerreviews.act.${act}`)}</Button>
        </Form>
      </>,
      { breadcrumbs: await crumbs(ctx, review) },
    );
  },
  submit: async (ctx, { params: { id } }, given) => {
    const { review, who } = await reviewIn(ctx, id);
    await actOnReview(ctx.trx, accountOf(ctx), id, given, ctx.now);
    if (given.act === 'share') await tellOffice(ctx.trx, postOf(ctx), review.officeId, id, 'shared');
    // Whoever says no or leaves knows nothing of the review any more, unless they have another part in it.
    const stays = (given.act !== 'pass' && given.act !== 'leave') || who.office || who.network;
    return redirect(stays ? reviewAt(id) : '/desk/peer-reviews', `peerreviews.notice.${given.act}`);
  },
});
