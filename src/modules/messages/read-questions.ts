import type { Reads } from '#kernel/db';
import type { Keyring } from '#kernel/keys';
import { searchWords } from '#kernel/text';
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
  const { text, phone, email } = openQuestion(keyring, row.id, row.sealed);
  return {
    text,
    phone,
    email,
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

export const questionSorts = ['asked', '-asked'] as const;

export interface QuestionFilter {
  officeIds: readonly string[];
  state: Question['state'] | 'all';
  topic?: string | null;
  /** Parts of words of the question or its answer; each must be there. */
  words?: string;
  /** The longest waiting first, unless said. */
  sort?: (typeof questionSorts)[number];
  limit: number;
  offset: number;
}

/** Questions are sealed: words are sought in so many of them at most, the first of the sort. */
const MOST_SEARCHED = 5_000;

/** The questions of some desks, the longest waiting first unless sorted otherwise. */
export async function listQuestions(
  trx: Reads<'messages'>,
  keyring: Keyring,
  filter: QuestionFilter,
): Promise<{ rows: Question[]; total: number }> {
  if (filter.officeIds.length === 0) return { rows: [], total: 0 };
  let query = trx.selectFrom('messages.questions').where('office_id', 'in', filter.officeIds as never);
  if (filter.state !== 'all') query = query.where('state', '=', filter.state);
  if (filter.topic) query = query.where('topic', '=', filter.topic);
  const direction = filter.sort === '-asked' ? 'desc' : 'asc';
  const sorted = query.selectAll().orderBy('asked_at', direction).orderBy('id', direction);
  const wanted = searchWords(filter.words ?? '');
  const { limit, offset } = filter;
  if (wanted.length > 0) {
    const searched = await sorted.limit(MOST_SEARCHED).execute();
    const found = searched.map((row) => toQuestion(keyring, row)).filter((question) => speaksOf(question, wanted));
    return { rows: found.slice(offset, offset + limit), total: found.length };
  }
  const rows = await sorted.limit(limit).offset(offset).execute();
  const { total } = await query.select((one) => one.fn.countAll<string>().as('total')).executeTakeFirstOrThrow();
  return { rows: rows.map((row) => toQuestion(keyring, row)), total: Number(total) };
}

function speaksOf({ text, answer }: Question, wanted: readonly string[]): boolean {
  const said = searchWords(`${text} ${answer ?? ''}`).join(' ');
  return wanted.every((word) => said.includes(word));
}

/** The questions that became part of a file, oldest first; for its desk and for the person. */
export async function questionsOfPerson(trx: Reads<'messages'>, keyring: Keyring, personId: PersonId): Promise<Question[]> {
  const rows = await trx.selectFrom('messages.questions').selectAll().where('person_id', '=', personId).orderBy('asked_at').execute();
  return rows.map((row) => toQuestion(keyring, row));
}
