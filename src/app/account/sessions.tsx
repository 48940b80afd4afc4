import { z } from 'zod';
import { formRoute, redirect, refuseHttp, signedIn } from '#kernel/http';
import { idOf } from '#kernel/db';
import { listSessions, revokeOtherSessions, revokeSession } from '#kernel/identity';
import { confirmPage } from '../confirm/confirm-page.tsx';
import { sessionOf } from './own-session.ts';

/** Signs the holder out on one other device. */
export const endSessionRoute = formRoute({
  path: '/account/sessions/:id/end',
  who: signedIn,
  params: z.object({ id: idOf<'identity.sessions'>() }),
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const { t, format } = ctx;
    const ended = (await listSessions(ctx.trx, sessionOf(ctx))).find(({ id }) => id === params.id);
    if (!ended) throw refuseHttp('not-found');
    const values = { device: ended.device || t('app.account.sessions.unknown'), since: format.instant(ended.signedInAt, 'short') };
    return confirmPage(ctx, entry, {
      title: t('app.account.sessions.end-title'),
      text: t('app.account.sessions.end-text', values),
      button: t('app.account.sessions.end'),
      back: { href: '/account', label: t('app.account.title') },
    });
  },
  submit: async (ctx, { params }) => {
    await revokeSession(ctx.trx, sessionOf(ctx), params.id);
    return redirect('/account', 'app.notice.session-ended');
  },
});

/** Signs the holder out everywhere but here. */
export const endOtherSessionsRoute = formRoute({
  path: '/account/sessions/end-others',
  who: signedIn,
  body: z.object({}),
  view: async (ctx, _input, entry) =>
    confirmPage(ctx, entry, {
      title: ctx.t('app.account.sessions.end-others'),
      text: ctx.t('app.account.sessions.end-others-text'),
      button: ctx.t('app.account.sessions.end-others'),
      back: { href: '/account', label: ctx.t('app.account.title') },
    }),
  submit: async (ctx) => {
    await revokeOtherSessions(ctx.trx, sessionOf(ctx));
    return redirect('/account', 'app.notice.sessions-ended');
  },
});
