import { sql } from 'kysely';
import { asActor } from '#kernel/db';
import type { Identity } from './identity.ts';
import type { Visit } from './open-session.ts';
import { checkPassword } from './password.ts';
import { recordEvent } from './record-event.ts';
import { refuse } from './refusals.ts';
import { checkFactor, type FactorProof } from './second-factor.ts';
import { hashToken, newToken } from './secrets.ts';
import { sessionCookie, sessionToken } from './session-cookie.ts';
import { sessionOf, type Session } from './session-of.ts';
import { countTries, settleTries } from './tries.ts';

/**
 * Proves a second factor on the session of the visit and raises the session to two factors; whichever way in was taken
 * before. The token changes, so the answer must set the new cookie.
 * Refusals: `second-factor-wrong`, `too-many-tries`, `signed-out` (no session, or a locked one: unlock it).
 */
export async function proveSecondFactor(identity: Identity, visit: Visit, proof: FactorProof): Promise<{ setCookie: string }> {
  const session = await sessionOf(identity, visit.cookie);
  if (!session || session.locked) throw refuse('signed-out');
  await requireFactorProof(identity, visit, session, proof);
  return await renewSession(identity, visit, session, true);
}

/**
 * Opens a locked screen again, as far as it was open: by password, authenticator code, recovery code or passkey of the
 * same account. Another person signs in instead, which ends the locked session.
 * Refusals: `password-wrong`, `second-factor-wrong`, `too-many-tries`, `signed-out`.
 */
export async function unlockSession(
  identity: Identity,
  visit: Visit,
  proof: FactorProof | { readonly kind: 'password'; readonly password: string },
): Promise<{ setCookie: string }> {
  const session = await sessionOf(identity, visit.cookie);
  if (!session) throw refuse('signed-out');
  if (proof.kind === 'password') await requirePasswordProof(identity, visit, session, proof.password);
  else await requireFactorProof(identity, visit, session, proof);
  return await renewSession(identity, visit, session, false);
}

async function requireFactorProof(identity: Identity, visit: Visit, session: Session, proof: FactorProof): Promise<void> {
  await countTries(identity, ['network', visit.ip], ['second-factor', session.accountId]);
  if (!(await checkFactor(identity, session, proof))) {
    await recordFailure(identity, session, proof.kind);
    throw refuse('second-factor-wrong', { field: 'code' });
  }
  await settleTries(identity, ['network', visit.ip], ['second-factor', session.accountId]);
}

async function requirePasswordProof(identity: Identity, visit: Visit, session: Session, password: string): Promise<void> {
  await countTries(identity, ['network', visit.ip], ['account', session.accountId]);
  if (!(await checkPassword(identity, { accountId: session.accountId }, password))) {
    await recordFailure(identity, session, 'password');
    throw refuse('password-wrong', { field: 'password' });
  }
  await settleTries(identity, ['network', visit.ip], ['account', session.accountId]);
}

async function recordFailure(identity: Identity, session: Session, kind: string): Promise<void> {
  await asActor(identity.db, { accountId: session.accountId, assurance: 0 }, async (trx) => {
    await recordEvent(trx, 'identity.second-factor-failed', session.accountId, { kind });
  });
}

/** Changes the token of the visit's session; with a factor proved, raises it to two. */
export async function renewSession(identity: Identity, visit: Visit, session: Session, raised: boolean): Promise<{ setCookie: string }> {
  const before = sessionToken(identity, visit.cookie);
  if (!before) throw refuse('signed-out');
  const token = newToken();
  await asActor(identity.db, { accountId: session.accountId, assurance: 1 }, async (trx) => {
    const { rows } = await sql<{ account_id: string | null }>`
      select identity.renew_session(${hashToken(before)}, ${hashToken(token)}, ${raised}, ${identity.now()}) as account_id`.execute(trx);
    if (!rows[0]?.account_id) throw refuse('signed-out');
    await recordEvent(trx, raised ? 'identity.second-factor' : 'identity.unlock', session.accountId);
  });
  const left = Math.max(0, Math.floor((session.expiresAt.getTime() - identity.now().getTime()) / 1000));
  return { setCookie: sessionCookie(identity, token, session.staff ? null : left) };
}
