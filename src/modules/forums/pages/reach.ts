import { z } from 'zod';
import { idOf } from '#kernel/db';
import type { Place } from '#kernel/files';
import { holders, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { toLocal } from '#kernel/time';
import { findOffice, listOffices, officeNames, territoriesOf, type OfficeId } from '#modules/offices';
import { placeName, placesById } from '#modules/places';
import type { Forum, ForumId, ForumText, Meeting, MeetingId, Point } from '../forum.ts';
import { getMeeting } from '../meetings.ts';
import { pointsOf } from '../points.ts';
import { getForum } from '../read-forums.ts';
import { refuse } from '../refusals.ts';
import { dayOf } from '../write-forum.ts';

/** Those who convene for an office, and those who look whether it is done well. */
export const staff = holders('planner', 'office-manager', 'auditor');

/** Those who convene. */
export const conveners = holders('planner', 'office-manager');

export const todayOf = (ctx: Context) => dayOf(ctx.now);

/** Offices for which the actor convenes. */
export const ownOffices = (ctx: Context): OfficeId[] => scopesOf(ctx, 'planner', 'office-manager') as OfficeId[]; // their roles are held in offices

/** Offices whose boards and forums the actor looks after: an auditor of the network those of all. */
export async function officesRead(ctx: Context): Promise<OfficeId[]> {
  const ofNetwork = ctx.actor.assurance === 2 && ctx.roles.some(({ role, scopeKind }) => role === 'auditor' && scopeKind === 'network');
  if (ofNetwork) return (await listOffices(ctx.trx, { lang: ctx.lang, closed: true })).map(({ id }) => id);
  return scopesOf(ctx, 'planner', 'office-manager', 'auditor') as OfficeId[]; // their roles are held in offices
}

export const ofForum = z.object({ id: idOf<'forums.forums'>() });
export const ofMeeting = z.object({ id: idOf<'forums.meetings'>() });
export const ofPoint = ofMeeting.extend({ point: idOf<'forums.points'>() });
export const deskAt = (id: ForumId, rest = '') => `/desk/forums/${id}${rest}`;
export const pointAt = ({ meetingId, id }: Pick<Point, 'meetingId' | 'id'>, rest: string) =>
  `/forums/meetings/${meetingId}/points/${id}${rest}`;
export const meetingAt = (id: MeetingId, rest = '') => `/desk/meetings/${id}${rest}`;

/** Where files lie, with the keys that seal them. */
export const placeOf = ({ network }: Context): Place => ({ store: network.files, keyring: network.keyring });

/** A board or forum that anybody reads. */
export async function shownForum(ctx: Context, id: ForumId): Promise<Forum> {
  const found = await getForum(ctx.trx, id);
  if (!found) throw refuseHttp('not-found');
  return found;
}

/** One of an office whose work the actor reads. */
export async function forumAtDesk(ctx: Context, id: ForumId): Promise<Forum> {
  const found = await shownForum(ctx, id);
  if (!(await officesRead(ctx)).includes(found.officeId)) throw refuseHttp('not-found');
  return found;
}

/** One of an office for which the actor convenes. */
export async function ownForum(ctx: Context, id: ForumId): Promise<Forum> {
  const found = await shownForum(ctx, id);
  if (!ownOffices(ctx).includes(found.officeId)) throw refuseHttp('not-found');
  return found;
}

/** A meeting with its board or forum, as `reach` allows. */
export async function meetingIn(
  ctx: Context,
  id: MeetingId,
  reach: (ctx: Context, id: ForumId) => Promise<Forum>,
): Promise<{ forum: Forum; meeting: Meeting }> {
  const meeting = await getMeeting(ctx.trx, id);
  if (!meeting) throw refuseHttp('not-found');
  return { meeting, forum: await reach(ctx, meeting.forumId) };
}

/** A point of a meeting of the actor's office. */
export async function pointIn(ctx: Context, id: MeetingId, point: string): Promise<{ forum: Forum; meeting: Meeting; point: Point }> {
  const found = await meetingIn(ctx, id, ownForum);
  const one = (await pointsOf(ctx.trx, id)).find((other) => other.id === point);
  if (!one) throw refuseHttp('not-found');
  return { ...found, point: one };
}

/** The zone in which a board or forum meets. */
export async function zoneOf(ctx: Context, { officeId }: Pick<Forum, 'officeId'>): Promise<string> {
  return (await findOffice(ctx.trx, officeId))?.timeZone ?? ctx.timeZone;
}

/** Names of the offices and territories of some boards and forums. */
export async function namesFor(ctx: Context, all: readonly Pick<Forum, 'officeId' | 'placeId'>[]) {
  const places = await placesById(ctx.trx, [...new Set(all.map(({ placeId }) => placeId))]);
  return {
    offices: await officeNames(
      ctx.trx,
      all.map(({ officeId }) => officeId),
      ctx.lang,
    ),
    places: new Map([...places].map(([id, place]) => [id, placeName(place, ctx.lang)])),
  };
}

/** Office and territory together, as somebody chooses them: an office convenes for the places for which it is responsible. */
export async function territories(ctx: Context): Promise<(Pick<ForumText, 'officeId' | 'placeId'> & { value: string; label: string })[]> {
  const all = [];
  for (const { id, name, placeId } of await listOffices(ctx.trx, { lang: ctx.lang, ids: ownOffices(ctx) })) {
    const ids = [...new Set([placeId, ...(await territoriesOf(ctx.trx, id))])];
    const names = await officeNames(ctx.trx, [id], ctx.lang);
    for (const [place, found] of await placesById(ctx.trx, ids))
      all.push({
        value: `${id}.${place}`,
        label: `${placeName(found, ctx.lang)} – ${names.get(id) ?? Object.values(name)[0] ?? ''}`,
        officeId: id,
        placeId: place,
      });
  }
  return all;
}

/** The office and territory that were chosen. Refusal: `not-yours`. */
export async function chosenTerritory(ctx: Context, where: string): Promise<Pick<ForumText, 'officeId' | 'placeId'>> {
  const found = (await territories(ctx)).find(({ value }) => value === where);
  if (!found) throw refuse('not-yours', { field: 'where' });
  return { officeId: found.officeId, placeId: found.placeId };
}

export const crumbs = (ctx: Context, forum?: Forum) => [
  { label: ctx.t('forums.desk.title'), href: '/desk/forums' },
  ...(forum ? [{ label: forum.name, href: deskAt(forum.id) }] : []),
];

/** A meeting by its day, for headings and trails. */
export const meetingTitle = (ctx: Context, { startsAt }: Pick<Meeting, 'startsAt'>, zone: string): string =>
  ctx.t('forums.meeting.title', { day: ctx.format.date(toLocal(startsAt.toISOString(), zone).day) });
