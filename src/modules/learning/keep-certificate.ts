import type { Writes } from '#kernel/db';
import { groupedCode, issueDocument, type DocumentId, type Seal } from '#kernel/documents';
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

/**
 * Issues a certificate as a document that anybody can verify, and keeps its PDF among the person's documents.
 * Refusals: those of typesetting and of keeping documents.
 */
export async function keepCertificate(
  trx: Writes<'documents' | 'audit' | 'access' | 'files'>,
  { store, ...seal }: Seal & { store: FileStore },
  { kind, person, lang, words, officer, now }: CertificateToPrint & { kind: 'certificate' | 'attendance' },
): Promise<{ documentId: DocumentId; fileId: FileId }> {
  const { title, issuer, says, name, otherName, facts, verify, picture, mark = '' } = words;
  const issued = await issueDocument(trx, seal, {
    kind: `learning.${kind}`,
    officeId: person.officeId,
    subject: { id: person.id, custodianId: person.officeId },
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
  const fileId = await keepFile(trx, { store, keyring: seal.keyring }, officer, {
    subjectId: person.id,
    name: `${kind}-${groupedCode(issued.code)}.pdf`,
    content: issued.pdf,
    purpose: 'learning.purpose.certificate',
  });
  return { documentId: issued.id, fileId };
}
