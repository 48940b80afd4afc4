import type { Assessment } from '../assessment.ts';
import type { Side } from '../judge.ts';
import { areas, blockers, type Area } from '../questions.ts';

/** The pages on which an assessment is filled in: one an area, then what may stand in the way. */
export const fillSteps = [...areas, 'blockers'] as const;
export type FillStep = Area | 'blockers';

/** How much of a page one side has answered. */
export function progressOf(assessment: Assessment, side: Side, step: FillStep): { done: number; of: number } {
  const { answers, blockers: said } = assessment[side];
  if (step === 'blockers') return { done: blockers.filter((one) => said[one] !== undefined).length, of: blockers.length };
  const { questions } = assessment.questionnaire.areas[step];
  return { done: questions.filter(({ id }) => answers[id] !== undefined).length, of: questions.length };
}

/** The page on which a side goes on: the first that is not complete; null where all are. */
export function nextOpen(assessment: Assessment, side: Side): FillStep | null {
  return fillSteps.find((step) => progressOf(assessment, side, step).done < progressOf(assessment, side, step).of) ?? null;
}

/** The page after this one; null after the last. */
export function stepAfter(step: FillStep): FillStep | null {
  return fillSteps[fillSteps.indexOf(step) + 1] ?? null;
}
