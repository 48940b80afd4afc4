import type { Id } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { Day } from '#kernel/time';
import type { PracticeId } from '#modules/practices';

export type FairId = Id<'practicefairs.fairs'>;
export type TalkId = Id<'practicefairs.talks'>;

export const FEWEST_STANDS = 3;
export const MOST_STANDS = 30;
/** Most days from the first to the last. */
export const LONGEST_FAIR = 92;

/** What editors write of a fair. */
export interface FairText {
  /** BCP 47 tag of the language in which it is written. */
  language: string;
  title: string;
  about: string;
  fromDay: Day;
  untilDay: Day;
}

export interface Fair extends FairText {
  id: FairId;
  state: 'draft' | 'open' | 'withdrawn';
  /** Why it was withdrawn. */
  because: string | null;
  demonstration: boolean;
}

/** A practice in a fair. */
export interface Stand {
  practiceId: PracticeId;
  code: string;
  title: Translated;
}

export interface TalkText {
  practiceId: PracticeId;
  startsAt: Date;
  minutes: number;
  /** An authority, never a private person. */
  speaker: string;
  /** Null where it is not given, and for everybody but editors once the fair is over. */
  link: string | null;
}

export interface Talk extends TalkText {
  id: TalkId;
  /** iCalendar SEQUENCE. */
  sequence: number;
}

export type Phase = 'draft' | 'announced' | 'running' | 'over' | 'withdrawn';

/** What a fair is on a day of the network. */
export function phaseOf({ state, fromDay, untilDay }: Pick<Fair, 'state' | 'fromDay' | 'untilDay'>, today: Day): Phase {
  if (state !== 'open') return state;
  if (today < fromDay) return 'announced';
  return today <= untilDay ? 'running' : 'over';
}

/** Whether editors may still change it. */
export const isWritable = (phase: Phase): boolean => ['draft', 'announced', 'running'].includes(phase);
