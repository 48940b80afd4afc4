import { questionsIn, type Content, type Question } from './content.ts';

/**
 * What the questionnaire of this code must stay, whoever edits it: assessments of people are judged by its areas and by what stands in
 * the way (module readiness), and both have next steps in words (decision 0109). Questions and words are free.
 */
export const readinessShape = {
  code: 'readiness',
  areas: ['right', 'person', 'language', 'experience', 'idea', 'money', 'network', 'transnational'],
  /** The section of what may stand in the way; its questions are `blocker-<code>`. */
  blockerSection: 'blockers',
  blockers: ['permit', 'papers', 'recognition', 'licence', 'ban', 'debt', 'language'],
  states: ['yes', 'no', 'unknown'],
  /** Points of the answers of a question, one answer each. */
  points: [0, 1, 2, 3],
} as const;

/** Whether a questionnaire is filled in on the file of a person, never as a sheet of a body. */
export const isOfPeople = (code: string): boolean => code === readinessShape.code;

export type ShapeProblem = 'readiness-sections' | 'readiness-points' | 'readiness-blockers' | 'readiness-plain';

const same = (given: readonly unknown[], wanted: readonly unknown[]) =>
  given.length === wanted.length && wanted.every((one) => given.includes(one));

/** Where the questionnaire of readiness is not held to its shape. */
export function shapeProblems(content: Content): { problem: ShapeProblem; at: string | null }[] {
  const { areas, blockerSection } = readinessShape;
  const found: { problem: ShapeProblem; at: string | null }[] = [];
  const sections = content.sections.map(({ id }) => id);
  if (!same(sections, [...areas, blockerSection])) found.push({ problem: 'readiness-sections', at: null });
  for (const { id, questions } of content.sections) {
    if (id !== blockerSection) {
      found.push(...questions.filter((one) => !hasPoints(one)).map((one) => ({ problem: 'readiness-points' as const, at: one.id })));
      continue;
    }
    const wanted = readinessShape.blockers.map((one) => `blocker-${one}`);
    const asked = questions.map((one) => one.id);
    if (!same(asked, wanted) || !questions.every(hasStates)) found.push({ problem: 'readiness-blockers', at: id });
  }
  const special = questionsIn(content).filter((one) => one.condition !== null || one.contact || one.identifying);
  return [...found, ...special.map(({ id }) => ({ problem: 'readiness-plain' as const, at: id }))];
}

const hasPoints = ({ type, weight, options }: Question): boolean =>
  type === 'choice' &&
  weight === 1 &&
  same(
    options.map(({ score }) => score),
    readinessShape.points,
  );

const hasStates = ({ type, weight, options }: Question): boolean =>
  type === 'choice' &&
  weight === null &&
  options.every(({ score }) => score === null) &&
  same(
    options.map(({ value }) => value),
    readinessShape.states,
  );
