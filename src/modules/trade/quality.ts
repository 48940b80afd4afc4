/** The four things that are scored before publishing, 0 to 5 each. */
export const scoreNames = ['clear', 'capacity', 'papers', 'answers'] as const;
export type ScoreName = (typeof scoreNames)[number];
export type Scores = Readonly<Record<ScoreName, number>>;

export const MOST_POINTS = 5;
const ENOUGH = 10;
const WORTH_ADVICE = 5;

export type Outcome = 'published' | 'returned' | 'refused' | 'held';

/** Sum of the scores, 0 to 20. */
export function totalOf(scores: Scores): number {
  return scoreNames.reduce((sum, name) => sum + scores[name], 0);
}

/**
 * What follows from four scores: any 0 holds it, whatever the sum; else 10 and more publishes it, 5 to 9 sends it back
 * with advice, less refuses it. The table's check `reviews_rule` says the same. Throws on a score that is no whole number from 0 to 5.
 */
export function outcomeOf(scores: Scores): Outcome {
  for (const name of scoreNames) {
    const score = scores[name];
    if (!Number.isInteger(score) || score < 0 || score > MOST_POINTS)
      throw new RangeError(`the score ${name} is not from 0 to ${MOST_POINTS}: ${score}`);
  }
  if (scoreNames.some((name) => scores[name] === 0)) return 'held';
  const total = totalOf(scores);
  if (total >= ENOUGH) return 'published';
  return total >= WORTH_ADVICE ? 'returned' : 'refused';
}
