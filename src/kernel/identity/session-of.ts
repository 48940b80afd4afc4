import { sql } from 'kysely';
import { nobody, type Actor } from '#kernel/db';
import type { Identity } from './identity.ts';
import { hashToken } from './secrets.ts';
import { sessionToken } from './session-cookie.ts';

/** How the first factor was proved. */
export type Way = 'code' | 'card' | 'password' | 'provider';

/** A browser that is signed in. */
export interface Session {
  readonly sessionId: string;
  readonly accountId: string;
  /** Factors proved on this session; 0 while it is locked. */
  readonly assurance: 0 | 1 | 2;
  readonly way: Way;
  readonly locked: boolean;
  readonly lockedAt: Date | null;
  readonly expiresAt: Date;
  /** Whether the account holds any role. */
  readonly staff: boolean;
  readonly hasSecondFactor: boolean;
  readonly account: {
    readonly name: string;
    readonly email: string | null;
    readonly phone: string | null;
    readonly language: string;
    readonly timeZone: string | null;
  };
}

interface Row {
  session_id: string;
  account_id: string;
  assurance: 0 | 1 | 2;
  way: Way;
  locked_at: Date | null;
  expires_at: Date;
  staff: boolean;
  second_factor: boolean;
  name: string;
  email: string | null;
  phone: string | null;
  language: string;
  time_zone: string | null;
}

/** The live session of a Cookie header, or null. One statement, which also ends, locks and dates the session. */
export async function sessionOf(identity: Identity, cookieHeader: string | undefined): Promise<Session | null> {
  const token = sessionToken(identity, cookieHeader);
  if (!token) return null;
  const { staffIdle, staffAge, personAge, staffLock } = identity.limits.session;
  const { rows } = await sql<Row>`
    select *
      from identity.session_by_token(${hashToken(token)}, ${identity.now()}, ${staffIdle}, ${staffAge}, ${personAge}, ${staffLock})`.execute(
    identity.db,
  );
  const row = rows[0];
  if (!row) return null;
  return {
    sessionId: row.session_id,
    accountId: row.account_id,
    assurance: row.assurance,
    way: row.way,
    locked: row.locked_at !== null,
    lockedAt: row.locked_at,
    expiresAt: row.expires_at,
    staff: row.staff,
    hasSecondFactor: row.second_factor,
    account: { name: row.name, email: row.email, phone: row.phone, language: row.language, timeZone: row.time_zone },
  };
}

/** Who acts on a session: its account with its factors; nobody while it is locked. */
export function actorOf(session: Session | null, requestId?: string): Actor {
  if (!session || session.locked) return { ...nobody, requestId };
  return { accountId: session.accountId, assurance: session.assurance, requestId };
}
