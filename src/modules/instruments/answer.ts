import type { Currency, ParsedMoney } from '#kernel/money';
import { LINE_LENGTH, type Question } from './content.ts';

/** What is stored of an answer, by kind of question. Numbers are decimal texts and money is in minor units: no floating point. */
export type Answer =
  | { text: string }
  | { choice: string }
  | { choices: string[] }
  | { number: string }
  | { day: string }
  | { from: string; to: string | null }
  | { minor: string; currency: string }
  | { place: string; code: string | null }
  | { file: true }
  | { agreed: true };

export type Answers = Readonly<Record<string, Answer | undefined>>;

/** Why something typed is no answer; the message is `instruments.problem.<code>`. */
export type AnswerProblem = 'unknown-choice' | 'excludes' | 'number' | 'day' | 'period' | 'order' | 'money' | 'long' | 'lines';

export type ReadAnswer = { answer: Answer | null } | { problem: AnswerProblem; limit?: number };

/** What a form sent for one question; parts that its kind does not have are empty. */
export interface TypedAnswer {
  values: readonly string[];
  to: string;
  currency: string;
}

const LONGEST_TEXT = 300;
const LONGEST_LONG_TEXT = 5_000;

/** How many lines a text takes on a form with lines of {@link LINE_LENGTH} characters; an empty line counts too. */
export function countLines(text: string): number {
  if (text.trim() === '') return 0;
  return text
    .trim()
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil([...line].length / LINE_LENGTH)), 0);
}

interface Reading {
  money: (text: string, currency: Currency) => ParsedMoney;
  isCurrency: (code: string) => code is Currency;
  placeCode: (name: string) => string | null;
}

/** Reads what was typed for a question: an answer, nothing (left empty), or why it cannot be one. */
export function readAnswer(question: Question, typed: TypedAnswer, reading: Reading): ReadAnswer {
  const [first = ''] = typed.values;
  const text = first.trim();
  switch (question.type) {
    case 'text':
      return text === '' ? empty : [...text].length > LONGEST_TEXT ? tooLong(LONGEST_TEXT) : { answer: { text } };
    case 'longtext':
      return readLong(question, text);
    case 'choice':
      return text === '' ? empty : hasOption(question, text) ? { answer: { choice: text } } : { problem: 'unknown-choice' };
    case 'choices':
      return readChoices(question, typed.values);
    case 'number':
      return readNumber(text);
    case 'date':
      return text === '' ? empty : isDay(text) ? { answer: { day: text } } : { problem: 'day' };
    case 'period':
      return readPeriod(text, typed.to.trim());
    case 'money':
      return readMoney(text, typed.currency, reading);
    case 'place':
      return text === ''
        ? empty
        : [...text].length > LONGEST_TEXT
          ? tooLong(LONGEST_TEXT)
          : { answer: { place: text, code: reading.placeCode(text) } };
    case 'file':
      return empty; // a file is kept by itself
    case 'consent':
      return text === '' ? empty : { answer: { agreed: true } };
  }
}

const empty: ReadAnswer = { answer: null };
const tooLong = (limit: number): ReadAnswer => ({ problem: 'long', limit });
const hasOption = (question: Question, value: string) => question.options.some((one) => one.value === value);

function readLong({ maxLines }: Question, text: string): ReadAnswer {
  if (text === '') return empty;
  if (maxLines !== null && countLines(text) > maxLines) return { problem: 'lines', limit: maxLines };
  return [...text].length > LONGEST_LONG_TEXT ? tooLong(LONGEST_LONG_TEXT) : { answer: { text } };
}

function readChoices(question: Question, values: readonly string[]): ReadAnswer {
  const chosen = [...new Set(values.filter((one) => one.trim() !== ''))];
  if (chosen.length === 0) return empty;
  if (chosen.some((one) => !hasOption(question, one))) return { problem: 'unknown-choice' };
  const alone = question.options.filter((one) => one.alone && chosen.includes(one.value));
  if (alone.length > 0 && chosen.length > 1) return { problem: 'excludes' };
  return { answer: { choices: question.options.map(({ value }) => value).filter((value) => chosen.includes(value)) } };
}

function readNumber(text: string): ReadAnswer {
  if (text === '') return empty;
  const plain = text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).replace(/[\s'’]/gu, '');
  if (!/^-?\d{1,15}([.,]\d{1,6})?$/.test(plain)) return { problem: 'number' };
  // Three digits after a single sign could be thousands or decimals: two readers would read two numbers.
  if (/^-?\d{1,3}[.,]\d{3}$/.test(plain)) return { problem: 'number' };
  return { answer: { number: plain.replace(',', '.').replace(/^(-?)0+(?=\d)/, '$1') } };
}

/** A day, a month or a year: what people know of the beginning of a project. */
const PERIOD = /^(\d{4})(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

function readPeriod(from: string, to: string): ReadAnswer {
  if (from === '' && to === '') return empty;
  if (!isPart(from) || (to !== '' && !isPart(to))) return { problem: 'period' };
  if (to !== '' && to < from.slice(0, to.length)) return { problem: 'order' };
  return { answer: { from, to: to === '' ? null : to } };
}

const isPart = (text: string) => PERIOD.test(text) && text >= '1900' && text < '2201' && (text.length < 10 || isDay(text));

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '1900-01-01' || text > '2200-12-31') return false;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= last;
}

function readMoney(text: string, currency: string, { money, isCurrency }: Reading): ReadAnswer {
  if (text === '') return empty;
  if (!isCurrency(currency)) return { problem: 'money' };
  const read = money(text, currency);
  if (!read.ok || read.money.amountMinor < 0n) return { problem: 'money' };
  return { answer: { minor: read.money.amountMinor.toString(), currency } };
}

/** The codes of the choices that an answer takes: what conditions and tables ask for. */
export function chosenIn(answer: Answer | undefined): readonly string[] {
  if (!answer) return [];
  if ('choice' in answer) return [answer.choice];
  if ('choices' in answer) return answer.choices;
  return 'agreed' in answer ? ['yes'] : [];
}

/** Whether two answers say the same; nothing is the same as nothing. */
export function sameAnswer(one: Answer | null | undefined, other: Answer | null | undefined): boolean {
  const flat = (given: Answer | null | undefined) => JSON.stringify(Object.entries(given ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return flat(one) === flat(other);
}
