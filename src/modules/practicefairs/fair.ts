import type { Id } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { Day } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
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
  /** Office of the network that speaks, where it is one: it is written to when the talk moves or is called off. */
  officeId: OfficeId | null;
  /** Null where it is not given, and for everybody but editors once the fair is over. */
  link: string | null;
}

export interface Talk extends TalkText {
  id: TalkId;
  /** iCalendar SEQUENCE. */
  sequence: number;
  /** When it was to begin before it last moved in an open fair, and when that was. */
  moved: { from: Date; at: Date } | null;
  /** Why it was called off; null while it takes place. */
  calledOff: string | null;
}

export const endOf = ({ startsAt, minutes }: Pick<Talk, 'startsAt' | 'minutes'>): Date => new Date(startsAt.getTime() + minutes * 60_000);

/** Whether a talk can be changed, and called off once everybody reads the fair, or why not. */
export function mayChange({ calledOff, ...when }: Pick<Talk, 'startsAt' | 'minutes' | 'calledOff'>, now: Date) {
  if (calledOff !== null) return 'called-off';
  return endOf(when) <= now ? 'talk-over' : true;
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
