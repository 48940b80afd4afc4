import type { Context } from '#kernel/http';
import { blockers, questions, sides, type Assessment } from '#modules/readiness';

/** A person's assessments in the words of their copy: each side's answers and what stood in the way. */
export function readinessInWords({ t, format }: Context, assessments: readonly Assessment[]) {
  return {
    title: t('readiness.desk.title'),
    records: assessments.flatMap((one) =>
      sides
        .filter((side) => one[side].lastAt !== null)
        .map((side): [string, string | null][] => [
          [t('readiness.history.day'), format.instant(one.finishedAt ?? one.startedAt, 'short')],
          [t('readiness.history.result'), one.result && t(`readiness.result.${one.result}`)],
          [t('readiness.copy.side'), t(`readiness.side.${side}`)],
          ...questions.flatMap((question): [string, string][] => {
            const points = one[side].answers[question];
            return points === undefined ? [] : [[t(`readiness.question.${question}`), t(`readiness.answer.${question}.${points}`)]];
          }),
          ...blockers.flatMap((blocker): [string, string][] => {
            const state = one[side].blockers[blocker];
            return state === undefined ? [] : [[t(`readiness.blocker.${blocker}`), t(`readiness.blocker-state.${state}`)]];
          }),
        ]),
    ),
  };
}
