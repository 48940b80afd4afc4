import { z } from 'zod';
import { Bdi, Button, ErrorSummary, Form, Notice, PageHeading, TextArea } from '#kernel/html';
import { fields, formRoute, page, redirect, refuseHttp } from '#kernel/http';
import { mayChange } from '../fair.ts';
import { standsOf } from '../read-fairs.ts';
import { tellOfTalk } from '../tell-offices.ts';
import { callOffTalk, removeTalk } from '../write-talk.ts';
import { deskAt, deskCrumbs, editors, fairAtDesk, ofTalk, postOf, talkIn, writableFair } from './reach.ts';

/** Takes a talk out of the timetable of a draft, after a question. */
export const removeTalkRoute = formRoute({
  path: '/practices/fairs/desk/:id/talks/:talk/remove',
  who: editors,
  params: ofTalk,
  body: z.object({}),
  view: async (ctx, { params: { id, talk } }, entry) => {
    const { t, format } = ctx;
    const fair = await writableFair(ctx, id, entry);
    if (fair.state !== 'draft' && !entry.sent) throw refuseHttp('not-found');
    const { speaker, startsAt } = await talkIn(ctx, fair, talk);
    return page(
      t('practicefairs.talk.remove'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('practicefairs.talk.remove')} caption={<Bdi lang={fair.language}>{fair.title}</Bdi>} />
        <p>
          <Bdi>{speaker}</Bdi>, {format.instant(startsAt)}
        </p>
        <p>{t('practicefairs.talk.remove-lead')}</p>
        <Form entry={entry}>
          <Button kind="warning">{t('practicefairs.talk.remove')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, fair) },
    );
  },
  submit: async (ctx, { params: { id, talk } }) => {
    const fair = await fairAtDesk(ctx, id);
    const known = await talkIn(ctx, fair, talk);
    await removeTalk(ctx.trx, fair, known.id);
    return redirect(deskAt(id), 'practicefairs.notice.talk-removed');
  },
});

/** Calls a talk of an open fair off, with the reason that everybody reads; the offices behind it are written to. */
export const callOffRoute = formRoute({
  path: '/practices/fairs/desk/:id/talks/:talk/call-off',
  who: editors,
  params: ofTalk,
  body: z.object({ because: fields.longText(1_000) }),
  view: async (ctx, { params: { id, talk } }, entry) => {
    const { t, format } = ctx;
    const fair = await writableFair(ctx, id, entry);
    const known = await talkIn(ctx, fair, talk);
    if ((fair.state !== 'open' || mayChange(known, ctx.now) !== true) && !entry.sent) throw refuseHttp('not-found');
    return page(
      t('practicefairs.talk.call-off'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('practicefairs.talk.call-off')} caption={<Bdi lang={fair.language}>{fair.title}</Bdi>} />
        <p>
          <Bdi>{known.speaker}</Bdi>, {format.instant(known.startsAt)}
        </p>
        <Notice tone="warning">{t('practicefairs.talk.call-off-lead')}</Notice>
        <Form entry={entry}>
          <TextArea
            name="because"
            label={t('practicefairs.withdraw.because')}
            hint={t('practicefairs.withdraw.because-hint')}
            maxLength={1_000}
            rows={3}
            required
          />
          <Button kind="warning">{t('practicefairs.talk.call-off')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, fair) },
    );
  },
  submit: async (ctx, { params: { id, talk } }, { because }) => {
    const fair = await fairAtDesk(ctx, id);
    const known = await talkIn(ctx, fair, talk);
    await callOffTalk(ctx.trx, fair, { talk: known, because, now: ctx.now });
    const stand = (await standsOf(ctx.trx, id)).find(({ practiceId }) => practiceId === known.practiceId);
    await tellOfTalk(ctx.trx, postOf(ctx), { fair, stand, talk: known, news: { what: 'called-off' } });
    return redirect(deskAt(id), 'practicefairs.notice.talk-called-off');
  },
});
