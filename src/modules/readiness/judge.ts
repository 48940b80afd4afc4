import { parameters as ours, type Parameters } from './parameters.ts';
import { scoreOf, type Answers as Choices } from '#modules/instruments';
import type { Questionnaire } from './questionnaire.ts';
import { areas, blockers as allBlockers, MOST_POINTS } from './questions.ts';
import type { Area, Blocker, BlockerState, Points, Question } from './questions.ts';

/** What one side answered; a question that is not there was not answered, which is not the same as 0. */
export type Answers = Readonly<Record<Question, Points | undefined>>;
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

/** What one side answered to a version of the questionnaire. */
export interface Given {
  questionnaire: Questionnaire;
  answers: Answers;
  blockers: Blockers;
}

/**
 * Judges what one side answered. A blocker always gives `blocked`; each area is judged by itself, so that no strong area
 * hides a weak one; what is missing is named and counts for nothing; a blocker that nobody knows about keeps `ready` away.
 */
export function judge({ questionnaire, answers, blockers }: Given, limits: Parameters = ours): Judgement {
  const judged = areas.map((area) => judgeArea(questionnaire, area, answers, limits));
  const standing = allBlockers.filter((one) => blockers[one] === 'yes');
  const unknown = allBlockers.filter((one) => blockers[one] === 'unknown');
  const missing = {
    questions: questionnaire.questions.flatMap(({ id }) => (answers[id] === undefined ? [id] : [])),
    blockers: allBlockers.filter((one) => blockers[one] === undefined),
  };
  const complete = missing.questions.length === 0 && missing.blockers.length === 0;
  const result = standing.length > 0 ? 'blocked' : complete ? resultOf(judged, unknown.length > 0, limits) : null;
  return { result, areas: judged, standing, unknown, missing };
}

/** The engine scores the section of an area; its level is that of the share, once every question of it is answered. */
function judgeArea({ areas: asked, content }: Questionnaire, area: Area, answers: Answers, limits: Parameters): AreaJudged {
  const own = asked[area].questions.map(({ id }) => id);
  const missing = own.filter((question) => answers[question] === undefined);
  const points = own.reduce((total, question) => total + (answers[question] ?? 0), 0);
  const sections = content.sections.filter(({ id }) => id === area);
  const { percent } = scoreOf({ sections }, choicesOf(sections, answers));
  const level = missing.length > 0 || percent === null ? null : levelOf(percent, limits);
  return { area, points, most: own.length * MOST_POINTS, level, missing };
}

/** Answers as the engine keeps them: the choice that gives so many points. */
function choicesOf(sections: Questionnaire['content']['sections'], answers: Answers): Choices {
  const chosen = sections.flatMap(({ questions }) =>
    questions.flatMap(({ id, options }) => {
      const choice = options.find(({ score }) => score === answers[id]);
      return choice ? [[id, { choice: choice.value }] as const] : [];
    }),
  );
  return Object.fromEntries(chosen);
}

/** Shares are rounded down to whole per cent, and limits are whole: none is missed by it. */
function levelOf(percent: number, { strongFrom, middleFrom }: Parameters): Level {
  if (percent >= strongFrom) return 'strong';
  return percent >= middleFrom ? 'middle' : 'weak';
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
export function judgeBoth(
  questionnaire: Questionnaire,
  given: Readonly<Record<Side, Omit<Given, 'questionnaire'>>>,
  limits: Parameters = ours,
): Judged {
  const founder = judge({ questionnaire, ...given.founder }, limits);
  const counsellor = judge({ questionnaire, ...given.counsellor }, limits);
  const reached = [founder.result, counsellor.result].filter((one) => one !== null);
  return { result: results.find((one) => reached.includes(one)) ?? null, founder, counsellor };
}

/** The lower of the two sides' levels in an area; null where neither has answered all of it. */
export function carefulLevel({ founder, counsellor }: Judged, area: Area): Level | null {
  const reached = [founder, counsellor].map((one) => one.areas.find((judged) => judged.area === area)?.level ?? null);
  return levels.find((level) => reached.includes(level)) ?? null;
}
