import { sql } from 'kysely';
import type { Reads, Writes } from '#kernel/db';
import type { EnrolmentId } from './enrolment.ts';
import { refuse } from './refusals.ts';
import type { Session, SessionId } from './session.ts';

export const attendanceStates = ['present', 'absent', 'excused'] as const;
export type AttendanceState = (typeof attendanceStates)[number];

/** A tick: who was there, who said so, and when. */
export interface Tick {
  sessionId: SessionId;
  enrolmentId: EnrolmentId;
  state: AttendanceState;
  markedBy: string;
  markedAt: Date;
}

/** Ticks of enrolments that the actor may see. */
export async function ticksOf(trx: Reads<'learning'>, enrolmentIds: readonly EnrolmentId[]): Promise<Tick[]> {
  if (enrolmentIds.length === 0) return [];
  return await trx
    .selectFrom('learning.attendance')
    .select([
      sql<SessionId>`session_id`.as('sessionId'),
      sql<EnrolmentId>`enrolment_id`.as('enrolmentId'),
      sql<AttendanceState>`state`.as('state'), // its check constraint holds the list
      'marked_by as markedBy',
      'marked_at as markedAt',
    ])
    .where('enrolment_id', 'in', [...enrolmentIds])
    .execute();
}

/**
 * Writes down who was at a session. Saving the same again changes nothing, not even who ticked it; the last of two who tick
 * differently holds. Refusals: `not-found` (not the trainer's group, or not a learner of it), `not-now` (called off, or not begun).
 */
export async function markAttendance(
  trx: Writes<'learning'>,
  accountId: string,
  { id, groupId, state, startsAt }: Pick<Session, 'id' | 'groupId' | 'state' | 'startsAt'>,
  ticks: ReadonlyMap<EnrolmentId, AttendanceState>,
  now: Date,
): Promise<void> {
  if (state === 'called-off' || startsAt > now) throw refuse('not-now');
  const learners = await trx
    .selectFrom('learning.enrolments')
    .select('id')
    .where('group_id', '=', groupId)
    .where('state', '=', 'enrolled')
    .where(sql<boolean>`group_id in (select learning.taught())`)
    .execute();
  const known = new Set(learners.map((one) => one.id));
  if ([...ticks.keys()].some((one) => !known.has(one))) throw refuse('not-found');
  if (ticks.size === 0) return;
  await trx
    .insertInto('learning.attendance')
    .values(
      [...ticks].map(([enrolment_id, given]) => ({
        session_id: id,
        enrolment_id,
        group_id: groupId,
        state: given,
        marked_by: accountId,
        marked_at: now,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['session_id', 'enrolment_id'])
        .doUpdateSet((eb) => ({ state: eb.ref('excluded.state'), marked_by: accountId, marked_at: now }))
        .whereRef('learning.attendance.state', '<>', 'excluded.state'),
    )
    .execute();
}

/** How much of a group somebody attended. */
export interface Share {
  present: number;
  excused: number;
  /** Sessions that have ended and were not called off. */
  held: number;
  /** Whole per cent, rounded down; 0 where none was held. */
  percent: number;
}

/** The share attended of the sessions that have been held. A session without a tick was not attended; an excuse does not count as being there. */
export function shareOf(sessions: readonly Session[], ticks: readonly Tick[], enrolmentId: EnrolmentId, now: Date): Share {
  const held = new Set(sessions.filter(({ state, endsAt }) => state === 'planned' && endsAt <= now).map(({ id }) => id));
  const own = ticks.filter((one) => one.enrolmentId === enrolmentId && held.has(one.sessionId));
  const present = own.filter(({ state }) => state === 'present').length;
  const excused = own.filter(({ state }) => state === 'excused').length;
  return { present, excused, held: held.size, percent: held.size === 0 ? 0 : Math.floor((present * 100) / held.size) };
}

/** What a group asks for a certificate of attendance, and when its last session ends. */
interface Asked {
  attendancePercent: number;
  lastAt: Date | null;
}

/** How many of the sessions held a group asks for: its share, rounded up to whole sessions. */
export const sessionsNeeded = ({ attendancePercent }: Pick<Asked, 'attendancePercent'>, { held }: Pick<Share, 'held'>): number =>
  Math.ceil((held * attendancePercent) / 100);

/** Whether somebody attended enough for a certificate, once every session has been held. */
export function earnsCertificate(asked: Asked, share: Share, now: Date): boolean {
  return asked.lastAt !== null && asked.lastAt <= now && share.held > 0 && share.present >= sessionsNeeded(asked, share);
}

/** The refusal of a certificate to who attended too little: at how many sessions, of how many, and how many are missing. */
export const tooLittle = ({ present, held, needed }: { present: number; held: number; needed: number }) =>
  refuse('too-little-attendance', { values: { present, held, needed, missing: needed - present } });

/** The group's sessions with who ticked them last, for a list. */
export function lastTick(ticks: readonly Tick[], sessionId: SessionId): Tick | null {
  return ticks.filter((one) => one.sessionId === sessionId).toSorted((a, b) => b.markedAt.getTime() - a.markedAt.getTime())[0] ?? null;
}
