import { chosenIn, type Answers } from './answer.ts';
import { questionsIn, type Condition, type Content, type Question } from './content.ts';

/** Whether a condition holds, given which questions are shown and what was answered. */
export function holds(condition: Condition | null, answers: Answers, shown: ReadonlySet<string>): boolean {
  if (!condition) return true;
  const one = ({ question, anyOf }: Condition['of'][number]) =>
    shown.has(question) && chosenIn(answers[question]).some((value) => anyOf.includes(value));
  return condition.mode === 'all' ? condition.of.every(one) : condition.of.some(one);
}

/**
 * The ids of the questions that are asked with these answers. A question is decided by what comes before it, and one that is
 * routed away opens nothing further, whatever was answered to it earlier.
 */
export function shownWith(content: Pick<Content, 'sections'>, answers: Answers): Set<string> {
  const shown = new Set<string>();
  for (const question of questionsIn(content)) if (holds(question.condition, answers, shown)) shown.add(question.id);
  return shown;
}

/** The questions that must be answered, are asked and have no answer yet. */
export function missingIn(content: Pick<Content, 'sections'>, answers: Answers): Question[] {
  const shown = shownWith(content, answers);
  return questionsIn(content).filter((one) => one.required && shown.has(one.id) && answers[one.id] === undefined);
}

/** How far a section is: how many of its questions that are asked have an answer. */
export function progressOf(content: Content, answers: Answers): { section: string; done: number; of: number; missing: number }[] {
  const shown = shownWith(content, answers);
  return content.sections.map(({ id, questions }) => {
    const asked = questions.filter((one) => shown.has(one.id));
    return {
      section: id,
      done: asked.filter((one) => answers[one.id] !== undefined).length,
      of: asked.length,
      missing: asked.filter((one) => one.required && answers[one.id] === undefined).length,
    };
  });
}

/** Only the answers to questions that are asked: what counts. */
export function countedAnswers(content: Pick<Content, 'sections'>, answers: Answers): Answers {
  const shown = shownWith(content, answers);
  return Object.fromEntries(Object.entries(answers).filter(([id]) => shown.has(id)));
}
