import { actWithLink, newId, newLinkToken, type AnyWrites, type Writes } from '#kernel/db';
import type { Keyring } from '#kernel/keys';
import { sealQuestion, type QuestionId, type QuestionText, type ReplyWay } from './question.ts';

/** A question as the visitor sends it. */
export interface AskedQuestion extends QuestionText {
  officeId: string;
  topic: string;
  language: string;
}

/** Hands a question to the responsible desk; answers the secret of the visitor's link, which is stored as a hash, and sealed for messages. */
export async function askQuestion(
  trx: Writes<'messages'>,
  keyring: Keyring,
  asked: AskedQuestion,
): Promise<{ id: QuestionId; token: string }> {
  const id = newId<'messages.questions'>();
  const link = newLinkToken();
  await actWithLink(trx as unknown as AnyWrites, link.hash); // only the executor is used
  const replyBy: ReplyWay = asked.email ? 'email' : asked.phone ? 'sms' : 'link';
  await trx
    .insertInto('messages.questions')
    .values({
      id,
      office_id: asked.officeId as never, // an office's id, checked by the foreign key and the policy
      topic: asked.topic,
      language: asked.language,
      sealed: sealQuestion(keyring, id, { text: asked.text, phone: asked.phone, email: asked.email, token: link.token }),
      reply_by: replyBy,
      token_hash: link.hash,
    })
    .execute();
  return { id, token: link.token };
}
