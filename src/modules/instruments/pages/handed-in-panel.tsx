import type { Context } from '#kernel/http';
import { questionsIn } from '../content.ts';
import type { Sheet } from '../sheet.ts';
import { answerText } from './answer-text.ts';
import { FilledPaper } from './paper.tsx';
import { readAll } from './reach.ts';
import { LanguageNote, plainText } from './words.tsx';

/** What stands in a sheet as far as the reader may read it, for a page of another module. */
export async function HandedIn(ctx: Context, sheet: Sheet) {
  const { content, filled } = await readAll(ctx, sheet);
  return (
    <>
      <LanguageNote ctx={ctx} content={content} />
      <FilledPaper ctx={ctx} content={content} filled={filled} />
    </>
  );
}

/** The answers of a sheet as far as the reader may read them, in words, in the order of the questions. */
export async function answersShown(ctx: Context, sheet: Sheet): Promise<{ id: string; label: string; text: string }[]> {
  const { content, filled } = await readAll(ctx, sheet);
  return questionsIn(content).flatMap((question) => {
    const answer = filled.answers[question.id];
    return answer ? [{ id: question.id, label: plainText(ctx, question.label), text: answerText(ctx, question, answer) }] : [];
  });
}
