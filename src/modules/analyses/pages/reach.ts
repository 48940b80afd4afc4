import { z } from 'zod';
import { idOf } from '#kernel/db';
import { holders, refuseHttp, type Context } from '#kernel/http';
import { officeNames, type OfficeId } from '#modules/offices';
import type { Analysis, AnalysisId, Draft } from '../analysis.ts';
import { draftOf, getAnalysis } from '../read-analyses.ts';

/** Those who write analyses: planners and editors of an office or of the network. */
export const writers = holders('planner', 'editor');

/** Authorities for which the actor writes: offices, and the network as null. */
export function authoritiesOf(ctx: Context): (OfficeId | null)[] {
  if (ctx.actor.assurance < 2) return [];
  const held = ctx.roles.filter(({ role, scopeKind }) => (role === 'planner' || role === 'editor') && scopeKind !== 'organisation');
  return [...new Set(held.map(({ scopeId }) => (scopeId ?? null) as OfficeId | null))]; // offices and the network are left
}

/** Names of authorities; the network has its own. */
export async function authorityNames(ctx: Context, ids: readonly (OfficeId | null)[]): Promise<(id: OfficeId | null) => string> {
  const names = await officeNames(
    ctx.trx,
    ids.filter((id) => id !== null),
    ctx.lang,
  );
  return (id) => (id ? names.get(id) : undefined) ?? ctx.t('analyses.network');
}

export const ofAnalysis = z.object({ id: idOf<'analyses.analyses'>() });
export const deskAt = (id: AnalysisId) => `/desk/analyses/${id}`;

/** An analysis that the actor writes, with its draft; anybody else's is not there. */
export async function writtenIn(ctx: Context, id: AnalysisId): Promise<{ analysis: Analysis; draft: Draft | null }> {
  const analysis = await getAnalysis(ctx.trx, id);
  if (!authoritiesOf(ctx).includes(analysis.officeId)) throw refuseHttp('not-found');
  return { analysis, draft: await draftOf(ctx.trx, id) };
}

/** The same where there must be a draft. */
export async function draftIn(ctx: Context, id: AnalysisId): Promise<{ analysis: Analysis; draft: Draft }> {
  const { analysis, draft } = await writtenIn(ctx, id);
  if (!draft) throw refuseHttp('not-found');
  return { analysis, draft };
}

export const listCrumb = (ctx: Context) => ({ label: ctx.t('analyses.list.title'), href: '/analyses' });

export const deskCrumbs = (ctx: Context, analysis?: Analysis) => [
  { label: ctx.t('analyses.desk.title'), href: '/desk/analyses' },
  ...(analysis ? [{ label: analysis.title, href: deskAt(analysis.id) }] : []),
];
