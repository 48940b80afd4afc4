import type { Context } from '#kernel/http';
import type { Answer } from '../answer.ts';
import { chosenIn } from '../answer.ts';
import type { Question } from '../content.ts';
import { plainText } from './words.tsx';

/** An answer in words, in the reader's language. */
export function answerText(ctx: Context, question: Question, answer: Answer): string {
  const { t, format } = ctx;
  if ('text' in answer) return answer.text;
  if ('number' in answer) return format.number(Number(answer.number));
  if ('day' in answer) return format.date(answer.day, 'long');
  if ('from' in answer)
    return answer.to
      ? t('instruments.period.both', { from: answer.from, to: answer.to })
      : t('instruments.period.open', { from: answer.from });
  if ('minor' in answer) return format.money({ amountMinor: BigInt(answer.minor), currency: answer.currency });
  if ('place' in answer) return answer.place;
  if ('file' in answer) return t('instruments.answer.file');
  if ('agreed' in answer) return t('instruments.answer.agreed');
  const labels = question.options.filter(({ value }) => chosenIn(answer).includes(value)).map((one) => plainText(ctx, one.label));
  return format.list(labels);
}

/** When a question is asked, in words: for the paper and for editors. */
export function conditionText(ctx: Context, { condition }: Question, all: ReadonlyMap<string, Question>): string | null {
  if (!condition) return null;
  const parts = condition.of.map(({ question, anyOf }) => {
    const asked = all.get(question);
    const labels = anyOf.map((value) => {
      const option = asked?.options.find((one) => one.value === value);
      return option ? plainText(ctx, option.label) : ctx.t('instruments.answer.agreed');
    });
    return ctx.t('instruments.condition.part', {
      question: asked ? plainText(ctx, asked.label) : question,
      answers: ctx.format.list(labels, 'disjunction'),
    });
  });
  return ctx.t('instruments.condition.text', { parts: ctx.format.list(parts, condition.mode === 'all' ? 'conjunction' : 'disjunction') });
}

/** Day and hour of a saving. */
export const momentText = ({ format }: Context, moment: Date): string => `${format.instant(moment, 'short')}, ${format.time(moment)}`;
