import type { Id } from '#kernel/db';
import type { OfficeId } from '#modules/offices';
import type { PracticeId } from '#modules/practices';

export type QuestionId = Id<'transfers.questions'>;

/** A question to the authors of a practice. Who asked is not in it: nobody is told. */
export interface Question {
  id: QuestionId;
  practiceId: PracticeId;
  /** Office for which a colleague of it asked; null for any other reader. */
  officeId: OfficeId | null;
  words: string;
  language: string;
  /** Whether the asker agreed that it is public once it is answered. */
  agreed: boolean;
  askedAt: Date;
  answer: string | null;
  answerLanguage: string | null;
  answeredAt: Date | null;
  /** Keeper that answered; null where the network did. */
  answeredFor: OfficeId | null;
  hiddenReason: string | null;
  /** Asked by the actor. */
  mine: boolean;
  /** The actor answers it. */
  toAnswer: boolean;
}
