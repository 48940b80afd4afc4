import type { Context } from '#kernel/http';
import { textIn, type Translated } from '#kernel/i18n';
import { blockers, sides, type Assessment } from '#modules/readiness';

/** A person's assessments in the words of their copy: each side's answers and what stood in the way. */
export function readinessInWords({ t, format, lang }: Context, assessments: readonly Assessment[]) {
  const say = (words: Translated) => textIn(words, lang).text;
  return {
    title: t('readiness.desk.title'),
    records: assessments.flatMap((one) =>
      sides
        .filter((side) => one[side].lastAt !== null)
        .map((side): [string, string | null][] => [
          [t('readiness.history.day'), format.instant(one.finishedAt ?? one.startedAt, 'short')],
          [t('readiness.history.result'), one.result && t(`readiness.result.${one.result}`)],
          [t('readiness.copy.side'), t(`readiness.side.${side}`)],
          ...one.questionnaire.questions.flatMap(({ id, label, answers }): [string, string][] => {
            const points = one[side].answers[id];
            return points === undefined ? [] : [[say(label), say(answers[points])]];
          }),
          ...blockers.flatMap((blocker): [string, string][] => {
            const state = one[side].blockers[blocker];
            const { label, states } = one.questionnaire.blockers[blocker];
            return state === undefined ? [] : [[say(label), say(states[state])]];
          }),
        ]),
    ),
  };
}
