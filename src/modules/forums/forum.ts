import type { Id } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { AssociationId } from '#modules/associations';
import type { FileId } from '#kernel/files';
import type { ConsultationId } from '#modules/consultations';
import type { OfficeId } from '#modules/offices';
import type { PlaceId } from '#modules/places';

export type ForumId = Id<'forums.forums'>;
export type SeatId = Id<'forums.seats'>;
export type MeetingId = Id<'forums.meetings'>;
export type PointId = Id<'forums.points'>;

// uses messages: forums.kind.*
export const kinds = ['board', 'forum'] as const;
export type Kind = (typeof kinds)[number];

/** What an office writes of a board or forum. */
export interface ForumText {
  officeId: OfficeId;
  /** Territory for which it speaks. */
  placeId: PlaceId;
  kind: Kind;
  name: string;
  /** What it is there for. */
  about: string;
  /** Who has a seat, how it is given, for how long. */
  rules: string;
  language: string;
  /** The responsible unit and how to reach it. */
  contact: string;
}

export interface Forum extends ForumText {
  id: ForumId;
  endedOn: Day | null;
  endedBecause: string | null;
  demonstration: boolean;
}

/** A seat of an association or of another body, never of a person. */
export interface Seat {
  id: SeatId;
  forumId: ForumId;
  /** Null for a body that is not in the register. */
  associationId: AssociationId | null;
  name: string;
  task: string | null;
  sinceOn: Day;
  untilOn: Day | null;
}

/** Whether a seat was held on a day. */
export const heldOn = ({ sinceOn, untilOn }: Pick<Seat, 'sinceOn' | 'untilOn'>, day: Day): boolean =>
  sinceOn <= day && (untilOn === null || untilOn >= day);

// uses messages: forums.state.*
export const meetingStates = ['planned', 'convened', 'held', 'called-off'] as const;
export type MeetingState = (typeof meetingStates)[number];

export interface MeetingText {
  startsAt: Date;
  endsAt: Date;
  venue: string;
  link: string | null;
}

export interface Meeting extends MeetingText {
  id: MeetingId;
  forumId: ForumId;
  state: MeetingState;
  /** Why it was called off. */
  words: string | null;
  sequence: number;
  publishedAt: Date | null;
}

// uses messages: forums.act.*
export const acts = ['convene', 'hold', 'publish', 'call-off'] as const;
export type Act = (typeof acts)[number];

/** Whether the office may do it now; the database asks the same, and whether the agenda and the minutes are there. */
export function mayAct(
  { state, startsAt, publishedAt }: Pick<Meeting, 'state' | 'startsAt' | 'publishedAt'>,
  act: Act,
  now: Date,
): boolean {
  switch (act) {
    case 'convene':
      return state === 'planned';
    case 'hold':
      return state === 'convened' && startsAt <= now;
    case 'publish':
      return state === 'held' && publishedAt === null;
    case 'call-off':
      return state === 'planned' || state === 'convened';
  }
}

export const MOST_POINTS = 60;

/** A point of the agenda. */
export interface PointText {
  title: string;
  words: string | null;
  link: string | null;
  consultationId: ConsultationId | null;
}

// uses messages: forums.answer.*
export const answers = ['taken-up', 'in-part', 'not'] as const;
export type Answer = (typeof answers)[number];

/** What was said on a point, the opinion that was agreed, and the answer to it. */
export interface Minutes {
  said: string;
  opinion: string | null;
  answer: Answer | null;
  reason: string | null;
  answeredAt: Date | null;
}

export interface Point extends PointText {
  id: PointId;
  /** A document as a file. */
  fileId: FileId | null;
  meetingId: MeetingId;
  /** 1, 2, 3 … */
  place: number;
  /** Null as long as there are none, or for whoever does not read them yet. */
  minutes: Minutes | null;
}

// uses messages: forums.attendance.*
export const attendanceStates = ['present', 'excused', 'absent'] as const;
export type Attendance = (typeof attendanceStates)[number];
