import { z } from 'zod';
import { idOf } from '#kernel/db';
import { holders, refuseHttp, type Context } from '#kernel/http';
import { officeNames, type OfficeId } from '#modules/offices';
import type { Draft, Impact, ImpactId, Version } from '../impact.ts';
import { draftOf, findVersion, getImpact } from '../read-impacts.ts';

/** Those who write impact analyses: planners of an office or of the network. */
export const writers = holders('planner');

/** Those who read drafts: planners and managers of the office, auditors. */
export const readers = holders('planner', 'office-manager', 'auditor');

function scopesFor(ctx: Context, ...roles: string[]): (OfficeId | null)[] {
  if (ctx.actor.assurance < 2) return [];
  const held = ctx.roles.filter(({ role, scopeKind }) => roles.includes(role) && scopeKind !== 'organisation');
  return [...new Set(held.map(({ scopeId }) => (scopeId ?? null) as OfficeId | null))]; // offices and the network are left
}

/** Authorities for which the actor writes: offices, and the network as null. */
export const authoritiesOf = (ctx: Context) => scopesFor(ctx, 'planner');

export const mayWrite = (ctx: Context, { officeId }: Pick<Impact, 'officeId'>): boolean => authoritiesOf(ctx).includes(officeId);

/** Whether the actor reads what is not published; the database asks the same. */
export function seesDrafts(ctx: Context, { officeId }: Pick<Impact, 'officeId'>): boolean {
  if (scopesFor(ctx, 'auditor').includes(null)) return true;
  return officeId === null ? mayWrite(ctx, { officeId }) : scopesFor(ctx, 'planner', 'office-manager').includes(officeId);
}

/** Names of authorities; the network has its own. */
export async function authorityNames(ctx: Context, ids: readonly (OfficeId | null)[]): Promise<(id: OfficeId | null) => string> {
  const names = await officeNames(
    ctx.trx,
    ids.filter((id) => id !== null),
    ctx.lang,
  );
  return (id) => (id ? names.get(id) : undefined) ?? ctx.t('impacts.network');
}

export const ofImpact = z.object({ id: idOf<'impacts.impacts'>() });
export const deskAt = (id: ImpactId) => `/desk/impacts/${id}`;
export const versionNumber = z.coerce.number().int().min(1).max(100_000);

/** An analysis whose drafts the actor reads; anybody else's is not there. */
export async function seenIn(ctx: Context, id: ImpactId): Promise<Impact> {
  const impact = await getImpact(ctx.trx, id);
  if (!seesDrafts(ctx, impact)) throw refuseHttp('not-found');
  return impact;
}

/** An analysis that the actor writes. */
export async function writtenIn(ctx: Context, id: ImpactId): Promise<Impact> {
  const impact = await getImpact(ctx.trx, id);
  if (!mayWrite(ctx, impact)) throw refuseHttp('not-found');
  return impact;
}

/** The same with its draft, where there must be one. */
export async function draftIn(ctx: Context, id: ImpactId): Promise<{ impact: Impact; draft: Draft }> {
  const impact = await writtenIn(ctx, id);
  const draft = await draftOf(ctx.trx, id);
  if (!draft) throw refuseHttp('not-found');
  return { impact, draft };
}

/** An agreed version, or a page that is not there. */
export async function versionIn(ctx: Context, id: ImpactId, number: number): Promise<Version> {
  const version = await findVersion(ctx.trx, id, number);
  if (!version) throw refuseHttp('not-found');
  return version;
}

export const listCrumb = (ctx: Context) => ({ label: ctx.t('impacts.list.title'), href: '/impacts' });

export const deskCrumbs = (ctx: Context, impact?: Impact) => [
  { label: ctx.t('impacts.desk.title'), href: '/desk/impacts' },
  ...(impact ? [{ label: impact.title, href: deskAt(impact.id) }] : []),
];
