import type { Id } from '#kernel/db';
import type { FilePart } from '#kernel/consent';
import type { PersonId } from '#modules/people';
import type { VentureId } from '#modules/ventures';
import type { MentorId } from './mentor.ts';
import type { RefusalCode } from './refusals.ts';

export type PairId = Id<'mentoring.pairs'>;

// uses messages: mentoring.state.*
export const pairStates = ['suggested', 'offered', 'accepted', 'running', 'ended'] as const;
export type PairState = (typeof pairStates)[number];

// uses messages: mentoring.side.*
/** Who acts on a pair. */
export const sides = ['founder', 'mentor', 'office'] as const;
export type Side = (typeof sides)[number];

// uses messages: mentoring.end-reason.*
/** Neutral reasons for an end; nobody has to give one. */
export const endReasons = ['goal-reached', 'time', 'other-topic', 'other-mentor', 'moved', 'other'] as const;
export type EndReason = (typeof endReasons)[number];

// uses messages: mentoring.end.*
/** Which end of the corridor the mentor knows. */
export const mentorEnds = ['here', 'there', 'other'] as const;
export type MentorEnd = (typeof mentorEnds)[number];

/** What a founder may tick for the mentor; sessions, notes and actions come with every pair. */
export const sharedParts = ['venture', 'plan', 'business-plan', 'readiness', 'contact'] as const satisfies readonly FilePart[];
export type SharedPart = (typeof sharedParts)[number];

export interface Pair {
  id: PairId;
  ventureId: VentureId;
  personId: PersonId;
  officeId: string;
  mentorId: MentorId;
  mentorEnd: MentorEnd;
  state: PairState;
  /** Of the venture as it was when suggested: what the mentor reads before anything is shared. */
  sector: string;
  stage: string;
  topics: string[];
  /** Codes of reasons for the suggestion. */
  reasons: string[];
  /** Languages that both speak. */
  languages: string[];
  /** Zone in which the founder reads hours. */
  timeZone: string;
  /** How the founder wants to be called. */
  called: string;
  suggestedAt: Date;
  offeredAt: Date | null;
  mentorAcceptedAt: Date | null;
  founderAcceptedAt: Date | null;
  grantId: Id<'consent.grants'> | null;
  startedAt: Date | null;
  endedAt: Date | null;
  endedBy: Side | null;
  endReason: EndReason | null;
}

export const pairActions = ['offer', 'accept', 'share', 'end', 'meet'] as const;
export type PairAction = (typeof pairActions)[number];

/** Which states an action needs; docs/states/mentoring.md draws them. */
const from: Readonly<Record<PairAction, readonly PairState[]>> = {
  offer: ['suggested'],
  accept: ['offered', 'accepted'],
  share: ['running'],
  end: ['suggested', 'offered', 'accepted', 'running'],
  meet: ['running'],
};

/** Who may do what: the office asks both, each side answers for itself (the office may write down what the founder says), anybody ends. */
const by: Readonly<Record<PairAction, readonly Side[]>> = {
  offer: ['office'],
  accept: ['founder', 'mentor', 'office'],
  share: ['founder'],
  end: ['founder', 'mentor', 'office'],
  meet: ['founder', 'mentor'],
};

/** What the rules ask of a pair. */
export type PairFacts = Pick<Pair, 'state' | 'mentorAcceptedAt' | 'founderAcceptedAt'>;

/** Whether a side may do this to the pair now, or the reason why not. */
export function allowedOnPair(pair: PairFacts, side: Side, action: PairAction): true | RefusalCode {
  if (!by[action].includes(side)) return 'not-yours';
  if (!from[action].includes(pair.state)) return `state-${pair.state}`;
  const said = side === 'mentor' ? pair.mentorAcceptedAt : pair.founderAcceptedAt;
  return action === 'accept' && said !== null ? 'answered-already' : true;
}

/** Why a pair ended is for whoever said it and for the office: nobody reads that somebody else would fit better. */
export function shownReason(pair: Pick<Pair, 'endedBy' | 'endReason'>, side: Side): EndReason | null {
  return side === 'office' || pair.endedBy === side ? pair.endReason : null;
}
