import { newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import type { Seal } from '#kernel/documents';
import type { FileId, FileStore } from '#kernel/files';
import { earnsCertificate, sessionsNeeded, shareOf, ticksOf, tooLittle } from './attendance.ts';
import type { Enrolment, EnrolmentId } from './enrolment.ts';
import { keepCertificate, type CertificateToPrint } from './keep-certificate.ts';
import { getGroup } from './read-groups.ts';
import { refuse } from './refusals.ts';
import { sessionsOf } from './session.ts';

export interface AttendanceToCertify extends CertificateToPrint {
  enrolment: Enrolment;
}

/**
 * Issues the certificate of attendance of somebody who was at enough of a group's sessions: a PDF among the person's
 * documents, verified by its code. Refusals: `not-found`, `sessions-to-come`, `too-little-attendance`, `certified`, those of
 * typesetting and of keeping documents.
 */
export async function issueAttendance(
  trx: Writes<'learning' | 'documents' | 'audit' | 'access' | 'files'>,
  keep: Seal & { store: FileStore },
  given: AttendanceToCertify,
): Promise<void> {
  const { enrolment, person, now } = given;
  const group = await getGroup(trx, enrolment.groupId);
  if (!group || enrolment.personId !== person.id || enrolment.state !== 'enrolled') throw refuse('not-found');
  const share = shareOf(await sessionsOf(trx, [group.id]), await ticksOf(trx, [enrolment.id]), enrolment.id, now);
  if (!group.lastAt || group.lastAt > now || share.held === 0) throw refuse('sessions-to-come');
  if (!earnsCertificate(group, share, now)) throw tooLittle({ ...share, needed: sessionsNeeded(group, share) });
  if ((await attendanceCertificates(trx, [enrolment.id])).size > 0) throw refuse('certified');
  const { documentId, fileId } = await keepCertificate(trx, keep, { ...given, kind: 'attendance' });
  await trx
    .insertInto('learning.attendance_certificates')
    .values({
      id: newId(),
      enrolment_id: enrolment.id,
      person_id: person.id,
      office_id: person.officeId,
      document_id: documentId,
      file_id: fileId,
      percent: share.percent,
      issued_at: now,
    })
    .execute()
    .catch(onConstraint({ attendance_certificates_once: () => refuse('certified') }));
}

/** Certificates of attendance by enrolment; of others only those that the actor may see. */
export async function attendanceCertificates(
  trx: Reads<'learning'>,
  enrolments: readonly EnrolmentId[],
): Promise<Map<EnrolmentId, { fileId: FileId; issuedAt: Date }>> {
  if (enrolments.length === 0) return new Map();
  const rows = await trx
    .selectFrom('learning.attendance_certificates')
    .select(['enrolment_id', 'file_id', 'issued_at'])
    .where('enrolment_id', 'in', [...enrolments])
    .execute();
  // The table keeps the id of the document that keepFile gave.
  return new Map(rows.map((row) => [row.enrolment_id, { fileId: row.file_id as FileId, issuedAt: row.issued_at }]));
}
