import { createHash } from 'node:crypto';
import type { Writes } from '#kernel/db';
import type { VentureId } from '#modules/ventures';
import { questions, type Plan, type PlanBasics, type PlanLine, type TextSection } from './plan.ts';
import { readPlan } from './read-plan.ts';
import { refuse } from './refusals.ts';

// A plan is filled in by several: each form carries the fingerprint of what it was read with.

const print = (parts: unknown) =>
  createHash('sha256')
    .update(JSON.stringify(parts, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)))
    .digest('hex')
    .slice(0, 16);

/** Fingerprint of currencies, rate and months; also of a plan that nobody has begun. */
export function seenOfBasics(plan: PlanBasics | null): string {
  if (!plan) return print(null);
  const { currency, otherCurrency, rate, rateOn, rateSource, startsIn, opensAfterMonths } = plan;
  return print([currency, otherCurrency, rate, rateOn, rateSource, startsIn, opensAfterMonths]);
}

/** Fingerprint of the answers of a section. */
export function seenOfAnswers(plan: Plan, section: TextSection): string {
  return print(questions[section].map((name) => plan.answers[`${section}.${name}`] ?? ''));
}

/** Fingerprint of a line with its figures. */
export function seenOfLine({ figures, ...line }: PlanLine): string {
  return print([
    [line.label, line.unit, line.choice, line.note, line.dueOn, line.season],
    Object.entries(figures)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { value, currency, unit, source, saidBy }]) => [name, value, currency, unit, source, saidBy]),
  ]);
}

/** Holds a plan until the transaction ends, so that two savings follow one another, and answers it as it stands then. */
export async function holdPlan(trx: Writes<'businessplans'>, ventureId: VentureId): Promise<Plan | null> {
  await trx.selectFrom('businessplans.plans').select('id').where('venture_id', '=', ventureId).forUpdate().execute();
  return await readPlan(trx, ventureId);
}

/** Refuses what was typed over another state than the one that stands; a form without a fingerprint is taken. Refusals: changed-meanwhile. */
export function checkSeen(seen: string | null, now: string): void {
  if (seen !== null && seen !== now) throw refuse('changed-meanwhile');
}
