import type { Id } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { OfficeId } from '#modules/offices';
import type { Audience, CourseId, Mode } from './course.ts';

export type GroupId = Id<'learning.groups'>;

export const groupStates = ['planned', 'open', 'running', 'ended', 'called-off'] as const;
export type GroupState = (typeof groupStates)[number];

/** Where a group may go from each state; drawn in docs/states/group.md. Calling off has its own form, since it needs a reason. */
export const groupMoves = {
  planned: ['open'],
  open: ['running'],
  running: ['ended'],
  ended: [],
  'called-off': [],
} as const satisfies Record<GroupState, readonly GroupState[]>;

/** What an office says of a group when it plans or changes it. */
export interface GroupText {
  name: string;
  way: Mode;
  audience: Audience;
  womenOnly: boolean;
  /** Language in which it is taught. */
  language: string;
  /** Office at the other end, whose hours are shown too. */
  otherOfficeId: OfficeId | null;
  places: number;
  enrolFrom: Date;
  enrolUntil: Date;
  /** Share of the sessions that a certificate of attendance asks for: an assumption of the office. */
  attendancePercent: number;
}

/** People who take a course together. */
export interface Group extends GroupText {
  id: GroupId;
  courseId: CourseId;
  courseCode: string;
  courseTitle: Translated;
  officeId: OfficeId;
  state: GroupState;
  /** Why it was called off. */
  reason: string | null;
  /** Start of its next session; null where none is planned. */
  nextAt: Date | null;
  firstAt: Date | null;
  /** End of its last session that is not called off. */
  lastAt: Date | null;
  /** People with a place. */
  enrolled: number;
  /** People in the line. */
  waiting: number;
}

/** Why a group cannot move on yet; null where it can. */
export function whyNot(to: GroupState, { trainers, sessions }: { trainers: number; sessions: number }): 'no-trainer' | 'no-session' | null {
  if (to !== 'open') return null;
  if (trainers === 0) return 'no-trainer';
  return sessions === 0 ? 'no-session' : null;
}

/** Whether one can ask for a place at a moment. */
export function takesPeople({ state, enrolFrom, enrolUntil }: Pick<Group, 'state' | 'enrolFrom' | 'enrolUntil'>, now: Date): boolean {
  return (state === 'open' || state === 'running') && enrolFrom <= now && now < enrolUntil;
}

/** Places that nobody has. */
export function freePlaces({ places, enrolled }: Pick<Group, 'places' | 'enrolled'>): number {
  return Math.max(0, places - enrolled);
}
