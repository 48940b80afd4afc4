import type { Id, Reads, Writes } from '#kernel/db';
import { newId } from '#kernel/db';
import type { PersonId } from '#modules/people';
import { pairFor } from './move-pair.ts';
import type { PairId, Side } from './pair.ts';
import { planSessionReminders } from './plan-messages.ts';
import { loadPair, type LoadedPair } from './read-pairs.ts';
import { refuse } from './refusals.ts';

export type SessionId = Id<'mentoring.sessions'>;

// uses messages: mentoring.mode.*
export const modes = ['online', 'place', 'phone'] as const;
export type Mode = (typeof modes)[number];

// uses messages: mentoring.session-state.*
export const sessionStates = ['planned', 'held', 'missed', 'cancelled'] as const;
export type SessionState = (typeof sessionStates)[number];

/** What becomes of a planned session. */
export const sessionEnds = ['held', 'missed', 'cancelled'] as const;

export interface Session {
  id: SessionId;
  pairId: PairId;
  personId: PersonId;
  officeId: string;
  startsAt: Date;
  /** Planned length. */
  minutes: number;
  mode: Mode;
  place: string;
  state: SessionState;
  heldMinutes: number | null;
}

/** How far ahead a session is planned at most. */
const MOST_DAYS_AHEAD = 365;
/** A session may be written down after it took place, within this time. */
const MOST_DAYS_BACK = 60;
const DAY = 86_400_000;

/**
 * Plans a session, or writes down one that took place lately; both are reminded a day before.
 * Refusals: `not-found`, `state-…`, `not-shared`, `session-past`, `session-far`, `place-missing`.
 */
export async function planSession(
  trx: Writes<'mentoring' | 'jobs'>,
  accountId: string,
  pairId: PairId,
  side: Side,
  session: Pick<Session, 'startsAt' | 'minutes' | 'mode' | 'place'>,
  now: Date,
): Promise<SessionId> {
  const pair = await pairFor(trx, pairId, side, 'meet');
  if (!pair.shared) throw refuse('not-shared');
  const ahead = session.startsAt.getTime() - now.getTime();
  if (ahead < -MOST_DAYS_BACK * DAY) throw refuse('session-past', { field: 'day' });
  if (ahead > MOST_DAYS_AHEAD * DAY) throw refuse('session-far', { field: 'day' });
  if (session.mode !== 'phone' && session.place === '') throw refuse('place-missing', { field: 'place' });
  const id = newId<'mentoring.sessions'>();
  await trx
    .insertInto('mentoring.sessions')
    .values({
      id,
      pair_id: pairId,
      person_id: pair.personId,
      office_id: pair.officeId,
      starts_at: session.startsAt,
      minutes: session.minutes,
      mode: session.mode,
      place: session.place,
      proposed_by: accountId,
    })
    .execute();
  await planSessionReminders(trx, id, session.startsAt, now);
  return id;
}

/** Says what became of a planned session. Refusals: `not-found`, `session-over`, `session-early`, `minutes-missing`. */
export async function endSession(
  trx: Writes<'mentoring'>,
  id: SessionId,
  side: Side,
  end: { state: (typeof sessionEnds)[number]; minutes: number | null },
  now: Date,
): Promise<Session> {
  const { session } = await loadSession(trx, id, side);
  if (session.state !== 'planned') throw refuse('session-over');
  if (end.state !== 'cancelled' && session.startsAt.getTime() > now.getTime()) throw refuse('session-early', { field: 'state' });
  if (end.state === 'held' && !end.minutes) throw refuse('minutes-missing', { field: 'minutes' });
  const done = await trx
    .updateTable('mentoring.sessions')
    .set({ state: end.state, held_minutes: end.state === 'held' ? end.minutes : null })
    .where('id', '=', id)
    .where('state', '=', 'planned')
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) throw refuse('session-over');
  return session;
}

/** A session with its pair, for a side that may read both. Refusals: `not-found`. */
export async function loadSession(trx: Reads<'mentoring'>, id: SessionId, side: Side): Promise<{ session: Session; pair: LoadedPair }> {
  const row = await sessions(trx).where('id', '=', id).executeTakeFirst();
  if (!row) throw refuse('not-found');
  return { session: toSession(row), pair: await loadPair(trx, row.pair_id, side) };
}

/** A session, whichever side the actor is on; for jobs. Null where it is not there. */
export async function sessionById(trx: Reads<'mentoring'>, id: SessionId): Promise<Session | null> {
  const row = await sessions(trx).where('id', '=', id).executeTakeFirst();
  return row ? toSession(row) : null;
}

/** The sessions of a pair, the latest first. */
export async function sessionsOf(trx: Reads<'mentoring'>, pairId: PairId): Promise<Session[]> {
  return (await sessions(trx).where('pair_id', '=', pairId).orderBy('starts_at', 'desc').limit(300).execute()).map(toSession);
}

/** Sessions of several pairs that are still to come, the next first. */
export async function nextSessions(trx: Reads<'mentoring'>, pairIds: readonly PairId[], now: Date): Promise<Session[]> {
  if (pairIds.length === 0) return [];
  const rows = await sessions(trx)
    .where('pair_id', 'in', [...pairIds])
    .where('state', '=', 'planned')
    .where('starts_at', '>', new Date(now.getTime() - DAY))
    .orderBy('starts_at')
    .limit(50)
    .execute();
  return rows.map(toSession);
}

function sessions(trx: Reads<'mentoring'>) {
  return trx
    .selectFrom('mentoring.sessions')
    .select(['id', 'pair_id', 'person_id', 'office_id', 'starts_at', 'minutes', 'mode', 'place', 'state', 'held_minutes']);
}

function toSession(row: Awaited<ReturnType<ReturnType<typeof sessions>['execute']>>[number]): Session {
  return {
    id: row.id,
    pairId: row.pair_id,
    personId: row.person_id,
    officeId: row.office_id,
    startsAt: row.starts_at,
    minutes: row.minutes,
    mode: row.mode as Mode, // check constraint sessions_mode
    place: row.place,
    state: row.state as SessionState, // check constraint sessions_state
    heldMinutes: row.held_minutes,
  };
}
