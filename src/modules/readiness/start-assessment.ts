import { newId, onConstraint, type Writes } from '#kernel/db';
import type { PersonId } from '#modules/people';
import type { AssessmentId } from './assessment.ts';
import { RULES } from './parameters.ts';
import { putOnRecord } from './put-on-record.ts';
import { refuse } from './refusals.ts';

/** Begins an assessment, as the person or as the desk that has custody. Refusals: `not-found`, `open-already`. */
export async function startAssessment(
  trx: Writes<'readiness' | 'audit'>,
  accountId: string,
  file: { personId: PersonId; officeId: string },
  now: Date,
): Promise<AssessmentId> {
  const id = newId<'readiness.assessments'>();
  await trx
    .insertInto('readiness.assessments')
    .values({ id, person_id: file.personId, office_id: file.officeId, rules: RULES, started_at: now, started_by: accountId })
    .execute()
    .catch(onConstraint({ assessments_one_open: () => refuse('open-already'), assessments_person: () => refuse('not-found') }));
  await putOnRecord(trx, 'started', { id, ...file });
  return id;
}
