import type { Id, Reads, Writes } from '#kernel/db';
import { recordEvent } from './record-event.ts';
import { refuse } from './refusals.ts';
import type { Session, Way } from './session-of.ts';

/** One place where the actor is signed in. */
export interface ListedSession {
  readonly id: Id<'identity.sessions'>;
  /** Browser and system, e.g. "Firefox · Android"; empty where unknown. */
  readonly device: string;
  readonly way: Way;
  readonly signedInAt: Date;
  readonly lastSeenAt: Date;
  readonly locked: boolean;
  /** The session of this very request. */
  readonly current: boolean;
}

/** The sessions of the actor, the last seen first. */
export async function listSessions(trx: Reads<'identity'>, session: Session): Promise<ListedSession[]> {
  const rows = await trx
    .selectFrom('identity.sessions')
    .select(['id', 'device', 'way', 'created_at', 'last_seen_at', 'locked_at'])
    .where('account_id', '=', session.accountId as Id<'identity.accounts'>) // the session's own
    .orderBy('last_seen_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    device: row.device,
    way: row.way as Way, // held by the constraint sessions_way
    signedInAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    locked: row.locked_at !== null,
    current: row.id === session.sessionId,
  }));
}

/**
 * Ends one session of the actor elsewhere.
 * Refusals: `not-found` (also for somebody else's).
 */
export async function revokeSession(trx: Writes<'identity'>, session: Session, id: Id<'identity.sessions'>): Promise<void> {
  const { numDeletedRows } = await trx.deleteFrom('identity.sessions').where('id', '=', id).executeTakeFirst();
  if (numDeletedRows === 0n) throw refuse('not-found');
  await recordEvent(trx, 'identity.session-ended', session.accountId);
}

/** Ends every session of the actor but this one; answers how many. */
export async function revokeOtherSessions(trx: Writes<'identity'>, session: Session): Promise<number> {
  const { numDeletedRows } = await trx
    .deleteFrom('identity.sessions')
    .where('account_id', '=', session.accountId as Id<'identity.accounts'>) // the session's own
    .where('id', '<>', session.sessionId as Id<'identity.sessions'>) // as above
    .executeTakeFirst();
  await recordEvent(trx, 'identity.session-ended', session.accountId, { others: Number(numDeletedRows) });
  return Number(numDeletedRows);
}
