import { createHash } from 'node:crypto';
import { toString as drawQrCode } from 'qrcode';
import type { SubjectId } from '#kernel/access';
import { record } from '#kernel/audit';
import { isForbidden, newId, type Id, type Reads, type Writes } from '#kernel/db';
import { signText, type Keyring } from '#kernel/keys';
import { groupedCode, newCode } from './code.ts';
import { refuse } from './refusals.ts';
import { signedText, statementSchema, type Statement } from './statement.ts';
import { typeset, type Json, type Paper } from './typeset.ts';

export type DocumentId = Id<'documents.issued'>;

export interface DocumentToIssue {
  /** `learning.certificate` */
  kind: string;
  /** In whose name. */
  officeId: string;
  /** Whose file it is about, with the office that has its custody. */
  subject: { id: SubjectId; custodianId: string } | null;
  statement: Statement;
  /** Language of the document. */
  lang: string;
  /** Last day on which it is valid. */
  expiresOn?: string | null;
  issuedAt: Date;
  /** Account of the officer; null for a job. */
  issuedBy: string | null;
  purpose: string;
  /**
   * How it is printed. `data` gets `verification` (code, address) besides; the template prints it with
   * `#verification(data.verification, alt: …, say: …)`.
   */
  template: string;
  data: { readonly [key: string]: Json | undefined };
  images?: Paper['images'];
  note?: string;
  mark?: string;
}

/** Where a document issued here is verified, and who signs. */
export interface Seal {
  keyring: Keyring;
  /** PUBLIC_URL of the network. */
  publicUrl: string;
}

/**
 * Issues a document: gives it a code, typesets it with the code and its QR picture, signs what it states, keeps a row.
 * The PDF is the caller's to keep or to send. Refusals: those of `typeset`; `forbidden` outside the actor's offices.
 */
export async function issueDocument(
  trx: Writes<'documents' | 'audit'>,
  { keyring, publicUrl }: Seal,
  document: DocumentToIssue,
): Promise<{ id: DocumentId; code: string; pdf: Buffer }> {
  const statement = statementSchema.parse(document.statement);
  const id = newId<'documents.issued'>();
  const code = newCode();
  const address = `${publicUrl}/verify/${groupedCode(code)}`;
  const { lang, subject, issuedAt, expiresOn = null } = document;
  const pdf = await typeset({
    template: document.template,
    data: { ...document.data, statement: { ...statement }, verification: { code: groupedCode(code), address } },
    images: { ...document.images, verification: await drawQrCode(address, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' }) },
    title: statement.title,
    note: document.note ?? '',
    mark: document.mark ?? '',
    lang,
    at: issuedAt,
  });
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  const text = signedText({ code, language: lang, statement, sha256, issuedAt, expiresOn });
  await trx
    .insertInto('documents.issued')
    .values({
      id,
      code,
      kind: document.kind,
      office_id: document.officeId,
      subject_id: subject?.id ?? null,
      custodian_id: subject?.custodianId ?? null,
      language: lang,
      statement: JSON.stringify(statement),
      sha256,
      signature: signText(keyring, text),
      issued_at: issuedAt,
      issued_by: document.issuedBy,
      expires_on: expiresOn,
    })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('forbidden') : error;
    });
  await record(trx, {
    verb: 'documents.issue',
    purpose: document.purpose,
    scopeId: document.officeId,
    subjectId: subject?.id ?? null,
    objectKind: 'documents.issued',
    objectId: id,
    details: { kind: document.kind },
  });
  return { id, code, pdf };
}

/** Revokes a document for a reason that the office and the person can read. Refusals: `not-found`, also where it is revoked already. */
export async function revokeDocument(
  trx: Writes<'documents' | 'audit'>,
  { id, by, at, reason, purpose }: { id: DocumentId; by: string; at: Date; reason: string; purpose: string },
): Promise<void> {
  const row = await trx
    .updateTable('documents.issued')
    .set({ revoked_at: at, revoked_by: by, reason })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning(['subject_id', 'office_id'])
    .executeTakeFirst();
  if (!row) throw refuse('not-found');
  await record(trx, {
    verb: 'documents.revoke',
    purpose,
    scopeId: row.office_id,
    subjectId: row.subject_id,
    objectKind: 'documents.issued',
    objectId: id,
  });
}

export interface IssuedDocument {
  id: DocumentId;
  code: string;
  kind: string;
  officeId: string;
  title: string;
  issuedAt: Date;
  expiresOn: string | null;
  revokedAt: Date | null;
  reason: string | null;
}

/** The documents about a person that the actor may see, newest first. */
export async function listIssued(trx: Reads<'documents'>, subjectId: SubjectId): Promise<IssuedDocument[]> {
  const rows = await trx
    .selectFrom('documents.issued')
    .select(['id', 'code', 'kind', 'office_id', 'statement', 'issued_at', 'expires_on', 'revoked_at', 'reason'])
    .where('subject_id', '=', subjectId)
    .orderBy('issued_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    kind: row.kind,
    officeId: row.office_id,
    title: statementSchema.parse(row.statement).title,
    issuedAt: row.issued_at,
    expiresOn: row.expires_on,
    revokedAt: row.revoked_at,
    reason: row.reason,
  }));
}
