import type { Id } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { PracticeId } from '#modules/practices';

export type IssueId = Id<'newsletters.issues'>;
export type ReaderId = Id<'newsletters.readers'>;

/** At most so many practices are in one issue. */
export const MOST_ITEMS = 30;

/** What editors write above the practices. */
export interface IssueText {
  /** BCP 47 tag of the language in which it is written, and of the readers who get it. */
  language: string;
  title: string;
  intro: string;
}

export interface Issue extends IssueText {
  id: IssueId;
  /** Null in a draft. */
  number: number | null;
  state: 'draft' | 'sent';
  createdAt: Date;
  sentAt: Date | null;
  demonstration: boolean;
}

/** A practice in an issue. */
export interface Item {
  practiceId: PracticeId;
  code: string;
  title: Translated;
  /** Why it is in the issue. */
  note: string | null;
}

/** Whoever holds the link of a letter. */
export interface Reader {
  id: ReaderId;
  language: string;
  confirmedAt: Date | null;
}
