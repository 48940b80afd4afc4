import { z } from 'zod';
import { idOf } from '#kernel/db';
import { holders, refuseHttp, type Context } from '#kernel/http';
import { toLocal, type Day } from '#kernel/time';
import { officeNames, type OfficeId } from '#modules/offices';
import type { Comparison, ComparisonId, Draft } from '../benchmark.ts';
import type { Content } from '../content.ts';
import { newerFacts, type NewerFacts } from '../newer-facts.ts';
import { draftOf, getComparison } from '../read-comparisons.ts';

/** Those who write comparisons: planners of an office or of the network. */
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

export const mayWrite = (ctx: Context, { officeId }: Pick<Comparison, 'officeId'>): boolean => authoritiesOf(ctx).includes(officeId);

/** Whether the actor reads what is not published; the database asks the same. */
export function seesDrafts(ctx: Context, { officeId }: Pick<Comparison, 'officeId'>): boolean {
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
  return (id) => (id ? names.get(id) : undefined) ?? ctx.t('benchmarks.network');
}

/** The day of the network, by which facts are taken. */
export const todayIn = ({ now, profile }: Context): Day => toLocal(now.toISOString(), profile.timeZone).day;

/** Facts that the network shows otherwise today. */
export const newerToday = async (ctx: Context, content: Content): Promise<NewerFacts> => await newerFacts(ctx.trx, content, todayIn(ctx));

export const ofComparison = z.object({ id: idOf<'benchmarks.comparisons'>() });
export const deskAt = (id: ComparisonId) => `/desk/benchmarks/${id}`;

/** A comparison whose drafts the actor reads; anybody else's is not there. */
export async function seenIn(ctx: Context, id: ComparisonId): Promise<Comparison> {
  const comparison = await getComparison(ctx.trx, id);
  if (!seesDrafts(ctx, comparison)) throw refuseHttp('not-found');
  return comparison;
}

/** A comparison that the actor writes. */
export async function writtenIn(ctx: Context, id: ComparisonId): Promise<Comparison> {
  const comparison = await getComparison(ctx.trx, id);
  if (!mayWrite(ctx, comparison)) throw refuseHttp('not-found');
  return comparison;
}

/** The same with its draft, where there must be one. */
export async function draftIn(ctx: Context, id: ComparisonId): Promise<{ comparison: Comparison; draft: Draft }> {
  const comparison = await writtenIn(ctx, id);
  const draft = await draftOf(ctx.trx, id);
  if (!draft) throw refuseHttp('not-found');
  return { comparison, draft };
}

export const listCrumb = (ctx: Context) => ({ label: ctx.t('benchmarks.list.title'), href: '/benchmarks' });

export const deskCrumbs = (ctx: Context, comparison?: Comparison) => [
  { label: ctx.t('benchmarks.desk.title'), href: '/desk/benchmarks' },
  ...(comparison ? [{ label: comparison.title, href: deskAt(comparison.id) }] : []),
];
