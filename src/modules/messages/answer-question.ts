import type { Writes } from '#kernel/db';
import type { Keyring } from '#kernel/keys';
import type { PersonId } from '#modules/people';
import { sealAnswer, type Question, type QuestionId } from './question.ts';
import { getQuestion } from './read-questions.ts';
import { refuse } from './refusals.ts';

/** Keeps the desk's answer; the caller sends it. Answers the question with it. Refusals: not found. */
export async function answerQuestion(
  trx: Writes<'messages'>,
  keyring: Keyring,
  accountId: string,
  id: QuestionId,
  answer: string,
): Promise<Question> {
  const question = await getQuestion(trx, keyring, id);
  if (!question) throw refuse('not-found');
  const changed = await trx
    .updateTable('messages.questions')
    .set({ state: 'answered', sealed_answer: sealAnswer(keyring, id, answer), answered_at: new Date(), answered_by: accountId })
    .where('id', '=', id)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
  return { ...question, state: 'answered', answer };
}

/** Closes a question without an answer, e.g. one sent twice. Refusals: not found, already closed. */
export async function closeQuestion(trx: Writes<'messages'>, keyring: Keyring, id: QuestionId): Promise<void> {
  const question = await getQuestion(trx, keyring, id);
  if (!question) throw refuse('not-found');
  if (question.state === 'closed') throw refuse('already-closed');
  await trx.updateTable('messages.questions').set({ state: 'closed' }).where('id', '=', id).execute();
}

/** Says which file a question became. Refusals: not found. */
export async function questionBecameFile(trx: Writes<'messages'>, id: QuestionId, personId: PersonId): Promise<void> {
  const changed = await trx.updateTable('messages.questions').set({ person_id: personId }).where('id', '=', id).executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
}
