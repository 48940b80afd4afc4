import { record } from '#kernel/audit';
import { newId, type Writes } from '#kernel/db';
import { isCurrency } from '#kernel/money';
import type { Venture } from '#modules/ventures';
import { parseRate } from './exchange.ts';
import { MOST_LINES, type Figure, type LineId, type LineKind, type Plan, type PlanBasics, type PlanId } from './plan.ts';
import { readPlan } from './read-plan.ts';
import { refuse } from './refusals.ts';
import { checkSeen, seenOfBasics } from './seen.ts';

type Hands = Writes<'businessplans' | 'audit'>;
type Of = Pick<Venture, 'id' | 'officeId' | 'leadPersonId'>;

/** Begins the plan of a venture, or changes its currencies and months. Refusals: rate, rate-needed, same-currency, currency-in-use, changed-meanwhile. */
export async function saveBasics(trx: Hands, accountId: string, venture: Of, basics: PlanBasics, before: Plan | null): Promise<PlanId> {
  if (!isCurrency(basics.currency)) throw refuse('rate', { field: 'currency' });
  if (basics.otherCurrency === basics.currency) throw refuse('same-currency', { field: 'other' });
  if (basics.otherCurrency !== null) {
    if (basics.rate === null || basics.rateOn === null) throw refuse('rate-needed', { field: basics.rate === null ? 'rate' : 'rateOn' });
    if (parseRate(basics.rate) === null) throw refuse('rate', { field: 'rate' });
  }
  const kept = new Set([basics.currency, basics.otherCurrency]);
  const used = before?.lines.flatMap((line) => Object.values(line.figures).flatMap(({ currency }) => currency ?? [])) ?? [];
  if (used.some((currency) => !kept.has(currency))) throw refuse('currency-in-use', { field: 'currency' });
  const withOther = basics.otherCurrency !== null;
  const row = {
    currency: basics.currency,
    other_currency: basics.otherCurrency,
    rate: withOther ? (basics.rate?.trim().replace(',', '.') ?? null) : null,
    rate_on: withOther ? basics.rateOn : null,
    rate_source: withOther ? basics.rateSource : '',
    starts_in: basics.startsIn,
    opens_after_months: basics.opensAfterMonths,
  };
  if (before) {
    await trx
      .updateTable('businessplans.plans')
      .set({ ...row, updated_at: new Date() })
      .where('id', '=', before.id)
      .execute();
    await tell(trx, venture, before.id, 'changed');
    return before.id;
  }
  const id = newId<'businessplans.plans'>();
  const made = await trx
    .insertInto('businessplans.plans')
    .values({ id, venture_id: venture.id, office_id: venture.officeId, created_by: accountId, ...row })
    .onConflict((conflict) => conflict.constraint('plans_one_a_venture').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) {
    // Two founders who begin at once begin one plan; what the second meant otherwise is not dropped in silence.
    const begun = await readPlan(trx, venture.id);
    checkSeen(seenOfBasics({ ...basics, rate: row.rate, rateOn: row.rate_on, rateSource: row.rate_source }), seenOfBasics(begun));
    if (begun) return begun.id;
    throw refuse('not-found');
  }
  await tell(trx, venture, made.id, 'begun');
  return made.id;
}

/** Writes the answers of a section; an empty answer is taken out. */
export async function saveAnswers(
  trx: Hands,
  accountId: string,
  venture: Of,
  plan: Plan,
  answers: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [question, text] of Object.entries(answers)) {
    if (text === '') {
      await trx.deleteFrom('businessplans.answers').where('plan_id', '=', plan.id).where('question', '=', question).execute();
      continue;
    }
    const row = { text, by_account: accountId, at: new Date() };
    await trx
      .insertInto('businessplans.answers')
      .values({ plan_id: plan.id, venture_id: plan.ventureId, office_id: plan.officeId, question, ...row })
      .onConflict((conflict) => conflict.columns(['plan_id', 'question']).doUpdateSet(row))
      .execute();
  }
  await touch(trx, venture, plan.id);
}

/** A line as somebody writes it down. */
export interface LineToSave {
  readonly kind: LineKind;
  readonly label: string;
  readonly unit: string;
  readonly choice: string;
  readonly note: string;
  readonly dueOn: string | null;
  readonly season: readonly number[] | null;
  readonly figures: Readonly<Record<string, Figure>>;
}

/** Writes a line with its figures, a new one where no id is given. Refusals: not-found, too-many-lines. */
export async function saveLine(
  trx: Hands,
  accountId: string,
  venture: Of,
  plan: Plan,
  line: LineToSave,
  id: LineId | null = null,
): Promise<LineId> {
  const row = {
    label: line.label,
    unit: line.unit,
    choice: line.choice,
    note: line.note,
    due_on: line.dueOn,
    season: line.season && [...line.season],
  };
  const lineId = id ?? newId<'businessplans.lines'>();
  const reach = { venture_id: plan.ventureId, office_id: plan.officeId };
  if (id === null) {
    if (plan.lines.length >= MOST_LINES) throw refuse('too-many-lines');
    await trx
      .insertInto('businessplans.lines')
      .values({ id: lineId, plan_id: plan.id, kind: line.kind, ...reach, ...row })
      .execute();
  } else {
    const changed = await trx
      .updateTable('businessplans.lines')
      .set(row)
      .where('id', '=', id)
      .where('plan_id', '=', plan.id)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) throw refuse('not-found');
  }
  await trx.deleteFrom('businessplans.figures').where('line_id', '=', lineId).execute();
  const figures = Object.entries(line.figures).map(([name, figure]) => ({
    line_id: lineId,
    ...reach,
    name,
    value: figure.value,
    currency: figure.currency,
    unit: figure.unit,
    source: figure.source,
    said_by: figure.saidBy,
    by_account: accountId,
  }));
  if (figures.length > 0) await trx.insertInto('businessplans.figures').values(figures).execute();
  await touch(trx, venture, plan.id);
  return lineId;
}

/** Takes a line out. Refusals: not-found. */
export async function removeLine(trx: Hands, venture: Of, plan: Plan, id: LineId): Promise<void> {
  const gone = await trx.deleteFrom('businessplans.lines').where('id', '=', id).where('plan_id', '=', plan.id).executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw refuse('not-found');
  await touch(trx, venture, plan.id);
}

async function touch(trx: Hands, venture: Of, id: PlanId): Promise<void> {
  await trx.updateTable('businessplans.plans').set({ updated_at: new Date() }).where('id', '=', id).execute();
  await tell(trx, venture, id, 'changed');
}

/** Puts an act on a plan on record; its sentence is `businessplans.verb.<verb>`. */
export async function tell(
  trx: Writes<'audit'>,
  venture: Of,
  planId: PlanId,
  verb: 'begun' | 'changed' | 'read' | 'reviewed' | 'dossier',
): Promise<void> {
  // uses messages: businessplans.verb.*
  await record(trx, {
    verb: `businessplans.${verb}`,
    purpose: 'people.purpose.counselling',
    scopeId: venture.officeId,
    subjectId: venture.leadPersonId,
    objectKind: 'business-plan',
    objectId: planId,
    details: { parts: ['business-plan'] },
  });
}
