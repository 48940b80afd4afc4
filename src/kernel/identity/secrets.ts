import { createHash, randomBytes, randomInt } from 'node:crypto';
import { fingerprint } from '#kernel/keys';
import type { Address } from './address.ts';
import type { Identity } from './identity.ts';

/** Signs that cannot be mistaken for one another when read aloud or from paper: no 0 O 1 I L U. */
export const CLEAR_SIGNS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A random secret of 256 bits for a cookie or a link: 43 signs. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The hash under which a token is stored. A random token of 256 bits needs no key and no salt. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Random clear signs: 4.9 bits each. */
export function clearSigns(count: number): string {
  return Array.from({ length: count }, () => CLEAR_SIGNS[randomInt(CLEAR_SIGNS.length)]).join('');
}

/** Reads clear signs as people write them: small letters, spaces and dashes allowed. */
export function readClearSigns(text: string): string {
  return text.toUpperCase().replace(/[^0-9A-Z]/g, '');
}

/** A one-time code of six digits. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** Keyed hash of something short enough to guess (codes, cards, network addresses): useless without the network's key. */
export function keyedHash(identity: Identity, what: string, ...parts: string[]): string {
  return fingerprint(identity.keyring, 'link-tokens', JSON.stringify(['identity', what, ...parts]));
}

/** Keyed hash by which a proved address and the one given at a desk are compared. */
export function addressFingerprint(identity: Pick<Identity, 'keyring'>, address: Address): string {
  return fingerprint(identity.keyring, 'contacts', `${address.kind}:${address.value}`);
}
