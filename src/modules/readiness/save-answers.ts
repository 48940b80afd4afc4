import { onConstraint, type Reads, type Writes } from '#kernel/db';
import type { Assessment, AssessmentId } from './assessment.ts';
import { getAssessment } from './get-assessment.ts';
import type { Answers, Blockers, Side } from './judge.ts';
import { isBlocker } from './questions.ts';
import { putOnRecord } from './put-on-record.ts';
import { refuse } from './refusals.ts';

/** Whether the actor may write this side's answers now, or why not. */
export function mayAnswer({ standing, finishedAt }: Pick<Assessment, 'standing' | 'finishedAt'>, side: Side) {
  if (standing === 'reader') return 'not-found';
  if (standing === 'own' && side !== 'founder') return 'not-your-side';
  return finishedAt ? 'finished' : true;
}

/**
 * Keeps what one side answered; what is left out stays as it was. The desk may write for the founder.
 * Refusals: `not-found`, `not-your-side`, `finished`.
 */
export async function saveAnswers(
  trx: Reads<'readiness' | 'instruments'> & Writes<'readiness' | 'audit'>,
  accountId: string,
  id: AssessmentId,
  side: Side,
  given: { answers?: Answers; blockers?: Blockers },
  now: Date,
): Promise<void> {
  const found = await getAssessment(trx, id);
  const verdict = mayAnswer(found, side);
  if (verdict !== true) throw refuse(verdict);
  const of = { assessment_id: id, person_id: found.personId, office_id: found.officeId, side, answered_at: now, by_account: accountId };
  const frozen = onConstraint({ answers_frozen: () => refuse('finished') });
  const answers = Object.entries(given.answers ?? {}).flatMap(([question, points]) =>
    points !== undefined && found.questionnaire.questions.some(({ id: asked }) => asked === question) ? [{ ...of, question, points }] : [],
  );
  if (answers.length > 0) {
    await trx
      .insertInto('readiness.answers')
      .values(answers)
      .onConflict((conflict) =>
        conflict.columns(['assessment_id', 'side', 'question']).doUpdateSet((eb) => ({
          points: eb.ref('excluded.points'),
          answered_at: eb.ref('excluded.answered_at'),
          by_account: eb.ref('excluded.by_account'),
        })),
      )
      .execute()
      .catch(frozen);
  }
  const blockers = Object.entries(given.blockers ?? {}).filter(([blocker]) => isBlocker(blocker));
  if (blockers.length > 0) {
    await trx
      .insertInto('readiness.blockers')
      .values(blockers.map(([blocker, state]) => ({ ...of, blocker, state })))
      .onConflict((conflict) =>
        conflict.columns(['assessment_id', 'side', 'blocker']).doUpdateSet((eb) => ({
          state: eb.ref('excluded.state'),
          answered_at: eb.ref('excluded.answered_at'),
          by_account: eb.ref('excluded.by_account'),
        })),
      )
      .execute()
      .catch(frozen);
  }
  await putOnRecord(trx, 'answered', found);
}
