import { readNumbers } from './parse-number.ts';
import type { Question } from './course.ts';

/** An answer as it is kept: codes of choices, or a number as it was typed. */
export type Answer = { readonly choices: readonly string[] } | { readonly number: string };

/** Whether an answer is right. Codes that the question does not have, and what is no number, are wrong. */
export function isRight(question: Question, answer: Answer): boolean {
  if (question.kind === 'number') {
    const { answer: wanted } = question;
    if (wanted === null || !('number' in answer)) return false;
    // A little more than the tolerance: 0.1 + 0.2 is not 0.3 in the machine's numbers.
    const tolerance = (question.tolerance ?? 0) + 1e-9;
    return readNumbers(answer.number).some((given) => Math.abs(given - wanted) <= tolerance);
  }
  if (!('choices' in answer)) return false;
  const wanted = question.choices.filter((choice) => choice.right).map((choice) => choice.code);
  const given = new Set(answer.choices);
  return wanted.length > 0 && given.size === wanted.length && wanted.every((code) => given.has(code));
}
