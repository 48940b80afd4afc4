import type { Reads } from '#kernel/db';
import type { Keyring } from '#kernel/keys';
import type { PersonId } from '#modules/people';
import { openAnswer, openQuestion, type Question, type QuestionId, type ReplyWay } from './question.ts';

interface Row {
  id: QuestionId;
  office_id: string;
  topic: string;
  language: string;
  sealed: Buffer;
  reply_by: string;
  state: string;
  sealed_answer: Buffer | null;
  asked_at: Date;
  answered_at: Date | null;
  person_id: string | null;
}

function toQuestion(keyring: Keyring, row: Row): Question {
  return {
    ...openQuestion(keyring, row.id, row.sealed),
    id: row.id,
    officeId: row.office_id,
    topic: row.topic,
    language: row.language,
    // The check constraints of the table hold both lists.
    replyBy: row.reply_by as ReplyWay,
    state: row.state as Question['state'],
    answer: row.sealed_answer ? openAnswer(keyring, row.id, row.sealed_answer) : null,
    askedAt: row.asked_at,
    answeredAt: row.answered_at,
    personId: row.person_id as PersonId | null,
  };
}

/** A question, for its desk or for the visitor with its link; null otherwise. */
export async function getQuestion(trx: Reads<'messages'>, keyring: Keyring, id: QuestionId): Promise<Question | null> {
  const row = await trx.selectFrom('messages.questions').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toQuestion(keyring, row) : null;
}

/** The questions of some desks, the longest waiting first. */
export async function listQuestions(
  trx: Reads<'messages'>,
  keyring: Keyring,
  filter: { officeIds: readonly string[]; state: Question['state'] | 'all'; limit: number; offset: number },
): Promise<{ rows: Question[]; total: number }> {
  if (filter.officeIds.length === 0) return { rows: [], total: 0 };
  let query = trx.selectFrom('messages.questions').where('office_id', 'in', filter.officeIds as never);
  if (filter.state !== 'all') query = query.where('state', '=', filter.state);
  const rows = await query.selectAll().orderBy('asked_at').limit(filter.limit).offset(filter.offset).execute();
  const { total } = await query.select((one) => one.fn.countAll<string>().as('total')).executeTakeFirstOrThrow();
  return { rows: rows.map((row) => toQuestion(keyring, row)), total: Number(total) };
}
