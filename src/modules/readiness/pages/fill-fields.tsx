import { z } from 'zod';
import { RadioField, type OtherLanguageText } from '#kernel/html';
import { fields, type Context } from '#kernel/http';
import type { Translate } from '#kernel/i18n';
import type { Speech } from '#modules/cases/pages';
import type { SideAnswers } from '../assessment.ts';
import type { Answers, Blockers } from '../judge.ts';
import { blockers, blockerStates, points, questions, questionsOf, type Blocker, type Points, type Question } from '../questions.ts';
import type { FillStep } from './steps.ts';

const pointTexts = ['0', '1', '2', '3'] as const;
const fieldOf = (blocker: Blocker) => `blocker-${blocker}` as const;

/** The fields of all pages; each page shows its own and the rest stays as it was. */
export const fillBody = z.object({
  ...(Object.fromEntries(questions.map((one) => [one, fields.optionalChoice(pointTexts)])) as Record<
    Question,
    ReturnType<typeof fields.optionalChoice<typeof pointTexts>>
  >), // one field a question
  ...(Object.fromEntries(blockers.map((one) => [fieldOf(one), fields.optionalChoice(blockerStates)])) as Record<
    ReturnType<typeof fieldOf>,
    ReturnType<typeof fields.optionalChoice<typeof blockerStates>>
  >), // one field a blocker
});

/** What a page's form said; a question left open is left out. */
export function answersIn(step: FillStep, form: z.output<typeof fillBody>): { answers: Answers; blockers: Blockers } {
  if (step === 'blockers') {
    const said = blockers.flatMap((one) => (form[fieldOf(one)] ? [[one, form[fieldOf(one)]] as const] : []));
    return { answers: {}, blockers: Object.fromEntries(said) };
  }
  const given = questionsOf[step].flatMap((one) => (form[one] === null ? [] : [[one, Number(form[one]) as Points] as const])); // one of the four texts
  return { answers: Object.fromEntries(given), blockers: {} };
}

interface FillFieldsProps {
  ctx: Context;
  step: FillStep;
  given: SideAnswers;
  /** Language of the person at the counter, beside the officer's. */
  also?: Speech | undefined;
}

/** The questions of one page, each answer an example; at a counter in two languages. */
export function FillFields({ ctx, step, given, also }: FillFieldsProps) {
  const { t } = ctx;
  const beside = (say: (t: Translate) => string): OtherLanguageText | undefined =>
    also && also.lang !== ctx.lang ? { text: say(also.t), lang: also.lang, dir: also.dir } : undefined;
  if (step === 'blockers') {
    return (
      <>
        {blockers.map((one) => (
          <RadioField
            key={one}
            name={fieldOf(one)}
            label={t(`readiness.blocker.${one}`)}
            labelAlso={beside((say) => say(`readiness.blocker.${one}`))}
            value={given.blockers[one]}
            choices={blockerStates.map((state) => ({
              value: state,
              label: t(`readiness.blocker-state.${state}`),
              labelAlso: beside((say) => say(`readiness.blocker-state.${state}`)),
            }))}
          />
        ))}
      </>
    );
  }
  return (
    <>
      {questionsOf[step].map((question: Question) => (
        <RadioField
          key={question}
          name={question}
          label={t(`readiness.question.${question}`)}
          labelAlso={beside((say) => say(`readiness.question.${question}`))}
          value={given.answers[question]?.toString()}
          choices={points.map((value) => ({
            value: String(value),
            label: t(`readiness.answer.${question}.${value}`),
            labelAlso: beside((say) => say(`readiness.answer.${question}.${value}`)),
          }))}
        />
      ))}
    </>
  );
}
