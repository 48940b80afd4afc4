import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { AnyWrites } from '#kernel/db';
import { fingerprint, networkKey, seal, unsealText, type Keyring } from '#kernel/keys';
import type { Redirect } from './answer.ts';
import { refuse } from './refusals.ts';

/** One sending of a form. */
export interface Sending {
  readonly holder: string;
  /** The key that was hidden in the form. */
  readonly key: string;
  readonly route: string;
  /** The whole body as one text. */
  readonly body: string;
}

/** Under which name a form's key is kept: the account's, or for a visitor a hash of the key itself. */
export function keyHolder(accountId: string | null, key: string): string {
  return accountId ?? `visitor:${hash(key)}`;
}

export function hash(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Does `work` once per key: a double click or a resent form gets the first answer again.
 * A second request with the same key waits in the database until the first has ended. Key, body and answer are kept so that
 * who reads the table can neither use a link that stands in an answer nor send the form to be given it.
 * Refusals: the same key with another body or on another route.
 */
export async function once(trx: AnyWrites, keyring: Keyring, sending: Sending, work: () => Promise<Redirect>): Promise<Redirect> {
  const { holder, route } = sending;
  const key = storedKey(keyring, sending);
  const requestHash = fingerprint(keyring, 'link-tokens', JSON.stringify(['form body', sending.body]));
  const claimed = await sql`
    insert into kernel.idempotency (actor_key, key, route, request_hash)
    values (${holder}, ${key}, ${route}, ${requestHash})
    on conflict do nothing`.execute(trx);
  if (claimed.numAffectedRows === 0n) return await earlierAnswer(trx, keyring, { holder, key, route, requestHash });
  const answer = await work();
  await sql`
    update kernel.idempotency set sealed_answer = ${seal(networkKey(keyring, 'answers'), JSON.stringify(answer), placeOf(holder, key))}
     where actor_key = ${holder} and key = ${key}`.execute(trx);
  return answer;
}

interface Stored {
  holder: string;
  key: string;
  route: string;
  requestHash: string;
}

async function earlierAnswer(trx: AnyWrites, keyring: Keyring, { holder, key, route, requestHash }: Stored): Promise<Redirect> {
  const { rows } = await sql<{ route: string; request_hash: string; sealed_answer: Buffer | null }>`
    select route, request_hash, sealed_answer from kernel.idempotency
     where actor_key = ${holder} and key = ${key}`.execute(trx);
  const earlier = rows[0];
  if (!earlier?.sealed_answer || earlier.route !== route || earlier.request_hash !== requestHash) {
    throw refuse('key-used-for-another-form');
  }
  return JSON.parse(unsealText(networkKey(keyring, 'answers'), earlier.sealed_answer, placeOf(holder, key))) as Redirect; // sealed above
}

/** 128 bits of a keyed hash in the shape of a UUID, which the column asks for. */
function storedKey(keyring: Keyring, { holder, key }: Sending): string {
  const digits = fingerprint(keyring, 'link-tokens', JSON.stringify(['form key', holder, key]));
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

function placeOf(holder: string, key: string) {
  return { table: 'kernel.idempotency', column: 'sealed_answer', id: `${holder}/${key}` };
}
