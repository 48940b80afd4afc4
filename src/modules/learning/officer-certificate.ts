import { sql } from 'kysely';
import { isForbidden, newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import type { Seal } from '#kernel/documents';
import type { Translated } from '#kernel/i18n';
import type { OfficeId } from '#modules/offices';
import type { AccountId } from './course.ts';
import { printCertificate, type CertificateWords } from './keep-certificate.ts';
import { refuse } from './refusals.ts';
import type { StudyId } from './study.ts';

/** A course for officers that a colleague has finished. */
export interface FinishedByColleague {
  studyId: StudyId;
  accountId: string;
  officeId: OfficeId;
  title: Translated;
  minutes: number;
  finishedAt: Date;
  /** When the certificate was issued; null while there is none. */
  certifiedAt: Date | null;
}

/** What officers of the offices that the actor manages have finished, the latest first; nothing for anybody else. */
export async function finishedByColleagues(trx: Reads<'learning'>): Promise<FinishedByColleague[]> {
  const { rows } = await sql<FinishedByColleague>`
    select f.study_id as "studyId", f.account_id as "accountId", f.office_id as "officeId", f.title, f.minutes, f.finished_at as "finishedAt",
           c.issued_at as "certifiedAt"
      from learning.colleagues_finished() f
      left join learning.officer_certificates c on c.study_id = f.study_id
     order by f.finished_at desc, f.study_id
     limit 500`.execute(trx);
  return rows;
}

/**
 * Issues the certificate of a course that a colleague finished, who has no file: verified by its code like any other, kept for
 * the colleague to take. Refusals: `not-found` (also one's own, and of another office), `certified`, those of typesetting.
 */
export async function issueOfficerCertificate(
  trx: Writes<'learning' | 'documents' | 'audit'>,
  keep: Seal,
  { of, lang, words, manager, now }: { of: FinishedByColleague; lang: string; words: CertificateWords; manager: string; now: Date },
): Promise<void> {
  if (of.accountId === manager) throw refuse('not-found');
  if (of.certifiedAt) throw refuse('certified');
  const issued = await printCertificate(trx, keep, {
    kind: 'certificate',
    officeId: of.officeId,
    subject: null,
    lang,
    words,
    officer: manager,
    now,
  });
  await trx
    .insertInto('learning.officer_certificates')
    .values({
      id: newId(),
      study_id: of.studyId,
      account_id: of.accountId as AccountId, // the account of the study that was just read
      office_id: of.officeId,
      document_id: issued.id,
      content: issued.pdf,
      issued_at: now,
    })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-found') : error;
    })
    .catch(onConstraint({ officer_certificates_once: () => refuse('certified') }));
}

/** The PDF of one's own certificate as an officer; null where there is none. */
export async function ownOfficerCertificate(trx: Reads<'learning'>, studyId: StudyId): Promise<Buffer | null> {
  const row = await trx.selectFrom('learning.officer_certificates').select('content').where('study_id', '=', studyId).executeTakeFirst();
  return row?.content ?? null;
}

/** Which of these studies have a certificate as an officer that the actor may see. */
export async function officerCertificatesOf(trx: Reads<'learning'>, studies: readonly StudyId[]): Promise<ReadonlySet<string>> {
  if (studies.length === 0) return new Set();
  const rows = await trx
    .selectFrom('learning.officer_certificates')
    .select('study_id')
    .where('study_id', 'in', [...studies])
    .execute();
  return new Set(rows.map(({ study_id }) => study_id as string));
}

/** When each study of an officer was certified. */
export async function officerCertificateDays(trx: Reads<'learning'>, accountId: string): Promise<ReadonlyMap<StudyId, Date>> {
  const rows = await trx
    .selectFrom('learning.officer_certificates')
    .select(['study_id', 'issued_at'])
    .where('account_id', '=', accountId as AccountId) // the actor's own
    .execute();
  return new Map(rows.map((row) => [row.study_id, row.issued_at]));
}

/** Courses for officers begun and finished in a span by officers of offices whose counts the actor may read. */
export async function countOfficers(
  trx: Reads<'learning'>,
  officeIds: readonly string[],
  span: { from: Date; until: Date },
): Promise<{ officeId: string; state: 'begun' | 'finished'; count: number }[]> {
  const { rows } = await sql<{ officeId: string; state: 'begun' | 'finished'; count: number }>`
    select office_id as "officeId", state, studies::int as count
      from learning.count_officers(${[...officeIds]}::uuid[], ${span.from}, ${span.until})`.execute(trx);
  return rows;
}
