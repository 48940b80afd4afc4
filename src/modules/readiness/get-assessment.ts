import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { PersonId } from '#modules/people';
import type { AdviceCode } from './advice.ts';
import type { Assessment, AssessmentId, SideAnswers } from './assessment.ts';
import { judgeBoth, sides, type Level, type Result, type Side } from './judge.ts';
import { questionnairesOf, type Questionnaire } from './questionnaire.ts';
import { isBlocker, type Area, type BlockerState, type Points } from './questions.ts';
import { refuse } from './refusals.ts';

/** More assessments of one person than anybody makes. */
const MOST = 60;

/** An assessment with both sides' answers. Refusals: `not-found`. */
export async function getAssessment(trx: Reads<'readiness' | 'instruments'>, id: AssessmentId): Promise<Assessment> {
  const [found] = await load(trx, { id });
  if (!found) throw refuse('not-found');
  return found;
}

/** Every assessment of these files that the actor may read, the newest first. */
export async function assessmentsOf(trx: Reads<'readiness' | 'instruments'>, personIds: readonly PersonId[]): Promise<Assessment[]> {
  return personIds.length === 0 ? [] : await load(trx, { personIds });
}

async function load(
  trx: Reads<'readiness' | 'instruments'>,
  of: { id: AssessmentId } | { personIds: readonly PersonId[] },
): Promise<Assessment[]> {
  const rows = await trx
    .selectFrom('readiness.assessments as a')
    .selectAll('a')
    .select([
      sql<boolean>`a.office_id in (select access.desks())`.as('desk'),
      sql<boolean>`a.person_id in (select access.own_subjects())`.as('own'),
    ])
    .where((eb) => ('id' in of ? eb('a.id', '=', of.id) : eb('a.person_id', 'in', [...of.personIds])))
    .orderBy('a.started_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(MOST)
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const asked = await questionnairesOf(
    trx,
    rows.map((row) => row.version_id),
  );
  const answers = await trx.selectFrom('readiness.answers').selectAll().where('assessment_id', 'in', ids).execute();
  const blockers = await trx.selectFrom('readiness.blockers').selectAll().where('assessment_id', 'in', ids).execute();
  const areaResults = await trx.selectFrom('readiness.area_results').selectAll().where('assessment_id', 'in', ids).execute();
  const planned = await trx.selectFrom('readiness.planned').selectAll().where('assessment_id', 'in', ids).execute();
  return rows.map((row) => {
    const questionnaire = asked.get(row.version_id);
    if (!questionnaire) throw new Error('an assessment has its questions');
    const own = <T extends { assessment_id: AssessmentId }>(all: readonly T[]) => all.filter((one) => one.assessment_id === row.id);
    const [founder, counsellor] = sides.map((side) => sideOf(side, questionnaire, own(answers), own(blockers))) as [
      SideAnswers,
      SideAnswers,
    ]; // two sides
    return {
      id: row.id,
      personId: row.person_id,
      officeId: row.office_id,
      standing: row.desk ? 'desk' : row.own ? 'own' : 'reader',
      rules: row.rules,
      questionnaire,
      startedAt: row.started_at,
      finishedAt: row.finished_at,
      finishedBy: row.finished_by,
      result: row.result as Result | null, // check constraint assessments_result
      founder,
      counsellor,
      judged: judgeBoth(questionnaire, { founder, counsellor }),
      areaResults: own(areaResults).map((one) => ({
        side: one.side as Side, // check constraints of area_results; the area is of our own list
        area: one.area as Area,
        points: one.points,
        most: one.most,
        level: one.level as Level,
      })),
      planned: own(planned).map((one) => one.advice as AdviceCode), // written by plan-advice.ts alone
    };
  });
}

function sideOf(
  side: Side,
  { questions }: Questionnaire,
  answers: readonly { side: string; question: string; points: number; by_account: string; answered_at: Date }[],
  blockers: readonly { side: string; blocker: string; state: string; by_account: string; answered_at: Date }[],
): SideAnswers {
  const given = answers.filter((one) => one.side === side);
  const said = blockers.filter((one) => one.side === side);
  const all = [...given, ...said];
  return {
    // Check constraints hold points and states; only what this version asks counts.
    answers: Object.fromEntries(
      given.filter((one) => questions.some(({ id }) => id === one.question)).map((one) => [one.question, one.points as Points]),
    ),
    blockers: Object.fromEntries(said.filter((one) => isBlocker(one.blocker)).map((one) => [one.blocker, one.state as BlockerState])),
    by: [...new Set(all.map((one) => one.by_account))],
    lastAt: all.reduce<Date | null>((latest, one) => (latest && latest > one.answered_at ? latest : one.answered_at), null),
  };
}
