import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { AnyWrites } from '#kernel/db';
import type { Redirect } from './answer.ts';
import { refuse } from './refusals.ts';

/** Under which name a form's key is kept: the account's, or for a visitor a hash of the key itself. */
export function keyHolder(accountId: string | null, key: string): string {
  return accountId ?? `visitor:${hash(key)}`;
}

export function hash(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Does `work` once per key: a double click or a resent form gets the first answer again.
 * A second request with the same key waits in the database until the first has ended.
 * Refusals: the same key with another body or on another route.
 */
export async function once(
  trx: AnyWrites,
  request: { holder: string; key: string; route: string; bodyHash: string },
  work: () => Promise<Redirect>,
): Promise<Redirect> {
  const claimed = await sql`
    insert into kernel.idempotency (actor_key, key, route, request_hash)
    values (${request.holder}, ${request.key}, ${request.route}, ${request.bodyHash})
    on conflict do nothing`.execute(trx);
  if (claimed.numAffectedRows === 0n) return await earlierAnswer(trx, request);
  const answer = await work();
  await sql`
    update kernel.idempotency set answer = ${JSON.stringify(answer)}
     where actor_key = ${request.holder} and key = ${request.key}`.execute(trx);
  return answer;
}

async function earlierAnswer(trx: AnyWrites, request: { holder: string; key: string; route: string; bodyHash: string }): Promise<Redirect> {
  const { rows } = await sql<{ route: string; request_hash: string; answer: Redirect | null }>`
    select route, request_hash, answer from kernel.idempotency
     where actor_key = ${request.holder} and key = ${request.key}`.execute(trx);
  const earlier = rows[0];
  if (!earlier?.answer || earlier.route !== request.route || earlier.request_hash !== request.bodyHash) {
    throw refuse('key-used-for-another-form');
  }
  return earlier.answer;
}
