import { z } from 'zod';
import { RadioField, type OtherLanguageText } from '#kernel/html';
import { fields, type Context } from '#kernel/http';
import type { Translated } from '#kernel/i18n';
import { TranslationNoteFor } from '#modules/places/pages';
import type { Speech } from '#modules/cases/pages';
import type { SideAnswers } from '../assessment.ts';
import type { Answers, Blockers } from '../judge.ts';
import type { Questionnaire } from '../questionnaire.ts';
import { blockers, blockerStates, points, type Blocker } from '../questions.ts';
import { refuse } from '../refusals.ts';
import type { FillStep } from './steps.ts';
import { textsOf, wordsIn } from './words.ts';

const fieldOf = (blocker: Blocker) => `blocker-${blocker}` as const;

/** What may stand in the way, and beside it the questions of the version that is asked, by their names. */
export const fillBody = z.looseObject(
  Object.fromEntries(blockers.map((one) => [fieldOf(one), fields.optionalChoice(blockerStates)])) as Record<
    ReturnType<typeof fieldOf>,
    ReturnType<typeof fields.optionalChoice<typeof blockerStates>>
  >, // one field a blocker
);

/** What a page's form said; a question left open is left out. Refusal: `wrong-answer` beside a question with something else. */
export function answersIn(
  { areas }: Questionnaire,
  step: FillStep,
  form: z.output<typeof fillBody>,
): { answers: Answers; blockers: Blockers } {
  if (step === 'blockers') {
    const said = blockers.flatMap((one) => (form[fieldOf(one)] ? [[one, form[fieldOf(one)]] as const] : []));
    return { answers: {}, blockers: Object.fromEntries(said) };
  }
  const given = areas[step].questions.flatMap(({ id }) => {
    const typed = form[id];
    if (typed === undefined || typed === '') return [];
    const found = points.find((one) => String(one) === typed);
    if (found === undefined) throw refuse('wrong-answer', { field: id });
    return [[id, found] as const];
  });
  return { answers: Object.fromEntries(given), blockers: {} };
}

interface FillFieldsProps {
  ctx: Context;
  questionnaire: Questionnaire;
  step: FillStep;
  given: SideAnswers;
  /** Language of the person at the counter, beside the officer's. */
  also?: Speech | undefined;
}

/** The questions of one page, each answer an example; at a counter in two languages. */
export function FillFields({ ctx, questionnaire, step, given, also }: FillFieldsProps) {
  const { lang } = ctx;
  const beside = (words: Translated): OtherLanguageText | undefined =>
    also && also.lang !== lang ? { text: wordsIn(words, also.lang), lang: also.lang, dir: also.dir } : undefined;
  const told = (words: Translated) => ({ label: wordsIn(words, lang), labelAlso: beside(words) });
  return (
    <>
      <TranslationNoteFor values={textsOf(questionnaire, step)} />
      {step === 'blockers'
        ? blockers.map((one) => {
            const { label, states } = questionnaire.blockers[one];
            return (
              <RadioField
                key={one}
                name={fieldOf(one)}
                {...told(label)}
                value={given.blockers[one]}
                choices={blockerStates.map((state) => ({ value: state, ...told(states[state]) }))}
              />
            );
          })
        : questionnaire.areas[step].questions.map(({ id, label, answers }) => (
            <RadioField
              key={id}
              name={id}
              {...told(label)}
              value={given.answers[id]?.toString()}
              choices={points.map((value) => ({ value: String(value), ...told(answers[value]) }))}
            />
          ))}
    </>
  );
}
