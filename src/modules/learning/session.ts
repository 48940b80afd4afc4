import { sql } from 'kysely';
import { newId, onConstraint, type Id, type Reads, type Writes } from '#kernel/db';
import type { AccountId } from './course.ts';
import type { Group, GroupId } from './group.ts';
import { planTelling, type TellingKind } from './plan-tellings.ts';
import { refuse } from './refusals.ts';
import type { RoomId } from './room.ts';

export type SessionId = Id<'learning.sessions'>;

/** What is said of a session when it is planned or changed. */
export interface SessionText {
  startsAt: Date;
  endsAt: Date;
  roomId: RoomId | null;
  trainerId: string;
  /** Code of the lesson that it is about. */
  lesson: string | null;
  /** What it is about in words. */
  topic: string | null;
  /** Where it meets at a distance; null where the actor may not know it, too. */
  link: string | null;
}

/** One meeting of a group. */
export interface Session extends SessionText {
  id: SessionId;
  groupId: GroupId;
  roomName: string | null;
  stepFree: boolean;
  state: 'planned' | 'called-off';
  reason: string | null;
  sequence: number;
  changedAt: Date;
}

const broken = onConstraint({
  sessions_room_free: () => refuse('room-taken', { field: 'room' }),
  sessions_trainer_free: () => refuse('trainer-taken', { field: 'trainer' }),
  sessions_trainer: () => refuse('not-a-trainer', { field: 'trainer' }),
  sessions_room: () => refuse('no-room', { field: 'room' }),
  sessions_ends: () => refuse('session-length', { field: 'minutes' }),
});

const sessions = (trx: Reads<'learning'>) =>
  trx
    .selectFrom('learning.sessions as s')
    .leftJoin('learning.rooms as r', 'r.id', 's.room_id')
    .leftJoin('learning.meeting_links as l', 'l.session_id', 's.id')
    .select([
      's.id',
      sql<GroupId>`s.group_id`.as('groupId'), // shared by two keys, which hides the brand; so are the next two
      's.starts_at as startsAt',
      's.ends_at as endsAt',
      sql<RoomId | null>`s.room_id`.as('roomId'),
      sql<string>`s.trainer_id`.as('trainerId'),
      's.lesson',
      's.topic',
      sql<Session['state']>`s.state`.as('state'),
      's.reason',
      's.sequence',
      's.changed_at as changedAt',
      'r.name as roomName',
      sql<boolean>`coalesce(r.step_free, false)`.as('stepFree'),
      'l.url as link',
    ])
    .orderBy('s.starts_at')
    .orderBy('s.id');

/** Sessions of groups in their order; a link to meet only for those who take part, teach or plan. */
export async function sessionsOf(trx: Reads<'learning'>, groupIds: readonly GroupId[]): Promise<Session[]> {
  if (groupIds.length === 0) return [];
  return await sessions(trx).where('s.group_id', 'in', groupIds).execute();
}

/** Sessions of open and running groups that begin in a span, for a calendar; at most 500. */
export async function sessionsBetween(trx: Reads<'learning'>, from: Date, to: Date): Promise<Session[]> {
  return await sessions(trx)
    .innerJoin('learning.groups as g', 'g.id', 's.group_id')
    .where('g.state', 'in', ['open', 'running', 'ended'])
    .where('s.state', '=', 'planned')
    .where('s.starts_at', '>=', from)
    .where('s.starts_at', '<', to)
    .limit(500)
    .execute();
}

export async function getSession(trx: Reads<'learning'>, id: SessionId): Promise<Session | null> {
  return (await sessions(trx).where('s.id', '=', id).executeTakeFirst()) ?? null;
}

type Plans = Writes<'learning' | 'jobs'>;

/**
 * Plans a session and tells those enrolled. The database refuses a room or a trainer that is taken at the time. Refusals:
 * `not-now` (the group has ended), `in-the-past`, `room-needed` (for a group in class), `room-taken`, `trainer-taken`,
 * `not-a-trainer`, `no-room`, `session-length`.
 */
