import type { Id } from '#kernel/db';
import type { Translated } from '#kernel/i18n';

export type RuleId = Id<'returns.rules'>;

/** What the rules are about, in the order in which a person meets it. */
export const topics = ['periods', 'portability', 'health', 'family', 'tax', 'documents'] as const;
export type Topic = (typeof topics)[number];

/** What a rule says, besides its question; null where nobody has stated it. */
export const sayings = ['keeps', 'loses', 'askFor', 'askWhere', 'askBy'] as const;
export type Saying = (typeof sayings)[number];

/** One dated rule for a pair of countries, for one end, or for every pair. */
export interface Rule {
  id: RuleId;
  /** Office that keeps it; null for the skeleton that came with the product. */
  officeId: string | null;
  topic: Topic;
  /** ISO 3166-1; null for any country. */
  leaving: string | null;
  arriving: string | null;
  question: Translated;
  says: Record<Saying, Translated | null>;
  sourceName: string;
  sourceUrl: string | null;
  /** `YYYY-MM-DD`, both days included. */
  validFrom: string;
  validUntil: string | null;
  /** Which authority confirmed it and when; null: it must be confirmed before anybody relies on it. */
  confirmed: { by: string; on: string } | null;
}

/** A pair of countries as the person moves: from where to where. */
export interface Way {
  leaving: string;
  arriving: string;
}

/** Whether a rule holds on a day. */
export function holdsOn(rule: Pick<Rule, 'validFrom' | 'validUntil'>, day: string): boolean {
  return rule.validFrom <= day && (rule.validUntil === null || rule.validUntil >= day);
}

/** Whether a rule is meant for a way: its pair, one of its ends, or every pair. */
export function isFor(rule: Pick<Rule, 'leaving' | 'arriving'>, way: Way): boolean {
  return (rule.leaving === null || rule.leaving === way.leaving) && (rule.arriving === null || rule.arriving === way.arriving);
}

/** By topic, then what is said of both ends before what is said of one or of all. */
export function inOrder(rules: readonly Rule[]): Rule[] {
  const nearness = (rule: Rule) => Number(rule.leaving === null) + Number(rule.arriving === null);
  return rules.toSorted((a, b) => topics.indexOf(a.topic) - topics.indexOf(b.topic) || nearness(a) - nearness(b) || (a.id < b.id ? -1 : 1));
}
