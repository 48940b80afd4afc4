import { createHmac, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { StartFailure } from '#kernel/errors';
import { asSystem, type Database } from '#kernel/db';
import type { MasterKey } from './master-key.ts';
import { seal, unseal, type SealingKey } from './seal.ts';

/** What a network's key is used for. Each purpose has a key of its own, so that one cannot stand in for another. */
export const purposes = [
  'accounts',
  'link-tokens',
  'identity-numbers',
  'contacts',
  'drafts',
  'mail',
  'files',
  'subject-keys',
  'answers',
  'audit',
  'signatures',
] as const;
export type Purpose = (typeof purposes)[number];

/** The keys of one network, passed with the request's network; nothing at module level holds one. */
export interface Keyring {
  readonly keys: Readonly<Record<Purpose, KeyObject>>;
  /** Folder beside the master key, outside every backup. */
  readonly directory: string;
}

const NUMBER = 1;
const CONTEXT = { table: 'kernel.network_keys', column: 'wrapped', id: String(NUMBER) };

/**
 * Opens the keys of the network in this database; makes the network's key on first use.
 * Refusals: {@link StartFailure} where the network's key was wrapped by another master key.
 */
export async function openKeyring(db: Database, master: MasterKey): Promise<Keyring> {
  const wrapping = master.wrapping as SealingKey; // the master key seals nothing but network keys
  const wrapped = await asSystem(db, async (trx) => {
    const found = await trx.selectFrom('kernel.network_keys').select('wrapped').where('number', '=', NUMBER).executeTakeFirst();
    if (found) return found.wrapped;
    await trx
      .insertInto('kernel.network_keys')
      .values({ number: NUMBER, wrapped: seal(wrapping, randomBytes(32), CONTEXT) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const made = await trx.selectFrom('kernel.network_keys').select('wrapped').where('number', '=', NUMBER).executeTakeFirstOrThrow();
    return made.wrapped;
  });
  return { keys: derive(unwrap(wrapping, wrapped)), directory: master.directory };
}

function unwrap(wrapping: SealingKey, wrapped: Buffer): Buffer {
  try {
    return unseal(wrapping, wrapped, CONTEXT);
  } catch (error) {
    throw new StartFailure(
      "The master key does not open this network's data: the network was set up with another one. Put back that key from the copy kept apart from the backups.",
      { cause: error },
    );
  }
}

function derive(networkKey: Buffer): Record<Purpose, KeyObject> {
  const entries = purposes.map((purpose) => {
    const key = Buffer.from(hkdfSync('sha256', networkKey, '', `ponte network: ${purpose}`, 32));
    return [purpose, createSecretKey(key)] as const;
  });
  return Object.fromEntries(entries) as Record<Purpose, KeyObject>; // one entry for each purpose, from the list itself
}

/** The network's own key for content that belongs to no single file: second factors, drafts, answers to forms, mail waiting to be sent, shared files. */
export function networkKey(
  keyring: Keyring,
  purpose: Extract<Purpose, 'accounts' | 'answers' | 'drafts' | 'mail' | 'files' | 'subject-keys'>,
): SealingKey {
  return keyring.keys[purpose] as SealingKey; // these purposes seal and never sign
}

/**
 * Keyed hash (HMAC-SHA-256, 64 hexadecimal digits) by which a value is found again without being stored in clear.
 * The caller brings the value into one form first (no spaces, capitals, E.164 …).
 */
export function fingerprint(
  keyring: Keyring,
  purpose: Extract<Purpose, 'link-tokens' | 'identity-numbers' | 'contacts' | 'audit'>,
  value: string,
): string {
  return createHmac('sha256', keyring.keys[purpose]).update(value, 'utf8').digest('hex');
}
