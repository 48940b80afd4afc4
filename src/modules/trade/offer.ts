import type { Id } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { CorridorId } from '#modules/places';
import type { VentureId } from '#modules/ventures';

export type OfferId = Id<'trade.offers'>;

export const kinds = ['offer', 'request'] as const;
export type Kind = (typeof kinds)[number];

export const subjects = ['product', 'service'] as const;
export type Subject = (typeof subjects)[number];

export const units = ['kg', 'tonne', 'litre', 'piece', 'pair', 'box', 'metre', 'm2', 'm3', 'hour', 'day'] as const;
export type Unit = (typeof units)[number];

export const periods = ['once', 'month', 'season', 'year'] as const;
export type Period = (typeof periods)[number];

/** The eleven terms of the Incoterms 2020: any transport first, then ships only. */
export const incoterms = ['EXW', 'FCA', 'CPT', 'CIP', 'DAP', 'DPU', 'DDP', 'FAS', 'FOB', 'CFR', 'CIF'] as const;
export type Incoterm = (typeof incoterms)[number];

export const certificates = [
  'organic',
  'food-safety',
  'plant-health',
  'animal-health',
  'halal',
  'fair-trade',
  'geographical',
  'safety-mark',
  'origin',
] as const;
export type Certificate = (typeof certificates)[number];

export const ends = ['origin', 'destination'] as const;
export type End = (typeof ends)[number];

export const states = ['draft', 'waiting', 'returned', 'held', 'refused', 'published', 'expired', 'withdrawn'] as const;
export type State = (typeof states)[number];

/** How long an offer is shown at most before it is renewed. */
export const MONTHS_VALID = 6;

/** What anybody reads of a published offer, and nothing else. */
export interface PublicOffer {
  id: OfferId;
  kind: Kind;
  what: Subject;
  /** 2, 4 or 6 digits of the Harmonized System 2022; null for a service. */
  hsCode: string | null;
  /** Code of the sector vocabulary; null for a product. */
  sector: string | null;
  title: string;
  description: string;
  quantity: bigint | null;
  unit: Unit | null;
  per: Period | null;
  /** 1 to 12; none means the whole year. */
  months: number[];
  incoterm: Incoterm | null;
  termPlace: string | null;
  certificates: Certificate[];
  languages: string[];
  corridorId: CorridorId;
  atEnd: End;
  validUntil: Day;
  publishedAt: Date | null;
}

export interface Offer extends PublicOffer {
  ventureId: VentureId;
  officeId: string;
  state: State;
  revision: number;
  sentAt: Date | null;
  updatedAt: Date;
}

/** What the founders write. */
export type OfferText = Omit<PublicOffer, 'id' | 'publishedAt'>;

/** Whom to ring up: an E.164 number, an address, or both. */
export interface ContactOf {
  name: string;
  phone: string | null;
  email: string | null;
}

/** What founders and desk do with an offer besides writing it. */
export const actions = ['send', 'withdraw', 'renew'] as const;
export type Action = (typeof actions)[number];

const from: Readonly<Record<Action, readonly State[]>> = {
  send: ['draft', 'returned', 'held', 'withdrawn'],
  withdraw: ['draft', 'waiting', 'returned', 'held', 'published', 'expired'],
  renew: ['published', 'expired'],
};

/** Whether an action is open in a state. */
export function allowed(state: State, action: Action): boolean {
  return from[action].includes(state);
}

/** A change of the content is open in every state; it makes a new revision, which nobody has reviewed: back to a draft. */
export function stateAfterChange(state: State): State {
  return state === 'waiting' ? 'waiting' : 'draft';
}

/** Whether the desk may score it now. */
export function reviewable(state: State): boolean {
  return state === 'waiting' || state === 'held';
}
