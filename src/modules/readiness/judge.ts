import { parameters as ours, type Parameters } from './parameters.ts';
import { areas, blockers as allBlockers, MOST_POINTS, questions, questionsOf } from './questions.ts';
import type { Area, Blocker, BlockerState, Points, Question } from './questions.ts';

/** What one side answered; a question that is not there was not answered, which is not the same as 0. */
export type Answers = Readonly<Partial<Record<Question, Points>>>;
export type Blockers = Readonly<Partial<Record<Blocker, BlockerState>>>;

/** From the worst to the best. */
export const results = ['blocked', 'train-first', 'ready-with-support', 'ready'] as const;
export type Result = (typeof results)[number];

/** From the lowest to the highest. */
export const levels = ['weak', 'middle', 'strong'] as const;
export type Level = (typeof levels)[number];

export interface AreaJudged {
  area: Area;
  /** Points of the questions that were answered. */
  points: number;
  /** Points that all questions of the area could give. */
  most: number;
  /** Null until every question of the area is answered. */
  level: Level | null;
  /** Questions that were not answered. */
  missing: Question[];
}

export interface Judgement {
  /** Null while something is missing and nothing stands in the way. */
  result: Result | null;
  areas: AreaJudged[];
  /** What stands in the way. */
  standing: Blocker[];
  /** What may stand in the way: somebody must find out. */
  unknown: Blocker[];
  missing: { questions: Question[]; blockers: Blocker[] };
}

/**
 * Judges what one side answered. A blocker always gives `blocked`; each area is judged by itself, so that no strong area
 * hides a weak one; what is missing is named and counts for nothing; a blocker that nobody knows about keeps `ready` away.
 */
export function judge(answers: Answers, blockers: Blockers, limits: Parameters = ours): Judgement {
  const judged = areas.map((area) => judgeArea(area, answers, limits));
  const standing = allBlockers.filter((one) => blockers[one] === 'yes');
  const unknown = allBlockers.filter((one) => blockers[one] === 'unknown');
  const missing = {
    questions: questions.filter((one) => answers[one] === undefined),
    blockers: allBlockers.filter((one) => blockers[one] === undefined),
  };
  const complete = missing.questions.length === 0 && missing.blockers.length === 0;
  const result = standing.length > 0 ? 'blocked' : complete ? resultOf(judged, unknown.length > 0, limits) : null;
  return { result, areas: judged, standing, unknown, missing };
}

function judgeArea(area: Area, answers: Answers, limits: Parameters): AreaJudged {
  const own: readonly Question[] = questionsOf[area];
  const missing = own.filter((question) => answers[question] === undefined);
  const sum = own.reduce((total, question) => total + (answers[question] ?? 0), 0);
  const most = own.length * MOST_POINTS;
  return { area, points: sum, most, level: missing.length > 0 ? null : levelOf(sum, most, limits), missing };
}

function levelOf(sum: number, most: number, { strongFrom, middleFrom }: Parameters): Level {
  if (sum * 100 >= strongFrom * most) return 'strong';
  return sum * 100 >= middleFrom * most ? 'middle' : 'weak';
}

function resultOf(judged: readonly AreaJudged[], unknown: boolean, limits: Parameters): Result {
  const counted = judged.filter(({ area }) => !limits.notCounted.includes(area));
  const weak = counted.filter(({ level }) => level === 'weak').length;
  const notStrong = counted.filter(({ level }) => level !== 'strong').length;
  if (weak >= limits.weakForTraining) return 'train-first';
  return weak === 0 && notStrong <= limits.notStrongAtMost && !unknown ? 'ready' : 'ready-with-support';
}

export const sides = ['founder', 'counsellor'] as const;
export type Side = (typeof sides)[number];

export interface Judged {
  /** Of both sides the worse result, where both have one; null where neither has. */
  result: Result | null;
  founder: Judgement;
  counsellor: Judgement;
}

/** Judges both sides, each by itself. Until they agree, the more careful of the two counts; an unfinished side does not. */
export function judgeBoth(given: Readonly<Record<Side, { answers: Answers; blockers: Blockers }>>, limits: Parameters = ours): Judged {
  const founder = judge(given.founder.answers, given.founder.blockers, limits);
  const counsellor = judge(given.counsellor.answers, given.counsellor.blockers, limits);
  const reached = [founder.result, counsellor.result].filter((one) => one !== null);
  return { result: results.find((one) => reached.includes(one)) ?? null, founder, counsellor };
}

/** The lower of the two sides' levels in an area; null where neither has answered all of it. */
export function carefulLevel({ founder, counsellor }: Judged, area: Area): Level | null {
  const reached = [founder, counsellor].map((one) => one.areas.find((judged) => judged.area === area)?.level ?? null);
  return levels.find((level) => reached.includes(level)) ?? null;
}
