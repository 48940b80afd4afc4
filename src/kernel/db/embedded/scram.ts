import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';

const ITERATIONS = 4096;

/**
 * What PostgreSQL keeps instead of a password (RFC 5802, RFC 7677). Sent in place of the password, so that no log of
 * statements ever holds one. The password must be ASCII (others need SASLprep).
 */
export function scramVerifier(password: string, salt = randomBytes(16), iterations = ITERATIONS): string {
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const storedKey = createHash('sha256').update(hmac(salted, 'Client Key')).digest();
  const serverKey = hmac(salted, 'Server Key');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey.toString('base64')}:${serverKey.toString('base64')}`;
}

/** Whether the kept text was made from this password. */
export function matchesVerifier(password: string, verifier: string | null): boolean {
  const found = /^SCRAM-SHA-256\$(\d+):([^$]+)\$/.exec(verifier ?? '');
  if (!found?.[1] || !found[2] || !verifier) return false;
  const made = scramVerifier(password, Buffer.from(found[2], 'base64'), Number(found[1]));
  return made.length === verifier.length && timingSafeEqual(Buffer.from(made), Buffer.from(verifier));
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
