import { z } from 'zod';
import { idOf } from '#kernel/db';
import { refuseHttp, type Context } from '#kernel/http';
import type { Fair, FairId } from '../fair.ts';
import { getFair } from '../read-fairs.ts';
import { fairTitle } from './fair-parts.tsx';
import { desksOf } from './reach.ts';

/** The fair that an address names. */
export const fairParams = z.object({ id: idOf<'trade.fairs'>() });

/** A fair that an office of the actor holds. */
export async function hostedFair(ctx: Context, id: FairId): Promise<Fair> {
  const fair = await getFair(ctx.trx, id);
  const own = desksOf(ctx);
  if (!fair || !(own.includes(fair.officeId) || (fair.partnerOfficeId !== null && own.includes(fair.partnerOfficeId))))
    throw refuseHttp('not-found');
  return fair;
}

/** The way back: the fairs of the desk, and the fair itself. */
export const fairCrumbs = (ctx: Context, fair?: Fair) => [
  { label: ctx.t('trade.fairs.desk-title'), href: '/desk/fairs' },
  ...(fair ? [{ label: fairTitle(ctx, fair), href: `/desk/fairs/${fair.id}` }] : []),
];
