import { z } from 'zod';
import { comesFromHere, everyone, fields, leave, pageRoute, redirect, refuseHttp } from '#kernel/http';
import { startProvider } from '#kernel/identity';
import { nextOf } from '../sign-in/visit.ts';

/**
 * Leads to an identity provider: to sign in there, or with `?link=yes` to link the person there to the account that is
 * signed in. A link and no form, since the pages' security policy lets a form go nowhere else.
 */
export const startProviderRoute = pageRoute({
  path: '/sign-in/provider/:id',
  who: everyone,
  params: z.object({ id: z.string().regex(/^[a-z0-9-]{1,40}$/) }),
  query: z.object({ link: fields.searchText() }),
  view: async (ctx, { params, query }) => {
    const linkTo = query.link === 'yes' ? ctx.session : null;
    if (query.link === 'yes' && !linkTo) return redirect('/sign-in');
    // Another site must not link an identity of its choice to somebody's account.
    if (linkTo && !comesFromHere(ctx.headers, String(ctx.headers.host))) throw refuseHttp('other-site');
    const { url, setCookie } = await startProvider(ctx.network.identity, {
      provider: params.id,
      returnTo: nextOf(ctx, '/start'),
      language: ctx.lang,
      ...(linkTo ? { linkTo } : {}),
    });
    ctx.setCookies.push(setCookie);
    return leave(url);
  },
});
