import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, ErrorSummary, Form, PageHeading, TextArea } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp } from '#kernel/http';
import { followUp } from '../follow-up.ts';
import { followUpsOf } from '../read-reviews.ts';
import { Written } from './marks.tsx';
import { crumbs, insideReview, reviewAt, reviewers } from './reach.ts';

/** Looking back after 6 or 12 months: the authority says what was done, the team replies. */
export const followUpRoute = formRoute({
  path: '/desk/peer-reviews/:id/follow-up/:months',
  who: reviewers,
  params: z.object({ id: idOf<'peerreviews.reviews'>(), months: z.enum(['6', '12']).transform(Number) }),
  body: z.object({ words: fields.longText(4_000) }),
  view: async (ctx, { params: { id, months } }, entry) => {
    const { t, format } = ctx;
    const { review, who } = await insideReview(ctx, id);
    const one = (await followUpsOf(ctx.trx, id)).find((found) => found.months === months);
    if (!one) throw refuseHttp('not-found');
    return page(
      t('peerreviews.follow-up.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('peerreviews.follow-up.after', { months, day: format.date(one.dueOn) })}
          lead={t(who.team ? 'peerreviews.follow-up.lead-team' : 'peerreviews.follow-up.lead-office')}
        />
        {who.team && one.done && <Written words={one.done} />}
        <Form entry={entry} draft={`peer-follow-up-${id}-${months}`}>
          <TextArea
            name="words"
            label={t(who.team ? 'peerreviews.follow-up.reply' : 'peerreviews.field.done')}
            value={(who.team ? one.reply : one.done) ?? ''}
            maxLength={4_000}
            rows={8}
            required
          />
          <Button>{t('peerreviews.follow-up.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: await crumbs(ctx, review) },
    );
  },
  submit: async (ctx, { params: { id, months } }, { words }) => {
    const { who } = await insideReview(ctx, id);
    const side = who.team ? 'team' : 'office';
    await followUp(ctx.trx, accountOf(ctx), { review: id, months }, { side, words }, ctx.now);
    return redirect(reviewAt(id), 'peerreviews.notice.followed-up');
  },
});
