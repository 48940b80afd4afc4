import { desk, refuseHttp, scopesOf, signedIn, type Context, type Gate } from '#kernel/http';
import { foundedVentures, getVenture, type Venture, type VentureId } from '#modules/ventures';
import { tell } from '../change-plan.ts';
import type { Plan } from '../plan.ts';
import { readPlan } from '../read-plan.ts';
import { holdPlan } from '../seen.ts';

/** The same pages stand in the founder's own space and at the desk. */
export interface Stand {
  readonly side: 'founder' | 'counsellor';
  readonly who: Gate;
  /** Path of the pages, with the venture as :id. */
  readonly base: string;
  readonly at: (id: VentureId) => string;
}

export const own: Stand = { side: 'founder', who: signedIn, base: '/me/plan/:id', at: (id) => `/me/plan/${id}` };
export const atDesk: Stand = { side: 'counsellor', who: desk, base: '/desk/ventures/:id/plan', at: (id) => `/desk/ventures/${id}/plan` };
export const stands: readonly Stand[] = [own, atDesk];

/** The venture, if the actor founds it, or has it in the care of a desk of theirs. */
export async function openVenture(ctx: Context, stand: Stand, id: VentureId): Promise<Venture> {
  const venture = await getVenture(ctx.trx, id);
  if (!venture) throw refuseHttp('not-found');
  const reached =
    stand.side === 'founder'
      ? (await foundedVentures(ctx.trx)).includes(id)
      : scopesOf(ctx, 'counsellor', 'office-manager').includes(venture.officeId);
  if (!reached) throw refuseHttp('not-found');
  return venture;
}

export interface Opened {
  readonly venture: Venture;
  readonly plan: Plan;
}

/** The venture with its plan; what the desk reads of it is on record. */
export async function openPlan(ctx: Context, stand: Stand, id: VentureId, reading = false): Promise<Opened> {
  const venture = await openVenture(ctx, stand, id);
  const plan = await readPlan(ctx.trx, id);
  if (!plan) throw refuseHttp('not-found');
  if (reading && stand.side === 'counsellor') await tell(ctx.trx, venture, plan.id, 'read');
  return { venture, plan };
}

/** The plan for a form that was sent: held until it is saved, so that what others wrote meanwhile is seen first. */
export async function openToSave(ctx: Context, stand: Stand, id: VentureId): Promise<Opened> {
  const venture = await openVenture(ctx, stand, id);
  const plan = await holdPlan(ctx.trx, id);
  if (!plan) throw refuseHttp('not-found');
  return { venture, plan };
}

/** The way back: the plan, and above it the venture or the founder's own space. */
export function crumbs(ctx: Context, stand: Stand, venture: Venture, inside = true) {
  const { t } = ctx;
  const above =
    stand.side === 'founder'
      ? [{ label: t('businessplans.mine.title'), href: '/me/plan' }]
      : [{ label: venture.title, href: `/desk/ventures/${venture.id}` }];
  return inside ? [...above, { label: t('businessplans.title'), href: stand.at(venture.id) }] : above;
}
