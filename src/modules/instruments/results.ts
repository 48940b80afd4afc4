import { withholdList } from '#modules/observatory';
import { chosenIn, type Answer, type Answers } from './answer.ts';
import { questionsIn, type Content, type Question } from './content.ts';
import { shownWith } from './routing.ts';
import { isScored, scoreOf } from './score.ts';

/** The smallest group of which a middle or a score is shown in a guarded questionnaire. */
const SMALLEST = 5;

/** A count as it may be shown: null where it is withheld. */
export type Shown = number | null;

/** What was answered to one question, without saying by whom. */
export interface QuestionResult {
  id: string;
  /** Sheets with an answer; asked and left open; not asked, since earlier answers led past it. */
  answered: Shown;
  missing: Shown;
  notAsked: Shown;
  /** Of questions with choices: how many took each. */
  counts: { value: string; count: Shown }[];
  /** The middle answer of a number (lower one of two), as a decimal text; null where there is none or it is withheld. */
  median: string | null;
}

export interface Results {
  sheets: number;
  guarded: boolean;
  questions: QuestionResult[];
  /** The middle score in percent, and of how many sheets; null where nothing is scored. */
  score: { median: Shown; sheets: Shown } | null;
}

/**
 * Counts a round. In a guarded questionnaire counts from 1 to 4 are withheld, and those that would give them away: within a
 * question (its choices, the missing and those not asked add up to all sheets), and of several choices also where all but
 * a few took one. What names a body, and whom to ring up, is not counted.
 */
export function resultsOf(content: Content, sheets: readonly Answers[]): Results {
  const shown = sheets.map((answers) => shownWith(content, answers));
  const questions = questionsIn(content)
    .filter(({ contact, identifying }) => !contact && !identifying)
    .map((question) => {
      const asked = sheets.filter((_sheet, index) => shown[index]?.has(question.id));
      return resultOf(question, { all: sheets.length, asked, guarded: content.guarded });
    });
  return { sheets: sheets.length, guarded: content.guarded, questions, score: scoresOf(content, sheets) };
}

interface Of {
  all: number;
  asked: readonly Answers[];
  guarded: boolean;
}

function resultOf(question: Question, { all, asked, guarded }: Of): QuestionResult {
  const answers = asked.flatMap(({ [question.id]: answer }) => answer ?? []);
  const values = question.type === 'consent' ? ['yes'] : question.options.map(({ value }) => value);
  const counts = values.map((value) => answers.filter((answer) => chosenIn(answer).includes(value)).length);
  const whole = { answered: answers.length, missing: asked.length - answers.length, notAsked: all - asked.length };
  const numbers = answers.flatMap((answer) => ('number' in answer ? [answer.number] : []));
  const median = guarded && numbers.length < SMALLEST ? null : medianOf(numbers);
  const named = (shown: readonly Shown[]) => values.map((value, index) => ({ value, count: shown[index] ?? null }));
  if (!guarded) return { id: question.id, ...whole, counts: named(counts), median };
  if (question.type === 'choice') {
    // Choices, missing and not asked add up to all sheets: one line of a table whose total everybody knows.
    const line = withholdKnown([...counts, whole.missing, whole.notAsked]);
    const ofChoices = line.slice(0, counts.length);
    // The sum of the choices would give a withheld one away.
    const answered = ofChoices.includes(null) ? null : whole.answered;
    const [missing = null, notAsked = null] = line.slice(counts.length);
    return { id: question.id, answered, missing, notAsked, counts: named(ofChoices), median };
  }
  const [answered = null, missing = null, notAsked = null] = withholdKnown([whole.answered, whole.missing, whole.notAsked]);
  const isSmall = (count: number) => count > 0 && count < SMALLEST;
  const several = counts.map((count) => (answered === null || isSmall(count) || isSmall(whole.answered - count) ? null : count));
  return { id: question.id, answered, missing, notAsked, counts: named(several), median };
}

/** Withholds small cells of a line whose total is known: where one is withheld another must be as well. */
function withholdKnown(cells: readonly number[]): Shown[] {
  const { cells: first } = withholdList(cells);
  if (first.filter((cell) => cell === null).length !== 1) return first;
  const shown = first.map((cell, index) => ({ cell, index })).filter(({ cell }) => cell !== null);
  const next = shown.toSorted((a, b) => rank(a.cell) - rank(b.cell))[0];
  return first.map((cell, index) => (index === next?.index ? null : cell));
}

/** One above zero before a zero: a withheld zero protects little. */
const rank = (cell: Shown) => (cell === 0 || cell === null ? Number.MAX_SAFE_INTEGER : cell);

/** The lower middle of decimal texts; null of none. */
export function medianOf(numbers: readonly string[]): string | null {
  const sorted = numbers.toSorted((a, b) => Number(a) - Number(b));
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

function scoresOf(content: Content, sheets: readonly Answers[]): Results['score'] {
  if (!questionsIn(content).some(isScored)) return null;
  const scores = sheets.flatMap((answers) => scoreOf(content, answers).percent ?? []);
  if (content.guarded && scores.length < SMALLEST) return { median: null, sheets: scores.length === 0 ? 0 : null };
  const median = medianOf(scores.map(String));
  return { median: median === null ? null : Number(median), sheets: scores.length };
}

/** What stands in a cell of the export where a question was not asked: apart from an empty one, which was left open. */
export const NOT_ASKED = 'does-not-apply';

/** An answer as one cell of a table for other programs: codes and plain values, never labels. */
export function cellOf(answer: Answer): string {
  if ('text' in answer) return answer.text;
  if ('number' in answer) return answer.number;
  if ('day' in answer) return answer.day;
  if ('from' in answer) return `${answer.from}/${answer.to ?? '..'}`;
  if ('minor' in answer) return `${answer.currency} ${answer.minor}`;
  if ('place' in answer) return answer.code ?? answer.place;
  if ('file' in answer) return 'file';
  return chosenIn(answer).join('|');
}

/** A round as a table: a line a sheet, a column a question; without what names a body or says whom to ring up. */
export function tableOf(content: Content, sheets: readonly Answers[]): { headings: string[]; rows: string[][] } {
  const questions = questionsIn(content).filter(({ contact, identifying }) => !contact && !identifying);
  const rows = sheets.map((answers) => {
    const shown = shownWith(content, answers);
    return questions.map(({ id }) => {
      const answer = answers[id];
      return !shown.has(id) ? NOT_ASKED : answer ? cellOf(answer) : '';
    });
  });
  return { headings: questions.map(({ id }) => id), rows };
}
