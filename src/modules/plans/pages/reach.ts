import { z } from 'zod';
import { idOf } from '#kernel/db';
import { accountOf, holders, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { accountNames } from '#kernel/identity';
import { listOffices, type OfficeAtPlace, type OfficeId } from '#modules/offices';
import type { Draft, Plan, PlanId, Version } from '../plan.ts';
import { findVersion, getPlan } from '../read-plans.ts';
import { draftOf } from '../write-plan.ts';

/** Those who write plans. */
export const planners = holders('planner');

/** Those who read what is not published: the people of the keeping offices. */
export const staff = holders('planner', 'editor', 'counsellor', 'office-manager');

/** Whether the actor plans for the whole network. */
export const plansForAll = (ctx: Context): boolean =>
  ctx.actor.assurance === 2 && ctx.roles.some(({ role, scopeKind }) => role === 'planner' && scopeKind === 'network');

/** Offices for which the actor writes plans. */
export async function officesToWriteFor(ctx: Context): Promise<OfficeAtPlace[]> {
  const ids = plansForAll(ctx) ? undefined : (scopesOf(ctx, 'planner') as OfficeId[]); // scopes of a planner are offices
  return await listOffices(ctx.trx, { lang: ctx.lang, ids });
}

/** Whether the actor writes a plan; the database asks the same. */
export function mayWrite(ctx: Context, { officeId, otherOfficeId }: Pick<Plan, 'officeId' | 'otherOfficeId'>): boolean {
  const own = scopesOf(ctx, 'planner');
  return plansForAll(ctx) || own.includes(officeId) || (otherOfficeId !== null && own.includes(otherOfficeId));
}

/** Whether the actor belongs to an office that keeps a plan, or plans for the network. */
export function isWithin(ctx: Context, { officeId, otherOfficeId }: Pick<Plan, 'officeId' | 'otherOfficeId'>): boolean {
  const own = scopesOf(ctx, 'planner', 'editor', 'counsellor', 'office-manager');
  return plansForAll(ctx) || own.includes(officeId) || (otherOfficeId !== null && own.includes(otherOfficeId));
}

export const ofPlan = z.object({ id: idOf<'plans.plans'>() });
export const deskAt = (id: PlanId) => `/desk/plans/${id}`;

/** A plan of the actor's office; anybody else's is not there. */
export async function planIn(ctx: Context, id: PlanId): Promise<Plan> {
  const plan = await getPlan(ctx.trx, id);
  if (!plan || !isWithin(ctx, plan)) throw refuseHttp('not-found');
  return plan;
}

/** The open draft of a plan that the actor writes. */
export async function draftIn(ctx: Context, id: PlanId): Promise<{ plan: Plan; draft: Draft }> {
  const plan = await planIn(ctx, id);
  const draft = mayWrite(ctx, plan) ? await draftOf(ctx.trx, id) : null;
  if (!draft) throw refuseHttp('not-found');
  return { plan, draft };
}

/** The version of a plan that the public reads, or null. */
export async function shownVersion(ctx: Context, plan: Plan): Promise<Version | null> {
  return plan.version > 0 ? await findVersion(ctx.trx, plan.id, plan.version) : null;
}

export const authorshipOf = (ctx: Context) => ({ by: accountOf(ctx), kind: 'human', at: ctx.now.toISOString() }) as const;

/** Names of accounts in a sentence; those that are gone are a dash. */
export async function peopleNamed(ctx: Context, ids: readonly string[]): Promise<(ids: readonly string[]) => string> {
  const names = await accountNames(ctx.trx, [...new Set(ids)]);
  return (some) => ctx.format.list(some.map((id) => names.get(id) ?? '–'));
}

/** The title of a plan in the reader's language, for headings of the browser and lists that cannot mark it. */
export const titleIn = (ctx: Context, { content }: Pick<Version, 'content'>) => textIn(content.title, ctx.lang).text;

export const crumbs = (ctx: Context, more: readonly { label: string; href: string }[] = []) => [
  { label: ctx.t('plans.desk.title'), href: '/desk/plans' },
  ...more,
];
