import type { Id } from '#kernel/db';
import type { Day } from '#kernel/time';
import { addDays } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import type { PlaceId } from '#modules/places';

export type AssociationId = Id<'associations.associations'>;
export type RepresentativeId = Id<'associations.representatives'>;

// uses messages: associations.form.*
export const legalForms = ['association', 'cooperative', 'foundation', 'federation', 'informal', 'other'] as const;
export type LegalForm = (typeof legalForms)[number];

// uses messages: associations.activity.*
export const activities = [
  'culture',
  'language',
  'advice',
  'work',
  'enterprise',
  'women',
  'youth',
  'solidarity',
  'projects-origin',
  'health',
  'sport',
  'religion',
  'rights',
] as const;
export type Activity = (typeof activities)[number];

// uses messages: associations.size.*
/** Bands of a year's money in euros. */
export const financeSizes = ['under-1000', 'under-10000', 'under-50000', 'under-250000', 'over-250000'] as const;
export type FinanceSize = (typeof financeSizes)[number];

// uses messages: associations.money.*
export const financeSources = ['fees', 'donations', 'public', 'earnings', 'foundations', 'other'] as const;
export type FinanceSource = (typeof financeSources)[number];

// uses messages: associations.side.*
export const sides = ['origin', 'destination'] as const;
export type Side = (typeof sides)[number];

// uses messages: associations.state.*
export const states = ['unconfirmed', 'waiting', 'asked', 'verified', 'refused', 'closed'] as const;
export type State = (typeof states)[number];

/** What an association says of itself. Null is "not known", never zero. */
export interface AssociationText {
  name: string;
  about: string | null;
  /** A year, a month or a day. */
  founded: string | null;
  legalForm: LegalForm;
  members: number | null;
  membersOn: Day | null;
  membersBy: string | null;
  activities: Activity[];
  financeSize: FinanceSize | null;
  financeSources: FinanceSource[];
  boardSize: number | null;
  boardWomen: number | null;
  /** People under 30. */
  boardYoung: number | null;
  electedOn: Day | null;
  lastActivity: string | null;
  lastActivityOn: Day | null;
  email: string | null;
  phone: string | null;
  website: string | null;
}

export interface Association extends AssociationText {
  id: AssociationId;
  officeId: OfficeId;
  language: string;
  state: State;
  revision: number;
  verifiedRevision: number | null;
  registeredAt: Date;
  verifiedAt: Date | null;
  activeOn: Day | null;
  demonstration: boolean;
}

/** The places of an association at both ends. */
export type PlacesOf = Record<Side, PlaceId[]>;

/** How long a confirmation that it is active holds, in days. */
const ACTIVE_DAYS = 365;

/** Whether it has not confirmed for a year that it is active. */
export function isStale({ activeOn }: Pick<Association, 'activeOn'>, today: Day): boolean {
  return activeOn === null || activeOn < addDays(today, -ACTIVE_DAYS);
}

/** Whether something happened within a year before today; null where nothing is known. */
export function withinAYear(day: Day | null, today: Day): boolean | null {
  return day === null ? null : day >= addDays(today, -365);
}

// uses messages: associations.act.*
/** What those who write for an association do with its entry besides changing it. */
export const acts = ['confirm', 'answer', 'second-look', 'still-active', 'close'] as const;
export type Act = (typeof acts)[number];

const from: Readonly<Record<Act, readonly State[]>> = {
  confirm: ['unconfirmed'],
  answer: ['asked'],
  'second-look': ['refused'],
  'still-active': ['waiting', 'asked', 'verified'],
  close: ['waiting', 'asked', 'verified'],
};

export const needsWords = (act: Act): boolean => act === 'answer' || act === 'second-look';

export function allowed(state: State, act: Act): boolean {
  return from[act].includes(state);
}

// uses messages: associations.decision.*
/** What the office decides. */
export const decisions = ['verified', 'asked', 'refused'] as const;
export type Decision = (typeof decisions)[number];

/** States in which the office may decide; what it verified it may look at again. */
export function decidable(state: State): boolean {
  return state === 'waiting' || state === 'asked' || state === 'verified';
}

// uses messages: associations.event.*
export type EventKind =
  | 'registered'
  | 'confirmed'
  | 'changed'
  | 'answered'
  | 'second-look'
  | 'still-active'
  | 'closed'
  | 'asked'
  | 'verified'
  | 'refused';
