import { z } from 'zod';
import { findGrant, recordTold, withdrawGrant, type Grant } from '#kernel/consent';
import { idOf } from '#kernel/db';
import { SummaryList } from '#kernel/html';
import { desk, formRoute, redirect, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { confirmPage } from '../confirm/confirm-page.tsx';
import { overrideRows, readOverrideNames } from './override-rows.tsx';

const params = z.object({ id: idOf<'consent.grants'>() });

/** An override at one of the reader's desks; anything else is not there. */
async function readOverride(ctx: Context, id: Grant['id']): Promise<Grant> {
  const grant = await findGrant(ctx.trx, id);
  const here = grant?.how === 'override' && scopesOf(ctx, 'counsellor', 'office-manager').includes(grant.custodianId);
  if (!grant || !here) throw refuseHttp('not-found');
  return grant;
}

const summary = async (ctx: Context, grant: Grant) => (
  <SummaryList rows={overrideRows(ctx, await readOverrideNames(ctx, [], [grant]), grant)} />
);

const back = (ctx: Context) => ({ href: '/desk/overrides', label: ctx.t('app.admin.overrides.title') });

/** Ends an override before its day, as soon as its reason is gone; any officer of the office may. */
export const endOverrideRoute = formRoute({
  path: '/desk/overrides/shared/:id/end',
  who: desk,
  params,
  body: z.object({}),
  view: async (ctx, input, entry) => {
    const grant = await readOverride(ctx, input.params.id);
    if (grant.state !== 'live') throw refuseHttp('not-found');
    return confirmPage(ctx, entry, {
      title: ctx.t('app.overrides.end'),
      text: (
        <>
          <p>{ctx.t('app.overrides.end-text')}</p>
          {await summary(ctx, grant)}
        </>
      ),
      button: ctx.t('app.overrides.end'),
      back: back(ctx),
    });
  },
  submit: async (ctx, input) => {
    const grant = await readOverride(ctx, input.params.id);
    await withdrawGrant(ctx.trx, ctx.actor, grant.id);
    return redirect('/desk/overrides', 'app.notice.override-ended');
  },
});

/** The desk has told a person whom no message reaches. */
export const toldOverrideRoute = formRoute({
  path: '/desk/overrides/shared/:id/told',
  who: desk,
  params,
  body: z.object({}),
  view: async (ctx, input, entry) => {
    const grant = await readOverride(ctx, input.params.id);
    if (grant.toldAt) throw refuseHttp('not-found');
    return confirmPage(ctx, entry, {
      title: ctx.t('app.overrides.tell'),
      text: (
        <>
          <p>{ctx.t('app.overrides.tell-text')}</p>
          {await summary(ctx, grant)}
        </>
      ),
      button: ctx.t('app.overrides.told-button'),
      back: back(ctx),
      warning: false,
    });
  },
  submit: async (ctx, input) => {
    const grant = await readOverride(ctx, input.params.id);
    await recordTold(ctx.trx, grant.id, 'in-person');
    return redirect('/desk/overrides', 'app.notice.override-told');
  },
});
