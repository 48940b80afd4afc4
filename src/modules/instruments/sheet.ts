import type { Id } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { Answer, Answers } from './answer.ts';
import type { RoundId } from './rounds.ts';
import type { VersionId } from './content.ts';

export type SheetId = Id<'instruments.sheets'>;

// uses messages: instruments.way.*
/** How a sheet is filled in: by the members of a body, by whoever has the link, by staff from paper. */
export type Way = 'body' | 'link' | 'paper';

// uses messages: instruments.sheet-state.*
export type SheetState = 'open' | 'submitted';

// uses messages: instruments.event.*
export type EventKind = 'begun' | 'submitted' | 'reopened' | 'contact-asked' | 'contact-allowed' | 'contact-withdrawn';

export type Body = { kind: 'office' | 'organisation'; id: string };

export interface Sheet {
  id: SheetId;
  roundId: RoundId;
  versionId: VersionId;
  way: Way;
  body: Body | null;
  label: string;
  state: SheetState;
  revision: number;
  receivedOn: Day | null;
  createdAt: Date;
  submittedAt: Date | null;
  contactAskedAt: Date | null;
  contactAskedWhy: string | null;
  contactAllowedAt: Date | null;
}

/** What is stored for one question. */
export interface Entry {
  question: string;
  answer: Answer | null;
  note: string | null;
  revision: number;
  changedBy: string | null;
  changedAt: Date;
}

export interface Filled {
  entries: ReadonlyMap<string, Entry>;
  answers: Answers;
}

export interface Evidence {
  id: Id<'instruments.evidence'>;
  question: string;
  name: string;
  mediaType: string;
  bytes: number;
  addedAt: Date;
}

export interface SheetEvent {
  kind: EventKind;
  reason: string | null;
  byAccount: string | null;
  happenedAt: Date;
}
