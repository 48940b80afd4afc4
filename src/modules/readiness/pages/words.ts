import { textIn, type Translated } from '#kernel/i18n';
import type { AskedBlocker, Questionnaire } from '../questionnaire.ts';
import type { FillStep } from './steps.ts';

/** A text of the questionnaire in a language, or in the one in which there is one. */
export const wordsIn = (words: Translated, lang: string): string => textIn(words, lang).text;

/** Name of a page of an assessment. */
export function stepTitle({ areas, content }: Questionnaire, step: FillStep, lang: string): string {
  const section = step === 'blockers' ? content.sections.find(({ id }) => id === step) : areas[step];
  return section ? wordsIn(section.title, lang) : '';
}

/** Every text of a page, for the note that says what is not translated. */
export function textsOf({ areas, blockers }: Questionnaire, step: FillStep): Translated[] {
  const ofBlocker = ({ label, states }: AskedBlocker) => [label, ...Object.values(states)];
  if (step === 'blockers') return Object.values(blockers).flatMap(ofBlocker);
  return areas[step].questions.flatMap(({ label, answers }) => [label, ...Object.values(answers)]);
}
