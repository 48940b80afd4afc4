import { chosenIn, type Answers } from './answer.ts';
import { questionsIn, type Content, type Question } from './content.ts';
import { shownWith } from './routing.ts';

/** A score with what it stands on. Points are hundredths, so that no sum is taken in fractions. */
export interface Score {
  /** 0 to 100, rounded down to a whole number; null where no scored question was answered. */
  percent: number | null;
  answered: number;
  /** Scored questions that were asked. */
  asked: number;
}

/** Whether a question counts in the score. */
export const isScored = ({ weight, type, options }: Question): boolean =>
  weight !== null && weight > 0 && (type === 'choice' || type === 'choices') && options.some(({ score }) => score !== null);

/**
 * Points reached of the points that could be reached, over the scored questions that were asked **and answered**, each with its
 * weight. A choice gives its points; several choices give the sum of theirs, of the sum of all. Questions left open or routed
 * away count for nothing, and their number stands beside the score.
 */
export function scoreOf(content: Pick<Content, 'sections'>, answers: Answers): Score {
  const shown = shownWith(content, answers);
  const asked = questionsIn(content).filter((one) => isScored(one) && shown.has(one.id));
  const answered = asked.filter((one) => answers[one.id] !== undefined);
  let reached = 0;
  let possible = 0;
  for (const question of answered) {
    const weight = hundredths(question.weight ?? 0);
    const points = question.options.map(({ value, score }) => ({ value, points: hundredths(score ?? 0) }));
    const chosen = chosenIn(answers[question.id]);
    const most =
      question.type === 'choice' ? Math.max(...points.map((one) => one.points)) : points.reduce((sum, one) => sum + one.points, 0);
    reached += weight * points.filter(({ value }) => chosen.includes(value)).reduce((sum, one) => sum + one.points, 0);
    possible += weight * most;
  }
  return {
    percent: possible === 0 ? null : Math.floor((reached * 100) / possible),
    answered: answered.length,
    asked: asked.length,
  };
}

const hundredths = (value: number) => Math.round(value * 100);
