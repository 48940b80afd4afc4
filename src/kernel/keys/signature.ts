import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { Keyring } from './keyring.ts';

/** What stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410, section 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

function privateKey(keyring: Keyring): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8, keyring.keys.signatures.export()]), format: 'der', type: 'pkcs8' });
}

/** Signs a text with the network's Ed25519 key (RFC 8032); base64url. The key follows from the network's key, so a restored backup signs alike. */
export function signText(keyring: Keyring, text: string): string {
  return sign(null, Buffer.from(text, 'utf8'), privateKey(keyring)).toString('base64url');
}

/** The public half, for whoever checks a signature. */
export function publicKey(keyring: Keyring): KeyObject {
  return createPublicKey(privateKey(keyring));
}

/** The public half as PEM, as openssl reads it. */
export function publicKeyText(keyring: Keyring): string {
  return publicKey(keyring).export({ format: 'pem', type: 'spki' }).toString();
}

/** Whether the signature is the network's over exactly this text. */
export function signatureHolds(key: KeyObject, text: string, signature: string): boolean {
  return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64url'));
}
