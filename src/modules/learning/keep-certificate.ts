import type { Writes } from '#kernel/db';
import { groupedCode, issueDocument, type DocumentId, type DocumentToIssue, type Seal } from '#kernel/documents';
import { keepFile, type FileId, type FileStore } from '#kernel/files';
import type { PersonId } from '#modules/people';
import { certificateTemplate } from './certificate-template.ts';

// uses messages: learning.purpose.*
/** What is printed, in the language of the certificate. */
export interface CertificateWords {
  title: string;
  issuer: string;
  /** The sentence above the name. */
  says: string;
  name: string;
  /** The same name in another script. */
  otherName: string | null;
  facts: { label: string; value: string }[];
  /** Beside the code: how to verify. */
  verify: string;
  /** What the QR picture is, for people who hear the document. */
  picture: string;
  /** Above the page, in a demonstration. */
  mark?: string;
}

/** A certificate for somebody, in a language, by an officer. */
export interface CertificateToPrint {
  person: { id: PersonId; officeId: string };
  lang: string;
  words: CertificateWords;
  officer: string;
  now: Date;
}

/** Which certificate: of a finished course, or of attendance of a group. */
type CertificateKind = 'certificate' | 'attendance';

interface Printing extends Omit<CertificateToPrint, 'person'> {
  kind: CertificateKind;
  officeId: string;
  subject: DocumentToIssue['subject'];
}

/** Issues a certificate as a document that anybody can verify; the PDF is the caller's to keep. Refusals: those of typesetting. */
export async function printCertificate(
  trx: Writes<'documents' | 'audit'>,
  seal: Seal,
  { kind, officeId, subject, lang, words, officer, now }: Printing,
): Promise<{ id: DocumentId; code: string; pdf: Buffer }> {
  const { title, issuer, says, name, otherName, facts, verify, picture, mark = '' } = words;
  return await issueDocument(trx, seal, {
    kind: `learning.${kind}`,
    officeId,
    subject,
    statement: { title, issuer, facts },
    lang,
    issuedAt: now,
    issuedBy: officer,
    purpose: 'learning.purpose.certificate',
    template: certificateTemplate,
    data: { says, name, otherName: otherName ?? '', issuer, verify, picture },
    note: issuer,
    mark,
  });
}

/**
 * Issues a certificate, and keeps its PDF among the person's documents. Refusals: those of typesetting and of keeping documents.
 */
export async function keepCertificate(
  trx: Writes<'documents' | 'audit' | 'access' | 'files'>,
  { store, ...seal }: Seal & { store: FileStore },
  { person, kind, lang, words, officer, now }: CertificateToPrint & { kind: CertificateKind },
): Promise<{ documentId: DocumentId; fileId: FileId }> {
  const issued = await printCertificate(trx, seal, {
    kind,
    officeId: person.officeId,
    subject: { id: person.id, custodianId: person.officeId },
    lang,
    words,
    officer,
    now,
  });
  const fileId = await keepFile(trx, { store, keyring: seal.keyring }, officer, {
    subjectId: person.id,
    name: `${kind}-${groupedCode(issued.code)}.pdf`,
    content: issued.pdf,
    purpose: 'learning.purpose.certificate',
  });
  return { documentId: issued.id, fileId };
}
