import type { Reads } from '#kernel/db';
import type { Keyring } from '#kernel/keys';
import { openQuestion, type QuestionId } from './question.ts';

/** The path of the visitor's own page of a question, with its secret, without the language. */
export function questionPath(id: QuestionId, token: string): string {
  return `/questions/${id}?token=${token}`;
}

/** The same for a question that stands already; null where the actor does not reach it, or no secret was kept. */
export async function questionLink(trx: Reads<'messages'>, keyring: Keyring, id: QuestionId): Promise<string | null> {
  const row = await trx.selectFrom('messages.questions').select('sealed').where('id', '=', id).executeTakeFirst();
  const token = row ? openQuestion(keyring, id, row.sealed).token : null;
  return token ? questionPath(id, token) : null;
}
