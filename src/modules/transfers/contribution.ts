import type { Id } from '#kernel/db';
import type { OfficeId } from '#modules/offices';
import type { OrganisationId } from '#modules/directory';
import type { PracticeId } from '#modules/practices';
import type { QuestionId } from './question.ts';

export type ContributionId = Id<'transfers.contributions'>;

/** In whose name somebody writes; neither office nor organisation is the network. */
export interface Voice {
  officeId: OfficeId | null;
  organisationId: OrganisationId | null;
}

/** What stands in the discussion of a practice. Who wrote it is not in it: nobody is told. */
export interface Contribution extends Voice {
  id: ContributionId;
  practiceId: PracticeId;
  /** The contribution to which it replies. */
  replyTo: ContributionId | null;
  /** The answered question to which it replies. */
  questionId: QuestionId | null;
  /** Null where it was taken back, or taken away from who reads. */
  words: string | null;
  language: string | null;
  writtenAt: Date;
  standing: 'shown' | 'hidden' | 'taken-back';
  /** Why an editor took it away, for its author and for editors. */
  hiddenReason: string | null;
  /** Written by the actor. */
  mine: boolean;
  /** The actor may take it away. */
  toHide: boolean;
}

/** A contribution with its replies, the oldest reply first. */
export interface Thread extends Contribution {
  replies: Contribution[];
}