export async function planSession(
  trx: Plans,
  accountId: string,
  group: Pick<Group, 'id' | 'officeId' | 'way' | 'state'>,
  text: SessionText,
  now: Date,
): Promise<SessionId> {
  requireUsable(group, text, now);
  const id = newId<'learning.sessions'>();
  await trx
    .insertInto('learning.sessions')
    .values({ id, group_id: group.id, office_id: group.officeId, created_by: accountId, ...columnsOf(text) })
    .execute()
    .catch(broken);
  await setLink(trx, id, group.id, text.link);
  await tell(trx, group, 'session-new', id, 0);
  return id;
}

/** Changes a session and tells those enrolled. Refusals: those of planSession, `not-found`. */
export async function changeSession(
  trx: Plans,
  group: Pick<Group, 'id' | 'officeId' | 'way' | 'state'>,
  { id, sequence, state }: Session,
  text: SessionText,
  now: Date,
): Promise<void> {
  if (state === 'called-off') throw refuse('not-now');
  requireUsable(group, text, now);
  await bump(trx, { id, sequence }, columnsOf(text));
  await setLink(trx, id, group.id, text.link);
  await tell(trx, group, 'session-changed', id, sequence + 1);
}

/** Calls a session off and tells those enrolled; room and trainer are free again. Refusals: `not-found`, `not-now`. */
export async function callOffSession(trx: Plans, group: Pick<Group, 'id' | 'state'>, session: Session, reason: string): Promise<void> {
  const { id, sequence, state } = session;
  if (state === 'called-off' || group.state === 'ended') throw refuse('not-now');
  await bump(trx, { id, sequence }, { state: 'called-off', reason });
  await tell(trx, group, 'session-off', id, sequence + 1);
}

/** Two who change a session at once notice: the second one's number is no longer that of the row. */
async function bump(
  trx: Plans,
  { id, sequence }: { id: SessionId; sequence: number },
  change: Partial<ReturnType<typeof columnsOf>> & { state?: 'called-off'; reason?: string },
): Promise<void> {
  const changed = await trx
    .updateTable('learning.sessions')
    .set({ ...change, sequence: sequence + 1, changed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('sequence', '=', sequence)
    .executeTakeFirst()
    .catch(broken);
  if (changed.numUpdatedRows === 0n) throw refuse('changed-meanwhile');
}

function requireUsable({ way, state }: Pick<Group, 'way' | 'state'>, { startsAt, roomId }: SessionText, now: Date): void {
  if (state === 'ended' || state === 'called-off') throw refuse('not-now');
  if (startsAt <= now) throw refuse('in-the-past', { field: 'day' });
  if (way === 'class' && roomId === null) throw refuse('room-needed', { field: 'room' });
}

function columnsOf({ startsAt, endsAt, roomId, trainerId, lesson, topic }: SessionText) {
  return {
    starts_at: startsAt,
    ends_at: endsAt,
    room_id: roomId,
    trainer_id: trainerId as AccountId, // plain text in forms; its foreign key proves it
    lesson,
    topic,
  };
}

async function setLink(trx: Plans, session_id: SessionId, group_id: GroupId, url: string | null): Promise<void> {
  if (url === null) {
    await trx.deleteFrom('learning.meeting_links').where('session_id', '=', session_id).execute();
    return;
  }
  await trx
    .insertInto('learning.meeting_links')
    .values({ session_id, group_id, url })
    .onConflict((conflict) => conflict.column('session_id').doUpdateSet({ url }))
    .execute();
}

/** Nobody is enrolled in a group that is only planned. */
async function tell(
  trx: Plans,
  { id: groupId, state }: Pick<Group, 'id' | 'state'>,
  kind: TellingKind,
  sessionId: SessionId,
  sequence: number,
): Promise<void> {
  if (state !== 'planned') await planTelling(trx, { kind, groupId, sessionId, sequence });
}
