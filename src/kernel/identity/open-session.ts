import { sql } from 'kysely';
import { asActor, newId } from '#kernel/db';
import { deviceOf } from './device.ts';
import type { Identity } from './identity.ts';
import { recordEvent } from './record-event.ts';
import { refuse } from './refusals.ts';
import { hashToken, newToken } from './secrets.ts';
import { sessionCookie, sessionToken } from './session-cookie.ts';
import type { Way } from './session-of.ts';

/** Where a request comes from. */
export interface Visit {
  readonly ip: string;
  readonly userAgent?: string | undefined;
  /** The Cookie header. */
  readonly cookie?: string | undefined;
}

/** What a sign-in answers. */
export interface SignedIn {
  readonly sessionId: string;
  readonly accountId: string;
  /** Set-Cookie string for the answer. */
  readonly setCookie: string;
  /** Staff go on to prove, or first to enrol, a second factor; without it they have no rights. */
  readonly next: 'home' | 'second-factor' | 'enrol-second-factor';
}

interface Proof {
  accountId: string;
  way: Way;
  assurance: 1 | 2;
  cardId?: string | undefined;
}

/**
 * Opens a session for an account that was just proved: always with a new token, so that a token planted in the
 * browser is worth nothing, and in place of the session that the browser had.
 * Refusals: `suspended`.
 */
export async function openSession(identity: Identity, visit: Visit, proof: Proof): Promise<SignedIn> {
  const sessionId = newId<'identity.sessions'>();
  const token = newToken();
  const before = sessionToken(identity, visit.cookie);
  const account = await asActor(identity.db, { accountId: proof.accountId, assurance: proof.assurance }, async (trx) => {
    const { rows } = await sql<{ staff: boolean; second_factor: boolean }>`
      select *
        from identity.open_session(
          ${sessionId}, ${proof.accountId}, ${hashToken(token)}, ${proof.assurance}, ${proof.way}, ${proof.cardId ?? null},
          ${deviceOf(visit.userAgent)}, ${identity.now()}, ${before ? hashToken(before) : null}
        )`.execute(trx);
    await recordEvent(trx, rows[0] ? 'identity.sign-in' : 'identity.sign-in-suspended', proof.accountId, {
      way: proof.way,
      assurance: proof.assurance,
    });
    return rows[0];
  });
  if (!account) throw refuse('suspended');
  return {
    sessionId,
    accountId: proof.accountId,
    setCookie: sessionCookie(identity, token, account.staff ? null : identity.limits.session.personAge),
    next: !account.staff || proof.assurance === 2 ? 'home' : account.second_factor ? 'second-factor' : 'enrol-second-factor',
  };
}
