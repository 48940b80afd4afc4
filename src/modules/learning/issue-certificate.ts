import { newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import type { DocumentId, Seal } from '#kernel/documents';
import type { FileId, FileStore } from '#kernel/files';
import type { AccountId } from './course.ts';
import { keepCertificate, type CertificateToPrint } from './keep-certificate.ts';
import { refuse } from './refusals.ts';
import type { StudyId } from './study.ts';

export interface CertificateToIssue extends CertificateToPrint {
  studyId: StudyId;
  accountId: string;
}

export interface Certificate {
  id: string;
  studyId: StudyId;
  documentId: DocumentId;
  fileId: FileId;
  issuedAt: Date;
}

/**
 * Issues the certificate of a finished course: a PDF among the person's documents, verified by its code.
 * Refusals: `not-finished`, `certified` (there is one already), and those of typesetting and of keeping documents.
 */
export async function issueCertificate(
  trx: Writes<'learning' | 'documents' | 'audit' | 'access' | 'files'>,
  keep: Seal & { store: FileStore },
  given: CertificateToIssue,
): Promise<void> {
  const { studyId, accountId, person, now } = given;
  const study = await trx.selectFrom('learning.studies').select('finished_at').where('id', '=', studyId).executeTakeFirst();
  if (!study?.finished_at) throw refuse('not-finished');
  if ((await certificatesOf(trx, [studyId])).size > 0) throw refuse('certified');
  const { documentId, fileId } = await keepCertificate(trx, keep, { ...given, kind: 'certificate' });
  await trx
    .insertInto('learning.certificates')
    .values({
      id: newId(),
      study_id: studyId,
      account_id: accountId as AccountId, // the account of the study that was just read
      person_id: person.id,
      office_id: person.officeId,
      document_id: documentId,
      file_id: fileId,
      issued_at: now,
    })
    .execute()
    .catch(onConstraint({ certificates_once: () => refuse('certified') }));
}

/** Certificates of studies, by study; of others only those that the actor may see. */
export async function certificatesOf(trx: Reads<'learning'>, studies: readonly StudyId[]): Promise<Map<string, Certificate>> {
  if (studies.length === 0) return new Map();
  const rows = await trx
    .selectFrom('learning.certificates')
    .select(['id', 'study_id as studyId', 'document_id as documentId', 'file_id as fileId', 'issued_at as issuedAt'])
    .where('study_id', 'in', [...studies])
    .execute();
  // The table keeps the id of the document that keepFile gave.
  return new Map(rows.map((row) => [row.studyId as string, { ...row, fileId: row.fileId as FileId }]));
}
