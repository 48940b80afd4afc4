import { sql } from 'kysely';
import { isForbidden, newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import type { Seal } from '#kernel/documents';
import type { Translated } from '#kernel/i18n';
import type { OfficeId } from '#modules/offices';
import { tooLittle } from './attendance.ts';
import type { AccountId } from './course.ts';
import type { EnrolmentId } from './enrolment.ts';
import { printCertificate, type CertificateWords } from './keep-certificate.ts';
import { refuse } from './refusals.ts';

/** A colleague in a group for officers whose last session is over. */
export interface AttendedByColleague {
  enrolmentId: EnrolmentId;
  accountId: string;
  officeId: OfficeId;
  /** Of the course. */
  title: Translated;
  groupName: string;
  /** Sessions at which they were, that were held, and that the group asks for. */
  present: number;
  held: number;
  needed: number;
  /** End of the last session. */
  lastAt: Date;
  /** When the certificate was issued; null while there is none. */
  certifiedAt: Date | null;
}

/** At how many sessions officers of the offices that the actor manages were, the latest group first; nothing for anybody else. */
export async function attendedByColleagues(trx: Reads<'learning'>): Promise<AttendedByColleague[]> {
  const { rows } = await sql<AttendedByColleague>`
    select f.enrolment_id as "enrolmentId", f.account_id as "accountId", f.office_id as "officeId", f.title, f.group_name as "groupName",
           f.present, f.held, f.needed, f.last_at as "lastAt", c.issued_at as "certifiedAt"
      from learning.colleagues_attended() f
      left join learning.officer_attendance_certificates c on c.enrolment_id = f.enrolment_id
     order by f.last_at desc, f.enrolment_id
     limit 500`.execute(trx);
  return rows;
}

/** Sessions that are missing for the certificate. */
export const missingSessions = ({ present, needed }: Pick<AttendedByColleague, 'present' | 'needed'>): number =>
  Math.max(0, needed - present);

/**
 * Issues the certificate of attendance of a colleague, who has no file; a second time it is the one that there is. Refusals:
 * `not-found` (also one's own, and of another office), `too-little-attendance`, `certified` (by another office), those of typesetting.
 */
export async function issueOfficerAttendance(
  trx: Writes<'learning' | 'documents' | 'audit'>,
  seal: Seal,
  { of, lang, words, manager, now }: { of: AttendedByColleague; lang: string; words: CertificateWords; manager: string; now: Date },
): Promise<string> {
  if (of.accountId === manager) throw refuse('not-found');
  if (missingSessions(of) > 0) throw tooLittle(of);
  // Two who press at once take turns: the second finds what the first has issued, and no document is made for nothing.
  await sql`select pg_advisory_xact_lock(hashtextextended(${of.enrolmentId}, 89))`.execute(trx);
  const issuedBefore = await trx
    .selectFrom('learning.officer_attendance_certificates')
    .select('document_id as id')
    .where('enrolment_id', '=', of.enrolmentId)
    .executeTakeFirst();
  if (issuedBefore) return issuedBefore.id;
  const issued = await printCertificate(trx, seal, {
    kind: 'attendance',
    officeId: of.officeId,
    subject: null,
    lang,
    words,
    officer: manager,
    now,
  });
  await trx
    .insertInto('learning.officer_attendance_certificates')
    .values({
      id: newId(),
      enrolment_id: of.enrolmentId,
      account_id: of.accountId as AccountId, // the account of the enrolment that was just read
      office_id: of.officeId,
      document_id: issued.id,
      content: issued.pdf,
      present: of.present,
      held: of.held,
      issued_at: now,
    })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-found') : error;
    })
    .catch(onConstraint({ officer_attendance_certificates_once: () => refuse('certified') }));
  return issued.id;
}

/** The PDF of one's own certificate of attendance as an officer; null where there is none. */
export async function ownOfficerAttendance(trx: Reads<'learning'>, enrolmentId: EnrolmentId): Promise<Buffer | null> {
  const row = await trx
    .selectFrom('learning.officer_attendance_certificates')
    .select('content')
    .where('enrolment_id', '=', enrolmentId)
    .executeTakeFirst();
  return row?.content ?? null;
}

/** When certificates of attendance were issued to an officer, by enrolment; of others only those that the actor may see. */
export async function officerAttendances(
  trx: Reads<'learning'>,
  enrolments: readonly EnrolmentId[],
): Promise<ReadonlyMap<EnrolmentId, Date>> {
  if (enrolments.length === 0) return new Map();
  const rows = await trx
    .selectFrom('learning.officer_attendance_certificates')
    .select(['enrolment_id', 'issued_at'])
    .where('enrolment_id', 'in', [...enrolments])
    .execute();
  return new Map(rows.map((row) => [row.enrolment_id, row.issued_at]));
}
