import { sql } from 'kysely';
import { asActor } from '#kernel/db';
import { requireFactors } from './add-address.ts';
import type { Identity } from './identity.ts';
import { judgePassword } from './judge-password.ts';
import type { Visit } from './open-session.ts';
import { checkPassword, hashPassword } from './password.ts';
import { recordEvent } from './record-event.ts';
import { refuse } from './refusals.ts';
import { actorOf, type Session } from './session-of.ts';
import { countTries, settleTries } from './tries.ts';

/**
 * Changes the holder's password; the other sessions of the account end. An account that has a password must give it.
 * Refusals: `password-wrong`, `too-many-tries`, `second-factor-first`, `signed-out`, those of {@link judgePassword}.
 */
export async function changePassword(
  identity: Identity,
  visit: Visit,
  session: Session,
  given: { current: string; password: string },
): Promise<void> {
  requireFactors(session);
  judgePassword(given.password, session.account);
  await countTries(identity, ['network', visit.ip], ['account', session.accountId]);
  if ((await hasPassword(identity, session)) && !(await checkPassword(identity, { accountId: session.accountId }, given.current))) {
    throw refuse('password-wrong', { field: 'current' });
  }
  await settleTries(identity, ['network', visit.ip], ['account', session.accountId]);
  const hash = await hashPassword(given.password);
  await asActor(identity.db, actorOf(session), async (trx) => {
    const { rows } = await sql<{ set: boolean }>`select identity.set_own_password(${hash}, ${identity.now()}) as set`.execute(trx);
    if (!rows[0]?.set) throw refuse('second-factor-first');
    await sql`delete from identity.sessions where account_id = ${session.accountId} and id <> ${session.sessionId}`.execute(trx);
    await recordEvent(trx, 'identity.password-changed', session.accountId);
  });
}

async function hasPassword(identity: Identity, session: Session): Promise<boolean> {
  const { rows } = await sql`select from identity.password_of(null, ${session.accountId}::uuid)`.execute(identity.db);
  return rows.length > 0;
}
