import type { Id } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { CourseId } from '#modules/learning';
import type { OfficeId } from '#modules/offices';

export type NoticeId = Id<'exchanges.notices'>;
export type TwinningId = Id<'exchanges.twinnings'>;
export type VisitId = Id<'exchanges.visits'>;

// uses messages: exchanges.kind.*
export const kinds = ['need', 'offer'] as const;
export type Kind = (typeof kinds)[number];

// uses messages: exchanges.topic.*
/** What officers teach one another, after the services of an office; anything else is said in words. */
export const topics = [
  'welcome',
  'enterprise',
  'credit',
  'return',
  'remittances',
  'associations',
  'labour',
  'protection',
  'languages',
  'data',
  'planning',
  'digital',
] as const;
export type Topic = (typeof topics)[number];

// uses messages: exchanges.mode.*
export const modes = ['in-person', 'distance', 'both'] as const;
export type Mode = (typeof modes)[number];

/** Languages that offices of migration corridors hold courses in, ISO 639. */
export const spoken = ['ar', 'de', 'en', 'es', 'fr', 'it', 'pt', 'ro', 'sq', 'uk', 'wo'] as const;

/** What an office needs to learn, or can teach. */
export interface Notice {
  id: NoticeId;
  officeId: OfficeId;
  kind: Kind;
  /** Null where the topic is said in words. */
  topic: Topic | null;
  words: string | null;
  about: string;
  languages: string[];
  mode: Mode;
  courseId: CourseId | null;
  validUntil: Day;
  endedAt: Date | null;
  demonstration: boolean;
}

// uses messages: exchanges.twinning-state.*
export const twinningStates = ['proposed', 'declined', 'withdrawn', 'agreed', 'ended'] as const;
export type TwinningState = (typeof twinningStates)[number];

/** An agreement of two offices to learn from one another. */
export interface Twinning {
  id: TwinningId;
  /** The office that proposed it. */
  officeId: OfficeId;
  partnerId: OfficeId;
  purpose: string;
  fromDay: Day;
  untilDay: Day;
  state: TwinningState;
  officeShows: boolean;
  partnerShows: boolean;
  askedBy: string;
  demonstration: boolean;
}

// uses messages: exchanges.twinning-act.*
export const twinningActs = ['agree', 'decline', 'withdraw', 'show', 'hide', 'end'] as const;
export type TwinningAct = (typeof twinningActs)[number];

/** For which of the two offices the actor speaks; a person may speak for both. */
export interface Sides {
  asker: boolean;
  other: boolean;
}

/** Whether the actor may do it now. The database asks the same once more. */
export function mayActOnTwinning(twinning: Twinning, { asker, other }: Sides, act: TwinningAct, accountId: string): boolean {
  const { state, officeShows, partnerShows } = twinning;
  switch (act) {
    case 'agree':
    case 'decline':
      return state === 'proposed' && other && twinning.askedBy !== accountId;
    case 'withdraw':
      return state === 'proposed' && asker;
    case 'show':
      return state === 'agreed' && ((asker && !officeShows) || (other && !partnerShows));
    case 'hide':
      return state === 'agreed' && ((asker && officeShows) || (other && partnerShows));
    case 'end':
      return state === 'agreed' && (asker || other);
  }
}

// uses messages: exchanges.visit-state.*
export const visitStates = ['asked', 'accepted', 'declined', 'withdrawn', 'cancelled', 'reported'] as const;
export type VisitState = (typeof visitStates)[number];

/** A visit of one office to another. */
export interface Visit {
  id: VisitId;
  guestId: OfficeId;
  hostId: OfficeId;
  twinningId: TwinningId | null;
  purpose: string;
  fromDay: Day;
  untilDay: Day;
  /** How many come, at most. */
  people: number;
  state: VisitState;
  askedBy: string;
  answer: string | null;
  learned: string | null;
  willUse: string | null;
  endedAt: Date | null;
  demonstration: boolean;
}

// uses messages: exchanges.visit-act.*
export const visitActs = ['accept', 'decline', 'withdraw', 'cancel'] as const;
export type VisitAct = (typeof visitActs)[number];

/** Whether the actor may do it now: the asker is the guest, the other the host. The database asks the same once more. */
export function mayActOnVisit({ state, askedBy }: Visit, { asker, other }: Sides, act: VisitAct, accountId: string): boolean {
  switch (act) {
    case 'accept':
    case 'decline':
      return state === 'asked' && other && askedBy !== accountId;
    case 'withdraw':
      return state === 'asked' && asker;
    case 'cancel':
      return state === 'accepted' && (asker || other);
  }
}

/** Whether the guests may write their report: on the last day of the visit, or later. */
export const mayReport = ({ state, untilDay }: Visit, { asker }: Sides, today: Day): boolean =>
  state === 'accepted' && asker && untilDay <= today;
