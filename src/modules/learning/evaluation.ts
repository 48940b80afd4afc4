import { sql } from 'kysely';
import type { Reads, Writes } from '#kernel/db';
import type { CourseId } from './course.ts';
import type { EnrolmentId } from './enrolment.ts';
import type { GroupId } from './group.ts';
import { refuse } from './refusals.ts';
import type { StudyId } from './study.ts';

/** What learners are asked, each from 1 (not at all) to 5 (fully). */
export const evaluationQuestions = ['useful', 'clear', 'pace', 'setting', 'recommend'] as const;
export type EvaluationQuestion = (typeof evaluationQuestions)[number];

/** Answers that stand together before any is shown; the database counts by the same number. */
export const SHOWN_FROM = 5;

export interface EvaluationAnswers extends Record<EvaluationQuestion, number> {
  words: string | null;
}

/** Averages of the answers that are shown, with the words in no order that would tell who wrote them. */
export interface Evaluation extends Record<EvaluationQuestion, number> {
  answers: number;
  words: string[];
}

/**
 * Takes in what a learner says of a group after its last session, or of a course that they finished. It is kept without who
 * said it or when, so it cannot be changed or taken back. Refusals: `not-yet` (too early, given already, or not theirs).
 */
export async function evaluate(
  trx: Writes<'learning'>,
  about: { enrolmentId: EnrolmentId } | { studyId: StudyId },
  { words, ...answers }: EvaluationAnswers,
): Promise<void> {
  const enrolment = 'enrolmentId' in about ? about.enrolmentId : null;
  const study = 'studyId' in about ? about.studyId : null;
  const numbers = evaluationQuestions.map((question) => answers[question]);
  const { rows } = await sql<{
    taken: boolean;
  }>`select learning.evaluate(${enrolment}, ${study}, ${numbers}::int[], ${words}) as taken`.execute(trx);
  if (!rows[0]?.taken) throw refuse('not-yet');
}

/** What learners say of a group, or of a course where no group is named; null below five answers and for who may not know. */
export async function evaluationOf(trx: Reads<'learning'>, courseId: CourseId, groupId: GroupId | null): Promise<Evaluation | null> {
  const { rows } = await sql<Record<EvaluationQuestion, string> & { answers: number; words: string[] }>`
    select answers::int, useful, clear, pace, setting, recommend, words from learning.evaluation(${courseId}, ${groupId})`.execute(trx);
  const row = rows[0];
  if (!row || row.answers < SHOWN_FROM) return null;
  const averages = Object.fromEntries(evaluationQuestions.map((question) => [question, Number(row[question])]));
  return { ...(averages as Record<EvaluationQuestion, number>), answers: row.answers, words: row.words }; // every question was just mapped
}
