import { z } from 'zod';
import { idOf } from '#kernel/db';
import { formRoute, redirect, signedIn } from '#kernel/http';
import { removeProviderLink } from '#kernel/identity';
import { confirmPage } from '../confirm/confirm-page.tsx';
import { secondFactorFirst, sessionOf } from './own-session.ts';

/** Takes an identity provider off the account. */
export const removeProviderRoute = formRoute({
  path: '/account/providers/:id/remove',
  who: signedIn,
  params: z.object({ id: idOf<'identity.provider_links'>() }),
  body: z.object({}),
  view: async (ctx, _input, entry) =>
    secondFactorFirst(ctx) ??
    confirmPage(ctx, entry, {
      title: ctx.t('app.account.providers.remove-title'),
      text: ctx.t('app.account.providers.remove-text'),
      button: ctx.t('app.account.remove'),
      back: { href: '/account', label: ctx.t('app.account.title') },
    }),
  submit: async (ctx, { params }) => {
    await removeProviderLink(ctx.trx, sessionOf(ctx), params.id);
    return redirect('/account', 'app.notice.provider-removed');
  },
});
