import type { Id } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { AssociationId } from '#modules/associations';
import type { OfficeId } from '#modules/offices';
import type { CorridorId, PlaceId } from '#modules/places';
import type { PlanId } from '#modules/plans';

export type ConsultationId = Id<'consultations.consultations'>;
export type OpinionId = Id<'consultations.opinions'>;

// uses messages: consultations.state.*
export const states = ['draft', 'open', 'finished', 'withdrawn'] as const;
export type State = (typeof states)[number];

/** Questions that a consultation may ask; associations write in their free time. */
export const MOST_QUESTIONS = 8;

/** What an office asks. */
export interface ConsultationText {
  officeId: OfficeId;
  title: string;
  /** What is to be decided, and what is decided already. */
  about: string;
  language: string;
  unit: string;
  contactName: string | null;
  contactEmail: string | null;
  /** In international form. */
  contactPhone: string | null;
  draftText: string | null;
  draftLink: string | null;
  /** Published plan of the office that asks, which is to be changed. */
  planId: PlanId | null;
  /** Territory whose associations are invited. */
  placeId: PlaceId;
  /** Corridor from whose origin associations are invited too. */
  corridorId: CorridorId | null;
  questions: string[];
  fromOn: Day;
  untilOn: Day;
}

export interface Consultation extends ConsultationText {
  id: ConsultationId;
  state: State;
  /** What came of it, or why it was withdrawn; null while it is not over. */
  outcome: string | null;
  openedAt: Date | null;
  endedAt: Date | null;
  demonstration: boolean;
}

// uses messages: consultations.phase.*
/** Where an opened consultation stands for those who read it. */
export type Phase = 'draft' | 'soon' | 'collecting' | 'answering' | 'finished' | 'withdrawn';

/** Opened ones wait for their first day, take opinions until their last, and are answered then. */
export function phaseOf({ state, fromOn, untilOn }: Pick<Consultation, 'state' | 'fromOn' | 'untilOn'>, today: Day): Phase {
  if (state !== 'open') return state;
  if (today < fromOn) return 'soon';
  return today <= untilOn ? 'collecting' : 'answering';
}

// uses messages: consultations.act.*
export const acts = ['open', 'put-off', 'finish', 'withdraw'] as const;
export type Act = (typeof acts)[number];

/** Whether the office may do it now; the database asks the same, and for finishing whether each opinion has an answer. */
export function mayAct(consultation: Pick<Consultation, 'state' | 'fromOn' | 'untilOn'>, act: Act, today: Day): boolean {
  const phase = phaseOf(consultation, today);
  switch (act) {
    case 'open':
      return phase === 'draft';
    case 'put-off':
      return phase === 'soon' || phase === 'collecting';
    case 'finish':
      return phase === 'answering';
    case 'withdraw':
      return consultation.state === 'draft' || consultation.state === 'open';
  }
}

// uses messages: consultations.because.*
export type Because = 'territory' | 'origin';

// uses messages: consultations.told.*
export type Told = 'keepers' | 'address' | 'nobody';

/** An association that was invited, and how it was told. */
export interface Invitation {
  consultationId: ConsultationId;
  associationId: AssociationId;
  name: string;
  because: Because;
  invitedAt: Date;
  toldAt: Date | null;
  told: Told | null;
}

// uses messages: consultations.answer.*
export const answers = ['taken-up', 'in-part', 'not'] as const;
export type Answer = (typeof answers)[number];

/** What an association writes. */
export interface OpinionText {
  words: string | null;
  /** Answers to the questions, in their order; empty where there is none. */
  replies: string[];
  public: boolean;
}

export interface Opinion extends OpinionText {
  id: OpinionId;
  consultationId: ConsultationId;
  associationId: AssociationId;
  name: string;
  words: string;
  revision: number;
  handedInAt: Date;
  answer: Answer | null;
  reason: string | null;
  answeredAt: Date | null;
}

/** How many were invited, gave an opinion, gave it in public, and have an answer. */
export interface Counts {
  invited: number;
  opinions: number;
  shown: number;
  answered: number;
}
