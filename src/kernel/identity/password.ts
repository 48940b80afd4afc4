import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { sql } from 'kysely';
import type { Identity } from './identity.ts';

export { hashPassword };

interface StoredPassword {
  account_id: string;
  hash: string;
}

/** Of a password that nobody has: judging takes as long for an address without account as for one with. */
const NOBODYS_HASH = `${'0'.repeat(32)}:${'0'.repeat(128)}`;

/** Judges a password against the one stored for an address or an account; answers the account, or null. */
export async function checkPassword(
  identity: Identity,
  of: { email: string } | { accountId: string },
  password: string,
): Promise<string | null> {
  const { rows } = await sql<StoredPassword>`
    select * from identity.password_of(${'email' in of ? of.email : null}, ${'accountId' in of ? of.accountId : null}::uuid)`.execute(
    identity.db,
  );
  const stored = rows[0];
  const right = await verifyPassword({ hash: stored?.hash ?? NOBODYS_HASH, password: password.slice(0, 1000) });
  return right && stored ? stored.account_id : null;
}
