import type { Id } from '#kernel/db';
import type { OfficeId } from '#modules/offices';
import type { PlaceId } from '#modules/places';
import type { PracticeId } from '#modules/practices';

export type TransferId = Id<'transfers.transfers'>;

// uses messages: transfers.state.*
/** How far a transfer has come: docs/states/transfer.md. */
export const states = ['asked', 'under-way', 'running', 'ended', 'given-up'] as const;
export type State = (typeof states)[number];

/** States in which it is over: what became of it must be told, and an end may be. */
export const isOver = (state: State): boolean => state === 'ended' || state === 'given-up';

/** What is told of a practice that somebody takes up elsewhere. */
export interface TransferText {
  state: State;
  /** A year, a month or a day; null where not known. */
  since: string | null;
  until: string | null;
  /** What was changed to make it work there. */
  changed: string | null;
  became: string | null;
  /** Null where the office speaks for itself. */
  source: string | null;
}

export interface Transfer extends TransferText {
  id: TransferId;
  practiceId: PracticeId;
  placeId: PlaceId;
  /** Office that does it; null where an editor writes down what a source tells. */
  officeId: OfficeId | null;
  language: string;
  revision: number;
  changedAt: Date;
}
