import { z } from 'zod';
import { Button, ErrorSummary, Form, Notice, PageHeading, TextArea } from '#kernel/html';
import { fields, formRoute, page, redirect, refuseHttp } from '#kernel/http';
import { acts, mayAct, type Act } from '../forum.ts';
import { actOnMeeting } from '../meetings.ts';
import { conveners, crumbs, meetingAt, meetingIn, meetingTitle, ofMeeting, ownForum, zoneOf } from './reach.ts';

/** One step of a meeting, with what it means, before it is taken. */
export const actRoute = formRoute({
  path: '/desk/meetings/:id/act',
  who: conveners,
  params: ofMeeting,
  query: z.object({ act: fields.maybe(fields.choice(acts)) }),
  body: z.object({ act: fields.choice(acts), words: fields.optionalLongText(2_000) }),
  view: async (ctx, { params: { id }, query }, entry) => {
    const { t } = ctx;
    const { forum, meeting } = await meetingIn(ctx, id, ownForum);
    const act: Act | undefined =
      acts.find((one) => one === entry.value('act')) ?? query.act ?? acts.find((one) => mayAct(meeting, one, ctx.now));
    if (!act) throw refuseHttp('not-found');
    const title = meetingTitle(ctx, meeting, await zoneOf(ctx, forum));
    return page(
      t(`forums.act.${act}`),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t(`forums.act.${act}`)} caption={title} lead={t(`forums.act-text.${act}`)} />
        {act !== 'hold' && <Notice tone="warning">{t('forums.act-final')}</Notice>}
        <Form entry={entry}>
          <input type="hidden" name="act" value={act} />
          {act === 'call-off' && (
            <TextArea name="words" label={t('forums.field.why')} hint={t('forums.field.why-hint')} maxLength={2_000} rows={4} required />
          )}
          <Button kind={act === 'call-off' ? 'warning' : 'primary'}>{t(`forums.act.${act}`)}</Button>
        </Form>
      </>,
      { breadcrumbs: [...crumbs(ctx, forum), { label: title, href: meetingAt(id) }] },
    );
  },
  submit: async (ctx, { params: { id } }, { act, words }) => {
    const { forum, meeting } = await meetingIn(ctx, id, ownForum);
    await actOnMeeting(ctx.trx, forum, { meeting, act, words, now: ctx.now });
    return redirect(meetingAt(id), `forums.notice.${act}`);
  },
});
