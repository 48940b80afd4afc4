import { z } from 'zod';
import { idOf } from '#kernel/db';
import { holders, refuseHttp, type Context, type FormEntry } from '#kernel/http';
import { toLocal } from '#kernel/time';
import { isWritable, phaseOf, type Fair, type FairId, type Phase, type Talk } from '../fair.ts';
import { getFair, talksOf } from '../read-fairs.ts';
import type { Post } from '../tell-offices.ts';

/** Editors; the pages ask besides whether they are those of the network. */
export const editors = holders('editor');

/** Whether the actor is an editor of the network; the database asks the same. */
export const isEditor = (ctx: Context): boolean =>
  ctx.actor.assurance === 2 && ctx.roles.some(({ role, scopeKind }) => role === 'editor' && scopeKind === 'network');

/** What a fair is today, where the network is. */
export const phaseIn = (ctx: Context, fair: Fair): Phase => phaseOf(fair, toLocal(ctx.now.toISOString(), ctx.profile.timeZone).day);

/** What writing letters needs. */
export const postOf = ({ network: { keyring, catalogue, publicUrl }, now }: Context): Post => ({ keyring, catalogue, publicUrl, now });

export const ofFair = z.object({ id: idOf<'practicefairs.fairs'>() });
export const ofTalk = ofFair.extend({ talk: idOf<'practicefairs.talks'>() });

export const fairAt = (id: FairId, rest = '') => `/practices/fairs/${id}${rest}`;
export const deskAt = (id: FairId, rest = '') => `/practices/fairs/desk/${id}${rest}`;

/** A fair that everybody reads. */
export async function fairIn(ctx: Context, id: FairId): Promise<Fair> {
  const found = await getFair(ctx.trx, id);
  if (!found || found.state === 'draft') throw refuseHttp('not-found');
  return found;
}

/** A fair, for an editor of the network. */
export async function fairAtDesk(ctx: Context, id: FairId): Promise<Fair> {
  const found = isEditor(ctx) ? await getFair(ctx.trx, id) : null;
  if (!found) throw refuseHttp('not-found');
  return found;
}

/** One that may still be changed. A form that comes back because it was over meanwhile still says so. */
export async function writableFair(ctx: Context, id: FairId, entry: FormEntry): Promise<Fair> {
  const found = await fairAtDesk(ctx, id);
  if (!isWritable(phaseIn(ctx, found)) && !entry.sent) throw refuseHttp('not-found');
  return found;
}

/** A talk of a fair; one of another fair is not there. */
export async function talkIn(ctx: Context, fair: Fair, id: string): Promise<Talk> {
  const found = (await talksOf(ctx.trx, fair.id)).find((one) => one.id === id);
  if (!found) throw refuseHttp('not-found');
  return found;
}

export const daysText = ({ t, format }: Context, { fromDay, untilDay }: Fair): string =>
  t('practicefairs.days', { from: format.date(fromDay), until: format.date(untilDay) });

export const publicCrumbs = (ctx: Context) => [
  { label: ctx.t('app.menu.practices'), href: '/practices' },
  { label: ctx.t('practicefairs.title'), href: '/practices/fairs' },
];

export const deskCrumbs = (ctx: Context, fair?: Fair) => [
  ...publicCrumbs(ctx),
  { label: ctx.t('practicefairs.desk.title'), href: '/practices/fairs/desk' },
  ...(fair ? [{ label: fair.title, href: deskAt(fair.id) }] : []),
];
