import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';

declare const sealing: unique symbol;

/** A key for {@link seal} and {@link unseal}; it does not print itself into logs or JSON. */
export type SealingKey = KeyObject & { readonly [sealing]: true };

/** Where a sealed value belongs. A value moved to another row, column or table does not open there. */
export interface SealContext {
  /** `schema.table`, or the name of a store. */
  table: string;
  column: string;
  /** The row's key. */
  id: string;
}

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Bytes that sealing adds. */
export const SEAL_OVERHEAD = 1 + NONCE_BYTES + TAG_BYTES;

/** Encrypts a text (UTF-8) or bytes with AES-256-GCM: version byte, 96-bit random nonce, ciphertext, tag. */
export function seal(key: SealingKey, plaintext: string | Uint8Array, context: SealContext): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(additionalData(context));
  const content = typeof plaintext === 'string' ? Buffer.from(plaintext, 'utf8') : plaintext;
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** Decrypts what {@link seal} made; throws where the key, the place or a single bit is another. */
export function unseal(key: SealingKey, sealed: Uint8Array, context: SealContext): Buffer {
  if (sealed.length < SEAL_OVERHEAD || sealed[0] !== VERSION)
    throw new Error(`not a sealed value of version ${VERSION}: ${context.table}.${context.column}`);
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(additionalData(context));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE_BYTES, sealed.length - TAG_BYTES)), decipher.final()]);
  } catch (error) {
    throw new Error(`a sealed value does not open (${context.table}.${context.column}): another key, another place, or changed`, {
      cause: error,
    });
  }
}

/** {@link unseal} for a text. */
export function unsealText(key: SealingKey, sealed: Uint8Array, context: SealContext): string {
  return unseal(key, sealed, context).toString('utf8');
}

function additionalData({ table, column, id }: SealContext): Buffer {
  return Buffer.from(JSON.stringify([VERSION, table, column, id]), 'utf8');
}
