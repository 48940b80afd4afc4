import type { Money } from '#kernel/money';
import { addMonths, type Day } from '#kernel/time';
import type { Condition, Field } from './condition.ts';

/** What is known of a venture and its founder; what is missing is not known. */
export interface Facts {
  sector?: string;
  stage?: string;
  readiness?: string;
  /** Every place in which the firm is or will be, the wider ones too. */
  place?: readonly string[];
  registered?: boolean;
  /** Days: when the firm was registered, when the founder came back. */
  'firm-since'?: Day;
  'return-since'?: Day;
  'months-abroad'?: number;
  /** In years. */
  age?: number;
  'women-owned'?: boolean;
  jobs?: number;
  investment?: Money;
}

export type Finding = 'met' | 'not-met' | 'not-known';

export interface Verdict {
  condition: Condition;
  finding: Finding;
  /** Why it is not known though something was said: another currency, or a day that has not come. */
  why?: 'currency' | 'future';
}

const found = (condition: Condition, met: boolean): Verdict => ({ condition, finding: met ? 'met' : 'not-met' });
const unknown = (condition: Condition, why?: Verdict['why']): Verdict => ({ condition, finding: 'not-known', ...(why ? { why } : {}) });

/**
 * Compares one condition with what is known, on a day. Both bounds are inclusive. "At most 12 months" since a day holds until
 * the same day of the month a year later, and no day longer.
 */
export function judge(condition: Condition, facts: Facts, today: Day): Verdict {
  const { field } = condition;
  if ('oneOf' in condition) {
    const said = facts[condition.field];
    return said === undefined ? unknown(condition) : found(condition, condition.oneOf.includes(said));
  }
  if ('within' in condition) {
    const places = facts.place;
    return places === undefined
      ? unknown(condition)
      : found(
          condition,
          condition.within.some((one) => places.includes(one)),
        );
  }
  if ('is' in condition) {
    const said = facts[condition.field];
    return said === undefined ? unknown(condition) : found(condition, said === condition.is);
  }
  if ('currency' in condition) {
    const said = facts.investment;
    if (!said) return unknown(condition);
    if (said.currency !== condition.currency) return unknown(condition, 'currency');
    return found(
      condition,
      (condition.min === null || said.amountMinor >= BigInt(condition.min)) &&
        (condition.max === null || said.amountMinor <= BigInt(condition.max)),
    );
  }
  const { min, max } = condition;
  if (field === 'firm-since' || field === 'return-since') {
    const since = facts[field];
    if (since === undefined) return unknown(condition);
    if (since > today) return unknown(condition, 'future');
    return found(condition, (min === null || addMonths(since, min) <= today) && (max === null || today <= addMonths(since, max)));
  }
  const said = facts[condition.field as 'age']; // every field with bounds but the days has a number
  return said === undefined ? unknown(condition) : found(condition, (min === null || said >= min) && (max === null || said <= max));
}

export interface Tally {
  met: number;
  notMet: number;
  notKnown: number;
  total: number;
}

/** Every condition in its order, and how many are met, are not, and are not known. */
export function judgeAll(conditions: readonly Condition[], facts: Facts, today: Day): { verdicts: Verdict[]; tally: Tally } {
  const verdicts = conditions.map((condition) => judge(condition, facts, today));
  const of = (finding: Finding) => verdicts.filter((one) => one.finding === finding).length;
  return { verdicts, tally: { met: of('met'), notMet: of('not-met'), notKnown: of('not-known'), total: verdicts.length } };
}

/** The questions that conditions need answered. */
export function fieldsAsked(conditions: readonly Pick<Condition, 'field'>[]): Field[] {
  return conditions.map(({ field }) => field);
}
