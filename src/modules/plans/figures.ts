import { add, type Money } from '#kernel/money';
import type { Action, Content } from './plan-content.ts';

export interface Totals {
  /** One amount for each currency. */
  known: Money[];
  /** Actions whose budget is not known. */
  unknown: number;
}

/** What actions cost together; amounts that are not known are counted, never taken for nothing. */
export function totalsOf(actions: readonly Pick<Action, 'budget'>[]): Totals {
  const known = new Map<string, Money>();
  let unknown = 0;
  for (const { budget } of actions) {
    const amount = moneyOf(budget);
    if (!amount) unknown += 1;
    else known.set(amount.currency, add(known.get(amount.currency) ?? { amountMinor: 0n, currency: amount.currency }, amount));
  }
  return { known: [...known.values()], unknown };
}

/** A budget as money; null where it is not known. */
export function moneyOf(budget: Action['budget']): Money | null {
  return budget && { amountMinor: BigInt(budget.minor), currency: budget.currency };
}

/** Measures and actions of an objective, in their order. */
export function under({ measures, actions }: Pick<Content, 'measures' | 'actions'>, objectiveId: string) {
  return measures
    .filter((measure) => measure.objectiveId === objectiveId)
    .map((measure) => ({ measure, actions: actions.filter(({ measureId }) => measureId === measure.id) }));
}

/** Every action in the order of the page, with its objective and its measure. */
export function inOrder(content: Content) {
  return content.objectives.flatMap((objective) =>
    under(content, objective.id).flatMap(({ measure, actions }) => actions.map((action) => ({ objective, measure, action }))),
  );
}
