import { onConstraint, type Reads, type Writes } from '#kernel/db';
import type { Assessment, AssessmentId } from './assessment.ts';
import { getAssessment } from './get-assessment.ts';
import { sides, type Result } from './judge.ts';
import { putOnRecord } from './put-on-record.ts';
import { refuse } from './refusals.ts';

/** Whether it can be finished now, or why not: one side must be complete, or something must stand in the way. */
export function mayFinish({ standing, finishedAt, judged }: Pick<Assessment, 'standing' | 'finishedAt' | 'judged'>) {
  if (standing === 'reader') return 'not-found';
  if (finishedAt) return 'finished';
  return judged.result === null ? 'incomplete' : true;
}

/** Finishes an assessment and keeps its result; it is never changed again. Refusals: `not-found`, `finished`, `incomplete`. */
export async function finishAssessment(
  trx: Reads<'readiness' | 'instruments'> & Writes<'readiness' | 'audit'>,
  accountId: string,
  id: AssessmentId,
  now: Date,
): Promise<Result> {
  // Locked before it is read, so that no answer slips in between what is judged and what is kept.
  await trx.selectFrom('readiness.assessments').select('id').where('id', '=', id).forUpdate().execute();
  const found = await getAssessment(trx, id);
  const verdict = mayFinish(found);
  if (verdict !== true) throw refuse(verdict);
  const { result } = found.judged;
  if (result === null) throw refuse('incomplete');
  const of = { assessment_id: id, person_id: found.personId, office_id: found.officeId };
  const rows = sides.flatMap((side) =>
    found.judged[side].areas.flatMap(({ area, points, most, level }) => (level ? [{ ...of, side, area, points, most, level }] : [])),
  );
  if (rows.length > 0) await trx.insertInto('readiness.area_results').values(rows).execute();
  await trx
    .updateTable('readiness.assessments')
    .set({ finished_at: now, finished_by: accountId, result })
    .where('id', '=', id)
    .execute()
    .catch(onConstraint({ assessments_frozen: () => refuse('finished') }));
  await putOnRecord(trx, 'finished', found);
  return result;
}
