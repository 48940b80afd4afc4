import type { Id } from '#kernel/db';
import type { PersonId } from '#modules/people';

export type ContactId = Id<'messages.contacts'>;

/** A five-minute question at the desk: topic, language, answered or not. */
export interface Contact {
  id: ContactId;
  officeId: string;
  topic: string;
  language: string;
  answered: boolean;
  at: Date;
  personId: PersonId | null;
}

/** For how long a mistaken entry can be taken back. */
export const UNDO_MINUTES = 30;
