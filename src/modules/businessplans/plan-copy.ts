import { basicsText } from './basics-text.ts';
import type { PlanComment } from './comment.ts';
import { figureText } from './figure-text.ts';
import { questionKeys, specsOf, type Plan } from './plan.ts';
import type { Words } from './result-sheet.ts';

/** A plan in words for the copy of a person's data: records of labels with their values. */
export interface PlanCopy {
  readonly title: string;
  readonly records: readonly (readonly (readonly [label: string, value: string])[])[];
}

/** Everything of a plan that is stored: basics, answers, lines with figures and who stands for them, comments. */
export function copyOfPlan(words: Words, plan: Plan, comments: readonly PlanComment[]): PlanCopy {
  const { t, format } = words;
  // uses messages: businessplans.question.*, businessplans.figure.*, businessplans.choice.*
  const say = (key: string) => (t as (key: string) => string)(`businessplans.${key}`);
  return {
    title: t('businessplans.title'),
    records: [
      basicsText(words, plan).map((line) => [t('businessplans.section.basics'), line] as const),
      questionKeys.flatMap((key) => {
        const text = plan.answers[key];
        return text === undefined ? [] : [[say(`question.${key}`), text] as const];
      }),
      ...plan.lines.map((line) => [
        [t(`businessplans.kind.${line.kind}`), line.label] as const,
        [
          t('businessplans.about'),
          [line.choice && say(`choice.${line.choice}`), line.note, line.dueOn].filter(Boolean).join(' · '),
        ] as const,
        [t('businessplans.field.season'), line.season?.join(' ') ?? ''] as const,
        ...Object.keys(specsOf(line.kind)).flatMap((name) => {
          const figure = line.figures[name];
          if (!figure) return [];
          const source = [t(`businessplans.said.${figure.saidBy}`), figure.source].filter(Boolean).join(', ');
          return [[say(`figure.${name}`), `${figureText(words, plan, figure, line)} (${source})`] as const];
        }),
      ]),
      ...comments.map((comment) => [
        [t('businessplans.comment.text'), comment.text] as const,
        [t('businessplans.version.at'), `${t(`businessplans.said.${comment.side}`)}, ${format.instant(comment.at, 'short')}`] as const,
      ]),
    ],
  };
}
