import { asActor, nobody } from '#kernel/db';
import type { Identity } from './identity.ts';
import { openSession, type SignedIn, type Visit } from './open-session.ts';
import { checkPassword } from './password.ts';
import { recordEvent } from './record-event.ts';
import { refuse } from './refusals.ts';
import { countTries, settleTries } from './tries.ts';
import { sql } from 'kysely';

/**
 * Signs staff in with e-mail and password: one factor, without any right of staff until the second follows.
 * Refusals: `sign-in-wrong` (says neither which of the two is wrong nor whether there is an account),
 * `too-many-tries` (per address, known or not, and per network address), `suspended`.
 */
export async function signInWithPassword(identity: Identity, visit: Visit, given: { email: string; password: string }): Promise<SignedIn> {
  const email = given.email.trim().toLowerCase();
  await countTries(identity, ['network', visit.ip], ['account', email]);
  const accountId = await checkPassword(identity, { email }, given.password);
  if (!accountId) {
    await recordFailure(identity, email);
    throw refuse('sign-in-wrong');
  }
  await settleTries(identity, ['network', visit.ip], ['account', email]);
  return await openSession(identity, visit, { accountId, way: 'password', assurance: 1 });
}

async function recordFailure(identity: Identity, email: string): Promise<void> {
  await asActor(identity.db, nobody, async (trx) => {
    const { rows } = await sql<{ account_id: string }>`select account_id from identity.password_of(${email}, null)`.execute(trx);
    if (rows[0]) await recordEvent(trx, 'identity.sign-in-failed', rows[0].account_id, { way: 'password' });
  });
}
