import { z } from 'zod';
import { idOf } from '#kernel/db';
import { holders, refuseHttp, type Context, type FormEntry } from '#kernel/http';
import { toLocal } from '#kernel/time';
import type { Issue, IssueId } from '../newsletter.ts';
import { getIssue } from '../read-issues.ts';

/** Editors; the pages ask besides whether they are those of the network. */
export const editors = holders('editor');

/** Whether the actor is an editor of the network; the database asks the same. */
export const isEditor = (ctx: Context): boolean =>
  ctx.actor.assurance === 2 && ctx.roles.some(({ role, scopeKind }) => role === 'editor' && scopeKind === 'network');

/** The day of a moment, where the reader is. */
export const dayText = (ctx: Context, at: Date): string => ctx.format.date(toLocal(at.toISOString(), ctx.timeZone).day);

export const ofIssue = z.object({ id: idOf<'newsletters.issues'>() });

/** An issue, sent or not, for an editor of the network. */
export async function issueAtDesk(ctx: Context, id: IssueId): Promise<Issue> {
  const found = isEditor(ctx) ? await getIssue(ctx.trx, id) : null;
  if (!found) throw refuseHttp('not-found');
  return found;
}

/** A draft; what was sent is only read. A form that comes back because it was sent meanwhile still says so. */
export async function draftAtDesk(ctx: Context, id: IssueId, entry: FormEntry): Promise<Issue> {
  const found = await issueAtDesk(ctx, id);
  if (found.state !== 'draft' && !entry.sent) throw refuseHttp('not-found');
  return found;
}

export const deskAt = (id: IssueId, rest = '') => `/newsletter/issues/${id}${rest}`;

export const publicCrumbs = (ctx: Context) => [
  { label: ctx.t('app.menu.practices'), href: '/practices' },
  { label: ctx.t('newsletters.title'), href: '/newsletter' },
];

export const deskCrumbs = (ctx: Context, issue?: Issue) => [
  ...publicCrumbs(ctx),
  { label: ctx.t('newsletters.desk.title'), href: '/newsletter/issues' },
  ...(issue ? [{ label: issue.title, href: deskAt(issue.id) }] : []),
];
