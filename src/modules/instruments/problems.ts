import { languages } from '#kernel/i18n';
import { translationStatus, type Translated } from '#kernel/i18n';
import { questionsIn, type Content, type Question } from './content.ts';
import { isOfPeople, shapeProblems, type ShapeProblem } from './readiness-shape.ts';

// uses messages: instruments.check.*
/** What an editor should look at before publishing; those of `blocking` must be put right. */
export type ContentProblem =
  | ShapeProblem
  | 'no-section'
  | 'empty-section'
  | 'double-id'
  | 'no-choices'
  | 'double-choice'
  | 'unknown-question'
  | 'later-question'
  | 'unknown-choice'
  | 'unreachable'
  | 'score-without-weight'
  | 'weight-without-score'
  | 'contact-condition'
  | 'translation-missing';

export const blocking: ReadonlySet<ContentProblem> = new Set([
  'no-section',
  'empty-section',
  'double-id',
  'no-choices',
  'double-choice',
  'unknown-question',
  'later-question',
  'unknown-choice',
  'unreachable',
  'weight-without-score',
  'contact-condition',
  'readiness-sections',
  'readiness-points',
  'readiness-blockers',
  'readiness-plain',
]);

export interface FoundProblem {
  problem: ContentProblem;
  /** Id of the section or question that it is about; null for the whole. */
  at: string | null;
  /** A language, or the id of another question. */
  about: string | null;
}

/** Everything that is wrong or missing in the questionnaire of a code, in the order of its questions. */
export function problemsIn(content: Content, code = ''): FoundProblem[] {
  const found: FoundProblem[] = [];
  const add = (problem: ContentProblem, at: string | null = null, about: string | null = null) => found.push({ problem, at, about });
  if (content.sections.length === 0) add('no-section');
  for (const { id, questions } of content.sections) if (questions.length === 0) add('empty-section', id);
  const ids = [...content.sections.map(({ id }) => id), ...questionsIn(content).map(({ id }) => id)];
  for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) add('double-id', id);
  const before = new Map<string, Question>();
  const reachable = new Set<string>();
  const all = new Map(questionsIn(content).map((one) => [one.id, one]));
  for (const question of questionsIn(content)) {
    choiceProblems(question, add);
    conditionProblems(question, { before, all }, add);
    if (canBeShown(question, before, reachable)) reachable.add(question.id);
    else if (question.condition) add('unreachable', question.id);
    before.set(question.id, question);
  }
  if (isOfPeople(code)) for (const { problem, at } of shapeProblems(content)) add(problem, at);
  for (const lang of languages.map(({ code }) => code)) if (isMissingSomewhere(content, lang)) add('translation-missing', null, lang);
  return found;
}

type AddProblem = (problem: ContentProblem, at?: string | null, about?: string | null) => void;

function choiceProblems(question: Question, add: AddProblem): void {
  const { id, type, options, weight } = question;
  const chooses = type === 'choice' || type === 'choices';
  if (chooses && options.length < 2) add('no-choices', id);
  const values = options.map(({ value }) => value);
  if (new Set(values).size !== values.length) add('double-choice', id);
  const scored = options.some(({ score }) => score !== null);
  if (scored && (weight === null || weight === 0)) add('score-without-weight', id);
  if (weight !== null && weight > 0 && !(scored && options.some(({ score }) => (score ?? 0) > 0))) add('weight-without-score', id);
}

interface Known {
  before: ReadonlyMap<string, Question>;
  all: ReadonlyMap<string, Question>;
}

function conditionProblems({ id, condition }: Question, { before, all }: Known, add: AddProblem): void {
  for (const { question, anyOf } of condition?.of ?? []) {
    const asked = all.get(question);
    if (!asked) add('unknown-question', id, question);
    else if (!before.has(question)) add('later-question', id, question);
    else if (asked.contact) add('contact-condition', id, question);
    else if (anyOf.some((value) => !choicesOf(asked).includes(value))) add('unknown-choice', id, question);
  }
}

const choicesOf = (question: Question): string[] =>
  question.type === 'consent'
    ? ['yes']
    : question.type === 'choice' || question.type === 'choices'
      ? question.options.map(({ value }) => value)
      : [];

/** Whether some answers lead to a question; of a single choice only one of its answers can be given at a time. */
function canBeShown({ condition }: Question, before: ReadonlyMap<string, Question>, reachable: ReadonlySet<string>): boolean {
  if (!condition) return true;
  const possible = condition.of.map(({ question, anyOf }) => {
    const asked = before.get(question);
    const some = asked && reachable.has(question) ? anyOf.filter((value) => choicesOf(asked).includes(value)) : [];
    return { question, single: asked?.type === 'choice', some };
  });
  if (condition.mode === 'any') return possible.some(({ some }) => some.length > 0);
  if (possible.some(({ some }) => some.length === 0)) return false;
  const singles = [...new Set(possible.filter(({ single }) => single).map(({ question }) => question))];
  return singles.every((question) => {
    const sets = possible.filter((one) => one.question === question).map(({ some }) => some);
    return (sets[0] ?? []).some((value) => sets.every((set) => set.includes(value)));
  });
}

/** Every text of a questionnaire. */
export function textsIn(content: Content): Translated[] {
  return [
    content.title,
    content.purpose,
    ...content.sections.flatMap(({ title, questions }) => [
      title,
      ...questions.flatMap(({ label, help, options }) => [label, ...(help ? [help] : []), ...options.map((one) => one.label)]),
    ]),
  ];
}

function isMissingSomewhere(content: Content, lang: string): boolean {
  return textsIn(content).some((text) => ['missing', 'outdated'].includes(translationStatus(text, lang)));
}
