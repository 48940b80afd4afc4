import { record } from '#kernel/audit';
import type { Writes } from '#kernel/db';
import type { PersonId } from '#modules/people';
import type { Assessment, AssessmentId } from './assessment.ts';

/** Puts on record that somebody read or changed an assessment, for the office that has custody. */
export async function putOnRecord(
  trx: Writes<'audit'>,
  verb: 'started' | 'answered' | 'finished' | 'planned',
  of: { id: AssessmentId; personId: PersonId; officeId: string; standing?: Assessment['standing'] },
): Promise<void> {
  await record(trx, {
    verb: `readiness.${verb}`,
    purpose: 'people.purpose.counselling',
    scopeId: of.standing === 'own' ? null : of.officeId,
    subjectId: of.personId,
    objectKind: 'assessment',
    objectId: of.id,
  });
}

/** Puts on record that somebody else than the person read the readiness of a file. */
export async function readingOnRecord(trx: Writes<'audit'>, of: { personId: PersonId; officeId: string }): Promise<void> {
  await record(trx, {
    verb: 'readiness.read',
    purpose: 'people.purpose.counselling',
    scopeId: of.officeId,
    subjectId: of.personId,
    details: { parts: ['readiness'] },
  });
}
