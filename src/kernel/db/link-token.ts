import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { AnyWrites } from './handles.ts';

/** The secret of a link by which a visitor without an account comes back: 144 random bits, and the hash that is stored. */
export function newLinkToken(): { token: string; hash: string } {
  const token = randomBytes(18).toString('base64url');
  return { token, hash: hashLinkToken(token) };
}

export function hashLinkToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Lets the rest of this transaction act with a link's secret, as the visitor who was just given it. */
export async function actWithLink(trx: Pick<AnyWrites, 'getExecutor'>, hash: string): Promise<void> {
  await sql`select set_config('app.token', ${hash}, true)`.execute(trx);
}
