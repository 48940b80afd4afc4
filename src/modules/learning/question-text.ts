import type { Authorship } from '#kernel/i18n';
import { textFrom } from './block-text.ts';
import type { Question, QuestionChoice } from './course.ts';
import { readNumbers } from './parse-number.ts';
import { refuse } from './refusals.ts';

/** Places for choices on the form of a question. */
export const CHOICES = [1, 2, 3, 4, 5, 6] as const;
type Place = (typeof CHOICES)[number];

/** What an editor types for a question. */
export type QuestionTyped = {
  text: string;
  kind: Question['kind'];
  feedback: string | null;
  number: string | null;
  tolerance: string | null;
} & Record<`choice${Place}` | `feedback${Place}`, string | null> &
  Record<`right${Place}`, boolean>;

interface Writing {
  source: string;
  author: Authorship;
}

/** A question as typed; choices are known by their place. Refusals: `missing` beside the field, `no-number`. */
export function questionFrom(code: string, typed: QuestionTyped, before: Question | null, writing: Writing): Question {
  const text = textFrom(typed.text, before?.text, writing);
  const feedback = typed.feedback ? textFrom(typed.feedback, before?.feedback ?? undefined, writing) : null;
  if (typed.kind === 'number') {
    const answer = numberIn('number', typed.number);
    const tolerance = typed.tolerance ? Math.abs(numberIn('tolerance', typed.tolerance)) : 0;
    return { code, kind: 'number', text, choices: [], answer, tolerance, feedback };
  }
  const choices = CHOICES.flatMap((place): QuestionChoice[] => {
    const words = typed[`choice${place}`];
    if (!words) return [];
    const old = before?.choices[place - 1];
    const told = typed[`feedback${place}`];
    return [
      {
        code: old?.code ?? `c${place}`,
        text: textFrom(words, old?.text, writing),
        right: typed[`right${place}`],
        feedback: told ? textFrom(told, old?.feedback ?? undefined, writing) : null,
      },
    ];
  });
  if (choices.length < 2) throw refuse('missing', { field: choices.length === 0 ? 'choice1' : 'choice2' });
  return { code, kind: typed.kind, text, choices, answer: null, tolerance: null, feedback };
}

/** The last reading of a typed number: where a sign may stand for thousands or decimals, decimals. */
function numberIn(field: 'number' | 'tolerance', typed: string | null): number {
  const number = readNumbers(typed ?? '').at(-1);
  if (number === undefined) throw refuse('no-number', { field });
  return number;
}
