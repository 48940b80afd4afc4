import type { Reads, Writes } from '#kernel/db';
import { addDays } from '#kernel/time';
import { addBlocker, addStep, caseOfPerson, openBlockerKinds, type CaseId } from '#modules/cases';
import { adviceFor, type Advice, type AdviceCode } from './advice.ts';
import type { Assessment, AssessmentId } from './assessment.ts';
import { getAssessment } from './get-assessment.ts';
import { putOnRecord } from './put-on-record.ts';
import { refuse } from './refusals.ts';

/** The words of a next step as they go into the plan. */
export interface AdviceWords {
  title: string;
  detail: string;
}

/** Next steps of an assessment that are not in the plan yet. */
export function notPlanned({ judged, planned }: Pick<Assessment, 'judged' | 'planned'>): Advice[] {
  return adviceFor(judged).filter(({ code }) => !planned.includes(code));
}

/**
 * Puts the chosen next steps of a finished assessment into the plan of the person's case, and what stands in the way
 * among its blockers. A step that is there already is not put there twice.
 * Refusals: `not-found`, `not-finished`, `no-case`, `nothing-chosen`, and those of the plan.
 */
export async function planAdvice(
  trx: Reads<'readiness' | 'instruments' | 'directory'> & Writes<'readiness' | 'cases' | 'audit'>,
  accountId: string,
  id: AssessmentId,
  chosen: readonly AdviceCode[],
  wordsOf: (code: AdviceCode) => AdviceWords,
  on: { day: string; now: Date },
): Promise<CaseId> {
  const found = await getAssessment(trx, id);
  if (found.standing !== 'desk') throw refuse('not-found');
  if (!found.finishedAt) throw refuse('not-finished');
  const wanted = notPlanned(found).filter(({ code }) => chosen.includes(code));
  if (wanted.length === 0) throw refuse('nothing-chosen');
  const caseId = await caseOfPerson(trx, found.personId);
  if (!caseId) throw refuse('no-case');
  const blocked = await openBlockerKinds(trx, caseId);
  for (const { code, responsible, dueInDays, blocks } of wanted) {
    const marked = await trx
      .insertInto('readiness.planned')
      .values({
        assessment_id: id,
        person_id: found.personId,
        office_id: found.officeId,
        advice: code,
        planned_at: on.now,
        by_account: accountId,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (marked.numInsertedOrUpdatedRows === 0n) continue;
    const { title, detail } = wordsOf(code);
    await addStep(trx, accountId, caseId, { title, detail, responsible, serviceId: null, dueOn: addDays(on.day, dueInDays) });
    if (blocks && !blocked.has(blocks)) {
      await addBlocker(trx, caseId, { kind: blocks, note: detail || title });
      blocked.add(blocks);
    }
  }
  await putOnRecord(trx, 'planned', found);
  return caseId;
}
