import type { Id } from '#kernel/db';
import type { OfficeId } from '#modules/offices';

export type MeetingId = Id<'projects.meetings'>;

// uses messages: projects.meeting-state.*
export const meetingStates = ['planned', 'held', 'closed', 'called-off'] as const;
export type MeetingState = (typeof meetingStates)[number];

export interface MeetingText {
  title: string;
  startsAt: Date;
  endsAt: Date;
  /** By whose clock it was written, IANA name. */
  zone: string;
  venue: string | null;
  link: string | null;
  agenda: string;
}

/** A meeting of the partners of a project, for them alone. */
export interface Meeting extends MeetingText {
  id: MeetingId;
  /** The partner that convenes it. */
  officeId: OfficeId;
  state: MeetingState;
  /** Why it was called off. */
  because: string | null;
  sequence: number;
  said: string | null;
  /** A line each. */
  decisions: string | null;
}

export const meetingActs = ['change', 'call-off', 'minutes', 'close'] as const;
export type MeetingAct = (typeof meetingActs)[number];

/** What whoever writes for a meeting may do now. The database asks the same once more. */
export function mayMeet({ state, startsAt }: Pick<Meeting, 'state' | 'startsAt'>, act: MeetingAct, now: Date): boolean {
  switch (act) {
    case 'change':
    case 'call-off':
      return state === 'planned';
    case 'minutes':
      return state === 'held' || (state === 'planned' && startsAt <= now);
    case 'close':
      return state === 'held';
  }
}
