import { z } from 'zod';
import { idOf } from '#kernel/db';
import { accountOf, holders, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { findOffice, listOffices, type Office } from '#modules/offices';
import type { Group, GroupId } from '../../group.ts';
import { getGroup, taughtGroups, trainersOf } from '../../read-groups.ts';
import { getSession, type Session } from '../../session.ts';

/** Who plans and teaches groups: row security says which. */
export const teachers = holders('trainer', 'counsellor', 'office-manager');

/** Who issues the certificates of colleagues. */
export const managers = holders('office-manager');

export const groupParams = z.object({ id: idOf<'learning.groups'>() });
export const sessionParams = z.object({ id: idOf<'learning.sessions'>() });

/** Offices whose groups the reader plans. */
export const runOffices = (ctx: Context): string[] => scopesOf(ctx, 'counsellor', 'office-manager', 'trainer');

/** The same as choices. */
export async function runOfficeChoices(ctx: Context): Promise<{ value: string; label: string }[]> {
  const own = runOffices(ctx);
  const offices = await listOffices(ctx.trx, { lang: ctx.lang });
  return offices.filter(({ id }) => own.includes(id)).map(({ id, name }) => ({ value: id, label: textIn(name, ctx.lang).text }));
}

/** A group that the reader plans or teaches, with what they are in it. */
export interface TaughtGroup {
  group: Group;
  office: Office;
  trainers: string[];
  /** Whether the reader teaches it now, and so sees its learners. */
  teaches: boolean;
  /** Whether the reader plans groups of its office. */
  runs: boolean;
}

/** Refusals: not found, also for a group that anybody sees and others teach. */
export async function openTaught(ctx: Context, id: GroupId): Promise<TaughtGroup> {
  const group = await getGroup(ctx.trx, id);
  if (!group) throw refuseHttp('not-found');
  const trainers = await trainersOf(ctx.trx, id);
  const teaches = (await taughtGroups(ctx.trx)).includes(id);
  const runs = runOffices(ctx).includes(group.officeId);
  const office = await findOffice(ctx.trx, group.officeId);
  // Who taught a group that has ended still finds it, without its learners.
  if (!office || (!runs && !teaches && !trainers.includes(accountOf(ctx)))) throw refuseHttp('not-found');
  return { group, office, trainers, teaches, runs };
}

/** A session of such a group. Refusals: not found. */
export async function openTaughtSession(ctx: Context, id: Session['id']): Promise<TaughtGroup & { session: Session }> {
  const session = await getSession(ctx.trx, id);
  if (!session) throw refuseHttp('not-found');
  return { ...(await openTaught(ctx, session.groupId)), session };
}

export function teachingCrumbs({ t, lang }: Context, group?: Group) {
  return [
    { label: t('learning.teaching.title'), href: '/teaching' },
    ...(group ? [{ label: `${textIn(group.courseTitle, lang).text}, ${group.name}`, href: `/teaching/groups/${group.id}` }] : []),
  ];
}

export const colleaguesCrumbs = (ctx: Context) => [
  ...teachingCrumbs(ctx),
  { label: ctx.t('learning.colleagues.title'), href: '/teaching/colleagues' },
];
