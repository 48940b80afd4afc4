import { z } from 'zod';
import { idOf } from '#kernel/db';
import { accountNames } from '#kernel/identity';
import { accountOf, holders, refuseHttp, type Context } from '#kernel/http';
import { officesById, type OfficeId } from '#modules/offices';
import { textIn } from '#kernel/i18n';
import type { Practice } from '../practice.ts';
import type { DraftId } from '../sheet-content.ts';
import { getDraft, type Draft } from '../write-sheet.ts';

/** Those who write sheets: planners and editors of an office or of the network. */
export const writers = holders('planner', 'editor');

/** Those who check and publish: the network's editors. */
export const checkers = holders('editor');

/** Authorities for which the actor writes: offices, and the network as null. */
export function authoritiesOf(ctx: Context): (OfficeId | null)[] {
  if (ctx.actor.assurance < 2) return [];
  const held = ctx.roles.filter(({ role, scopeKind }) => (role === 'planner' || role === 'editor') && scopeKind !== 'organisation');
  return [...new Set(held.map(({ scopeId }) => (scopeId ?? null) as OfficeId | null))]; // offices and the network are left
}

/** Whether the actor checks drafts of others. */
export const isChecker = (ctx: Context): boolean =>
  ctx.actor.assurance === 2 && ctx.roles.some(({ role, scopeKind }) => role === 'editor' && scopeKind === 'network');

/** Whether the actor may begin a version of a practice; the database asks the same. */
export function mayWrite(ctx: Context, { keeperId }: Pick<Practice, 'keeperId'>): boolean {
  return authoritiesOf(ctx).some((office) => keeperId === null || office === null || office === keeperId);
}

/** Names of authorities; the network has its own. */
export async function authorityNames(ctx: Context, ids: readonly (OfficeId | null)[]): Promise<(id: OfficeId | null) => string> {
  const offices = await officesById(ctx.trx, [...new Set(ids.filter((id) => id !== null))]);
  return (id) => {
    const office = id === null ? undefined : offices.get(id);
    return office ? textIn(office.name, ctx.lang).text : ctx.t('practices.drafts.network');
  };
}

export const ofDraft = z.object({ id: idOf<'practices.drafts'>() });
export const draftAt = (id: DraftId) => `/practices/drafts/${id}`;
export const draftTitle = (ctx: Context, { content }: Draft) => textIn(content.title, ctx.lang).text;

/** A draft that the actor reaches; anybody else's is not there. */
export async function draftIn(ctx: Context, id: DraftId): Promise<Draft> {
  const draft = await getDraft(ctx.trx, id);
  if (!draft) throw refuseHttp('not-found');
  return draft;
}

export const authorshipOf = (ctx: Context) => ({ by: accountOf(ctx), kind: 'human', at: ctx.now.toISOString() }) as const;

/** Names of accounts; those that are gone have none. */
export const namesOf = async (ctx: Context, ids: readonly string[]) => await accountNames(ctx.trx, ids);
