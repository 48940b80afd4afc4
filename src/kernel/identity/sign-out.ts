import { sql } from 'kysely';
import { asActor } from '#kernel/db';
import type { Identity } from './identity.ts';
import type { Visit } from './open-session.ts';
import { recordEvent } from './record-event.ts';
import { hashToken } from './secrets.ts';
import { clearedSessionCookie, sessionToken } from './session-cookie.ts';

/** What a sign-out answers: the cookie goes, and what the browser kept of our pages with it. */
export interface SignedOut {
  readonly setCookie: string;
  readonly headers: { readonly 'clear-site-data': string };
}

/** Signs out, whether the session lives or not. At a shared counter it is also how the next colleague takes over. */
export async function signOut(identity: Identity, visit: Visit): Promise<SignedOut> {
  const token = sessionToken(identity, visit.cookie);
  if (token) {
    const { rows } = await sql<{ account_id: string | null }>`select identity.end_session(${hashToken(token)}) as account_id`.execute(
      identity.db,
    );
    const accountId = rows[0]?.account_id;
    if (accountId) {
      await asActor(identity.db, { accountId, assurance: 0 }, async (trx) => await recordEvent(trx, 'identity.sign-out', accountId));
    }
  }
  return { setCookie: clearedSessionCookie(identity), headers: { 'clear-site-data': '"cache", "storage"' } };
}

/** Locks the screen: the session keeps its place and has no rights until it is unlocked. */
export async function lockSession(identity: Identity, visit: Visit): Promise<void> {
  const token = sessionToken(identity, visit.cookie);
  if (token) await sql`select identity.lock_session(${hashToken(token)}, ${identity.now()})`.execute(identity.db);
}
