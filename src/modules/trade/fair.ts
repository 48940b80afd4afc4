import type { Id } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import { addDays, addMinutes, fromLocal, type Day } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import type { CorridorId } from '#modules/places';
import type { UnmetReason } from './make-schedule.ts';
import type { OfferId } from './offer.ts';
import type { VentureId } from '#modules/ventures';

export type FairId = Id<'trade.fairs'>;
export type ParticipantId = Id<'trade.fair_participants'>;
export type MeetingId = Id<'trade.fair_meetings'>;

export const fairKinds = ['fair', 'mission', 'online'] as const;
export type FairKind = (typeof fairKinds)[number];

export const guests = ['ventures', 'organisations'] as const;
export type Guest = (typeof guests)[number];

export const fairStates = ['draft', 'announced', 'published', 'ended', 'cancelled'] as const;
export type FairState = (typeof fairStates)[number];

/** What the offices that hold a fair do with it; `publish` shows the schedule to those who come. */
export const fairActions = ['announce', 'publish', 'end', 'cancel'] as const;
export type FairAction = (typeof fairActions)[number];

const moves: Readonly<Record<FairAction, { from: readonly FairState[]; to: FairState }>> = {
  announce: { from: ['draft'], to: 'announced' },
  publish: { from: ['announced'], to: 'published' },
  end: { from: ['published'], to: 'ended' },
  cancel: { from: ['draft', 'announced', 'published'], to: 'cancelled' },
};

/** The state to which an action leads; null where it is not open. */
export function fairAfter(state: FairState, action: FairAction): FairState | null {
  return moves[action].from.includes(state) ? moves[action].to : null;
}

/** Whether its schedule may still be worked on. */
export const isPlanned = (state: FairState): boolean => state === 'announced' || state === 'published';

/** When meetings are; times of day as `HH:MM` on the clocks of the place. */
export interface FairTimes {
  firstDay: Day;
  lastDay: Day;
  opens: string;
  closes: string;
  pauseFrom: string | null;
  pauseUntil: string | null;
  timeZone: string;
  slotMinutes: number;
  tables: number;
}

/** What the office writes down. */
export interface FairText extends Omit<FairTimes, 'timeZone'> {
  corridorId: CorridorId;
  officeId: OfficeId;
  partnerOfficeId: OfficeId | null;
  kind: FairKind;
  title: Translated;
  about: Translated;
  place: string | null;
  languages: string[];
  registersFrom: Day;
  registersUntil: Day;
  whoMay: Guest[];
}

export interface Fair extends FairText, FairTimes {
  id: FairId;
  otherTimeZone: string | null;
  state: FairState;
}

export interface Slot {
  startsAt: string;
  endsAt: string;
}

/** Most times of a fair: seven days of ten-minute meetings would be more than a page can show. */
const MOST_SLOTS = 400;

/**
 * The times of meetings of a fair, as instants: from opening to closing of each day, none that touches the pause or ends
 * after closing. Null where there are none, or too many.
 */
export function slotsOf(times: FairTimes): Slot[] | null {
  const slots: Slot[] = [];
  for (let day = times.firstDay; day <= times.lastDay; day = addDays(day, 1)) {
    const at = (time: string) => fromLocal(day, time, times.timeZone);
    const closes = at(times.closes);
    const pause = times.pauseFrom && times.pauseUntil ? { from: at(times.pauseFrom), until: at(times.pauseUntil) } : null;
    for (let startsAt = at(times.opens); startsAt < closes;) {
      const endsAt = addMinutes(startsAt, times.slotMinutes);
      if (pause && startsAt < pause.until && endsAt > pause.from) {
        startsAt = pause.until;
        continue;
      }
      if (endsAt > closes) break;
      slots.push({ startsAt, endsAt });
      if (slots.length > MOST_SLOTS) return null;
      startsAt = endsAt;
    }
  }
  return slots.length === 0 ? null : slots;
}

/** Whether registration is open on a day. */
export function takesRegistrations(
  { state, registersFrom, registersUntil }: Pick<Fair, 'state' | 'registersFrom' | 'registersUntil'>,
  today: Day,
) {
  return state === 'announced' && registersFrom <= today && today <= registersUntil;
}

export const participantStates = ['asked', 'approved', 'declined', 'withdrawn'] as const;
export type ParticipantState = (typeof participantStates)[number];

/** Who comes; it names no person and no contact. */
export interface Participant {
  id: ParticipantId;
  fairId: FairId;
  offerId: OfferId | null;
  ventureId: VentureId | null;
  officeId: string | null;
  organisationId: Id<'directory.organisations'> | null;
  who: string;
  languages: string[];
  state: ParticipantState;
  /** Title of the offer or request with which they come, where it is open to the actor. */
  offerTitle: string | null;
}

export const meetingOutcomes = ['follow-up', 'undecided', 'none'] as const;
export type MeetingOutcome = (typeof meetingOutcomes)[number];

export interface Meeting {
  id: MeetingId;
  fairId: FairId;
  startsAt: Date;
  endsAt: Date;
  table: number;
  firstId: ParticipantId;
  secondId: ParticipantId;
  link: string | null;
  firstCame: boolean | null;
  secondCame: boolean | null;
  outcome: MeetingOutcome | null;
  sequence: number;
  changedAt: Date;
}

/** Most wishes of a participant; the table's rank and the page hold the same. */
export const MOST_WISHES = 15;

export interface FairWish {
  participantId: ParticipantId;
  wishedId: ParticipantId;
  rank: number;
  unmet: UnmetReason | null;
}
