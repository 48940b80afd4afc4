import { z } from 'zod';
import type { Id } from '#kernel/db';
import { networkKey, seal, unsealText, type Keyring } from '#kernel/keys';
import type { PersonId } from '#modules/people';

export type QuestionId = Id<'messages.questions'>;

export const replyWays = ['sms', 'email', 'link'] as const;
export type ReplyWay = (typeof replyWays)[number];

/** What a visitor wrote; encrypted at rest. */
export interface QuestionText {
  text: string;
  phone: string | null;
  email: string | null;
}

export interface Question extends QuestionText {
  id: QuestionId;
  officeId: string;
  topic: string;
  language: string;
  replyBy: ReplyWay;
  state: 'new' | 'answered' | 'closed';
  answer: string | null;
  askedAt: Date;
  answeredAt: Date | null;
  personId: PersonId | null;
}

/** What is sealed of a question: the visitor's words, and the secret of their link, which messages repeat. */
interface SealedQuestion extends QuestionText {
  token: string | null;
}

const content = z.object({
  text: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  token: z.string().nullable().default(null), // questions of the first weeks have none
});
const place = (id: QuestionId, column: 'sealed' | 'sealed_answer') => ({ table: 'messages.questions', column, id });

export function sealQuestion(keyring: Keyring, id: QuestionId, question: SealedQuestion): Buffer {
  return seal(networkKey(keyring, 'mail'), JSON.stringify(question), place(id, 'sealed'));
}

export function openQuestion(keyring: Keyring, id: QuestionId, sealed: Buffer): SealedQuestion {
  return content.parse(JSON.parse(unsealText(networkKey(keyring, 'mail'), sealed, place(id, 'sealed'))));
}

export function sealAnswer(keyring: Keyring, id: QuestionId, answer: string): Buffer {
  return seal(networkKey(keyring, 'mail'), answer, place(id, 'sealed_answer'));
}

export function openAnswer(keyring: Keyring, id: QuestionId, sealed: Buffer): string {
  return unsealText(networkKey(keyring, 'mail'), sealed, place(id, 'sealed_answer'));
}
