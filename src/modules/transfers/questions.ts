import { sql } from 'kysely';
import { record } from '#kernel/audit';
import { isForbidden, newId, type Id, type Reads, type Writes } from '#kernel/db';
import { holdsContact } from '#kernel/text';
import type { OfficeId } from '#modules/offices';
import type { PracticeId } from '#modules/practices';
import type { Question, QuestionId } from './question.ts';
import { refuse } from './refusals.ts';

/** More unanswered questions of one account are no questions any more. */
const MOST_OPEN = 20;

const select = (trx: Reads<'transfers'>) =>
  trx
    .selectFrom('transfers.questions as q')
    .select(['q.id', 'q.words', 'q.language', 'q.agreed', 'q.answer'])
    .select(['q.practice_id as practiceId', 'q.office_id as officeId', 'q.asked_at as askedAt', 'q.answer_language as answerLanguage'])
    .select(['q.answered_at as answeredAt', 'q.answered_for as answeredFor', 'q.hidden_reason as hiddenReason'])
    .select(sql<boolean>`q.id in (select transfers.asked())`.as('mine'))
    .select(sql<boolean>`transfers.may_answer(q.practice_id)`.as('toAnswer'));

/** Answered questions that everybody reads, the newest first. */
export async function publishedQuestions(trx: Reads<'transfers'>, practiceId: PracticeId): Promise<Question[]> {
  return await select(trx)
    .where('q.practice_id', '=', practiceId)
    .where('q.answer', 'is not', null)
    .where('q.agreed', '=', true)
    .where('q.hidden_reason', 'is', null)
    .orderBy('q.answered_at', 'desc')
    .limit(100)
    .execute();
}

/** Questions that the actor asked or works on, those without an answer first, the oldest on top. */
export async function ownQuestions(trx: Reads<'transfers'>): Promise<Question[]> {
  return await select(trx)
    .where(
      sql<boolean>`(q.id in (select transfers.asked()) or q.practice_id in (select transfers.authored()) or (select access.in_network(array['editor'])))`,
    )
    .orderBy('q.answered_at', (order) => order.desc().nullsFirst())
    .orderBy('q.asked_at')
    .limit(500)
    .execute();
}

/** A question that the actor reads, or null. */
export async function findQuestion(trx: Reads<'transfers'>, id: QuestionId): Promise<Question | null> {
  return (await select(trx).where('q.id', '=', id).executeTakeFirst()) ?? null;
}

/** Asks the authors. Refusals: `contact-in-text`, `too-many-questions`, `not-yours` for an office that is not the asker's. */
export async function askAuthors(
  trx: Writes<'transfers'>,
  accountId: string,
  given: Pick<Question, 'practiceId' | 'officeId' | 'words' | 'language' | 'agreed'>,
  now: Date,
): Promise<QuestionId> {
  if (holdsContact(given.words)) throw refuse('contact-in-text', { field: 'words' });
  const open = await trx
    .selectFrom('transfers.questions')
    .select('id')
    .where('answer', 'is', null)
    .where(sql<boolean>`id in (select transfers.asked())`)
    .execute();
  if (open.length >= MOST_OPEN) throw refuse('too-many-questions');
  const id = newId<'transfers.questions'>();
  await trx
    .insertInto('transfers.questions')
    .values({
      id,
      practice_id: given.practiceId,
      account_id: accountId as Id<'identity.accounts'>, // the id of an account is plain text in a request
      office_id: given.officeId,
      words: given.words,
      language: given.language,
      agreed: given.agreed,
      asked_at: now,
    })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-yours') : error;
    });
  return id;
}

/** Answers for the keeper of the practice, or changes the answer. Refusals: `contact-in-text`, `not-yours`. */
export async function answerQuestion(
  trx: Writes<'transfers'>,
  id: QuestionId,
  given: { answer: string; language: string; keeperId: OfficeId | null },
  now: Date,
): Promise<void> {
  if (holdsContact(given.answer)) throw refuse('contact-in-text', { field: 'answer' });
  await change(trx, id, { answer: given.answer, answer_language: given.language, answered_at: now, answered_for: given.keeperId });
}

/** Hides a question with a reason, or shows it again with null. Refusals: `not-yours`. */
export async function hideQuestion(
  trx: Writes<'transfers' | 'audit'>,
  { id, practiceId }: Pick<Question, 'id' | 'practiceId'>,
  reason: string | null,
  now: Date,
): Promise<void> {
  await change(trx, id, { hidden_reason: reason, hidden_at: reason === null ? null : now });
  await record(trx, {
    verb: 'transfers.question-hidden',
    purpose: 'transfers.purpose.library',
    objectKind: 'practice',
    objectId: practiceId,
    details: { hidden: reason !== null },
  });
}

interface Change {
  answer?: string;
  answer_language?: string;
  answered_at?: Date;
  answered_for?: OfficeId | null;
  hidden_reason?: string | null;
  hidden_at?: Date | null;
}

async function change(trx: Writes<'transfers'>, id: QuestionId, set: Change): Promise<void> {
  const done = await trx
    .updateTable('transfers.questions')
    .set(set)
    .where('id', '=', id)
    .executeTakeFirst()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-yours') : error;
    });
  if (done.numUpdatedRows === 0n) throw refuse('not-yours');
}

/** Deletes one's own question with its answer. Refusals: `not-yours`. */
export async function takeBackQuestion(trx: Writes<'transfers'>, id: QuestionId): Promise<void> {
  const gone = await trx.deleteFrom('transfers.questions').where('id', '=', id).executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw refuse('not-yours');
}

/** A question as a person's copy of their data holds it. */
export interface PracticeQuestionCopy {
  words: string;
  askedAt: Date;
  mayBeShown: boolean;
  answer: string | null;
  hidden: string | null;
}

/** Everything that the actor asked. */
export async function copyOfQuestions(trx: Reads<'transfers'>): Promise<PracticeQuestionCopy[]> {
  const rows = await select(trx)
    .where(sql<boolean>`q.id in (select transfers.asked())`)
    .orderBy('q.asked_at')
    .execute();
  return rows.map(({ words, askedAt, agreed, answer, hiddenReason }) => ({
    words,
    askedAt,
    mayBeShown: agreed,
    answer,
    hidden: hiddenReason,
  }));
}
