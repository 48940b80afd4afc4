import type { Id } from '#kernel/db';
import type { PersonId } from '#modules/people';
import type { AdviceCode } from './advice.ts';
import type { Answers, Blockers, Judged, Level, Result, Side } from './judge.ts';
import type { Questionnaire } from './questionnaire.ts';
import type { Area } from './questions.ts';

export type AssessmentId = Id<'readiness.assessments'>;

/** How the actor stands to it: an officer of the desk that has custody, the person, or somebody who reads by a grant. */
export type Standing = 'desk' | 'own' | 'reader';

/** What one side answered, and who wrote it down. */
export interface SideAnswers {
  answers: Answers;
  blockers: Blockers;
  /** Accounts that wrote answers of this side. */
  by: string[];
  lastAt: Date | null;
}

/** An area as it was judged on the day of finishing. */
export interface AreaResult {
  side: Side;
  area: Area;
  points: number;
  most: number;
  level: Level;
}

export interface Assessment {
  id: AssessmentId;
  personId: PersonId;
  officeId: string;
  standing: Standing;
  rules: number;
  /** The questions as they were when it was begun. */
  questionnaire: Questionnaire;
  startedAt: Date;
  finishedAt: Date | null;
  finishedBy: string | null;
  /** Null while it is open. */
  result: Result | null;
  founder: SideAnswers;
  counsellor: SideAnswers;
  /** By the limits of today; what was found on the day of finishing is `result` and `areaResults`. */
  judged: Judged;
  areaResults: AreaResult[];
  planned: AdviceCode[];
}
