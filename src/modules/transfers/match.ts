import type { Kind, Measure, Precondition } from './precondition.ts';
import type { Judged, Judgement, Part } from './profile.ts';

export type Verdict = Judged | 'not-known';

// uses messages: transfers.why.*
/** Why a rule says so, or why none can. */
export const reasons = [
  'enough',
  'upper-end',
  'half',
  'short',
  'inside',
  'near',
  'far',
  'other-currency',
  'not-in-profile',
  'no-figure',
  'no-rule',
] as const;
export type Why = (typeof reasons)[number];

export interface Ruled {
  verdict: Verdict;
  why: Why;
}

/** How far outside the range of a practice a place may be for the practice to be adapted rather than out of reach. */
const FACTOR = 2n;

/**
 * What a rule can say of one precondition. Money and posts: enough where the least that the place has covers what it
 * takes; to adapt where only the upper end does, or half of it is there; lacking below. Inhabitants: fits inside the range,
 * to adapt within half and double of it. Amounts of different currencies are not compared. Everything else is for people.
 */
export function ruleOn(kind: Kind, takes: Measure, has: Measure | null): Ruled {
  if (kind === 'powers' || kind === 'partners' || kind === 'law') return { verdict: 'not-known', why: has ? 'no-rule' : 'not-in-profile' };
  if (!has || has.least === null) return { verdict: 'not-known', why: 'not-in-profile' };
  if (takes.least === null && takes.most === null) return { verdict: 'not-known', why: 'no-figure' };
  if (takes.currency !== has.currency) return { verdict: 'not-known', why: 'other-currency' };
  return kind === 'scale' ? scale(takes, has.least) : amount(takes.least ?? 0n, has.least, has.most ?? has.least);
}

function amount(takes: bigint, least: bigint, most: bigint): Ruled {
  if (least >= takes) return { verdict: 'fits', why: 'enough' };
  if (most >= takes) return { verdict: 'adapt', why: 'upper-end' };
  return most * FACTOR >= takes ? { verdict: 'adapt', why: 'half' } : { verdict: 'lacks', why: 'short' };
}

function scale({ least, most }: Measure, people: bigint): Ruled {
  const [low, high] = [least ?? 0n, most ?? people];
  if (people >= low && people <= high) return { verdict: 'fits', why: 'inside' };
  return people * FACTOR >= low && people <= high * FACTOR ? { verdict: 'adapt', why: 'near' } : { verdict: 'lacks', why: 'far' };
}

/** One precondition beside what the place has, with what is found and why. */
export interface Finding {
  precondition: Precondition;
  part: Part | null;
  verdict: Verdict;
  why: Why;
  /** The person's judgement, where it decides. */
  judgement: Judgement | null;
  /** Precondition or profile changed since the judgement. */
  stale: boolean;
}

/** All preconditions of a practice against a profile. A rule that can decide decides; else the judgement of a person, if there is one. */
export function findingsOf(preconditions: readonly Precondition[], parts: readonly Part[], judgements: readonly Judgement[]): Finding[] {
  return preconditions.map((precondition) => {
    const part = parts.find(({ kind }) => kind === precondition.kind) ?? null;
    const { verdict, why } = ruleOn(precondition.kind, precondition, part);
    const judgement =
      verdict === 'not-known' ? (judgements.find(({ preconditionId }) => preconditionId === precondition.id) ?? null) : null;
    const stale =
      judgement !== null &&
      (judgement.preconditionRevision !== precondition.revision || judgement.partRevision !== (part?.revision ?? null));
    return { precondition, part, verdict: judgement?.verdict ?? verdict, why, judgement, stale };
  });
}
