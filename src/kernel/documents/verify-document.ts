import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { publicKey, signatureHolds, type Keyring } from '#kernel/keys';
import { signedText, statementSchema, type Statement } from './statement.ts';

export interface VerifiedDocument {
  state: 'valid' | 'expired' | 'revoked';
  language: string;
  statement: Statement;
  issuedAt: Date;
  /** A day. */
  expiresOn: string | null;
  revokedAt: Date | null;
  sha256: string;
  /** What the network signed, and its signature: whoever keeps both can check them without us. */
  signed: string;
  signature: string;
}

interface Row {
  language: string;
  statement: unknown;
  sha256: string;
  signature: string;
  issued_at: Date;
  expires_on: string | null;
  revoked_at: Date | null;
}

/**
 * What the document with this code states and whether it is valid on a day; null where no document has the code, or where the
 * row does not bear the network's signature, so that a row changed in the database verifies nothing.
 */
export async function verifyDocument(
  trx: Reads<'documents'>,
  keyring: Keyring,
  { code, on }: { code: string; on: string },
): Promise<VerifiedDocument | null> {
  const { rows } = await sql<Row>`select * from documents.verify(${code})`.execute(trx);
  const row = rows[0];
  if (!row) return null;
  const { language, sha256, signature, issued_at: issuedAt, expires_on: expiresOn, revoked_at: revokedAt } = row;
  const statement = statementSchema.parse(row.statement);
  const signed = signedText({ code, language, statement, sha256, issuedAt, expiresOn });
  if (!signatureHolds(publicKey(keyring), signed, signature)) return null;
  const state = revokedAt ? 'revoked' : expiresOn !== null && expiresOn < on ? 'expired' : 'valid';
  return { state, language, statement, issuedAt, expiresOn, revokedAt, sha256, signed, signature };
}
