import { addDays, daysBetween, type Day } from '#kernel/time';
import type { Condition } from './condition.ts';
import { judgeAll, type Facts, type Tally } from './judge.ts';
import type { Kind } from './opportunity.ts';

// uses messages: opportunities.reason.*
/** Why an opportunity fits a venture, in the order in which it is told. */
export const reasonCodes = ['sector', 'stage', 'place', 'need', 'conditions', 'unchecked', 'unmet', 'closes'] as const;
export type ReasonCode = (typeof reasonCodes)[number];

export interface Reason {
  code: ReasonCode;
  points: number;
  /** Code of the vocabulary, or id of a place. */
  about?: string;
  /** Conditions met, not checked or not met, or days left. */
  count?: number;
  /** Conditions in all. */
  total?: number;
}

/** What matching asks of a venture. */
export interface Wanting {
  sector: string;
  stage: string;
  /** Codes of what the founders say they need. */
  needs: readonly string[];
  /** Places in which the firm is or will be, with the steps up to each wider one; empty where the venture names none. */
  near: ReadonlyMap<string, number>;
  facts: Facts;
}

/** What matching asks of an opportunity. */
export interface Offered {
  id: string;
  kind: Kind;
  sectors: readonly string[];
  stages: readonly string[];
  placeId: string;
  conditions: readonly Condition[];
  lastDay: Day;
  /** Null where no end is known: then nothing closes. */
  validUntil: Day | null;
}

export interface Score {
  points: number;
  reasons: Reason[];
  tally: Tally;
}

/** Points by reason: our own weights, together at most 100. */
export const weights = {
  sector: 30,
  stage: 10,
  /** In the very place; a step up takes five, and the widest area keeps five. */
  place: 25,
  placeStep: 5,
  need: 10,
  conditions: 20,
  /** Taken off where at least one condition is not met: it stands after all that may be had. */
  unmet: -40,
  closes: 5,
} as const;

/** Days before the end from which a founder should hurry. */
export const CLOSING_DAYS = 30;

/** Which needs of a venture a kind answers. */
export const answers: Record<Kind, readonly string[]> = {
  sector: ['customers'],
  site: ['premises'],
  partner: ['partners', 'customers'],
  call: ['loan', 'guarantee', 'course', 'digital'],
  incentive: ['loan', 'guarantee'],
};

/**
 * How well an opportunity fits a venture, with the reasons; null where it names other sectors or stages, is somewhere else, or
 * is over. A condition that is not met puts it at the end, and is told; one that is not known takes nothing away. Pure.
 */
export function score(wanting: Wanting, offered: Offered, today: Day): Score | null {
  const { sectors, stages, placeId } = offered;
  if (offered.lastDay < today) return null;
  if (sectors.length > 0 && !sectors.includes(wanting.sector)) return null;
  if (stages.length > 0 && !stages.includes(wanting.stage)) return null;
  const steps = wanting.near.get(placeId);
  if (wanting.near.size > 0 && steps === undefined) return null;
  const { tally } = judgeAll(offered.conditions, wanting.facts, today);
  const reasons: Reason[] = [];
  if (sectors.length > 0) reasons.push({ code: 'sector', points: weights.sector, about: wanting.sector });
  if (stages.length > 0) reasons.push({ code: 'stage', points: weights.stage, about: wanting.stage });
  if (steps !== undefined) {
    const points = Math.max(weights.placeStep, weights.place - weights.placeStep * steps);
    reasons.push({ code: 'place', points, about: placeId });
  }
  const need = wanting.needs.find((one) => answers[offered.kind].includes(one));
  if (need) reasons.push({ code: 'need', points: weights.need, about: need });
  if (tally.met > 0 && tally.notMet === 0) {
    const points = Math.round((weights.conditions * tally.met) / tally.total);
    reasons.push({ code: 'conditions', points, count: tally.met, total: tally.total });
  }
  if (tally.total > 0 && tally.notKnown === tally.total) reasons.push({ code: 'unchecked', points: 0, count: tally.total });
  if (tally.notMet > 0) reasons.push({ code: 'unmet', points: weights.unmet, count: tally.notMet, total: tally.total });
  if (offered.validUntil !== null && offered.validUntil <= addDays(today, CLOSING_DAYS)) {
    reasons.push({ code: 'closes', points: weights.closes, count: daysBetween(today, offered.validUntil) });
  }
  return { points: reasons.reduce((sum, reason) => sum + reason.points, 0), reasons, tally };
}

/** The most that a score could be, whatever comes of the conditions: the database orders by this, for it judges none. */
export function mostPoints({ reasons, tally }: Score): number {
  const seen = reasons.filter(({ code }) => code !== 'conditions' && code !== 'unmet').reduce((sum, { points }) => sum + points, 0);
  return seen + (tally.total > 0 ? weights.conditions : 0);
}

/** Those that fit, best first; with equal points what ends first, then by id, so that a list never jumps. */
export function rank<O extends Offered>(wanting: Wanting, all: readonly O[], today: Day): { opportunity: O; score: Score }[] {
  return all
    .flatMap((opportunity) => {
      const one = score(wanting, opportunity, today);
      return one ? [{ opportunity, score: one }] : [];
    })
    .toSorted(byRank);
}

interface Ranked {
  opportunity: Pick<Offered, 'lastDay' | 'id'>;
  score: Score;
}

/** The order of {@link rank}. */
export function byRank(a: Ranked, b: Ranked): number {
  return (
    b.score.points - a.score.points || compare(a.opportunity.lastDay, b.opportunity.lastDay) || compare(a.opportunity.id, b.opportunity.id)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
