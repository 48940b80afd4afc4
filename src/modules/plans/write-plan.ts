import { brokenConstraint, newId, type Reads, type Writes } from '#kernel/db';
import { makeTranslated } from '#kernel/i18n';
import type { OfficeId } from '#modules/offices';
import type { PlaceId } from '#modules/places';
import { contentSchema, emptyContent, missingIn, type Content } from './plan-content.ts';
import type { Draft, DraftId, DraftState, Plan, PlanId } from './plan.ts';
import { findVersion } from './read-plans.ts';
import { refuse } from './refusals.ts';

type Trx = Writes<'plans'>;

function drafts(trx: Reads<'plans'>) {
  return trx
    .selectFrom('plans.drafts')
    .select(['id', 'lang', 'reason', 'advice', 'revision', 'plan_id as planId'])
    .select(['state', 'content', 'changed_by as changedBy', 'changed_at as changedAt'])
    .$narrowType<{ state: DraftState; content: Content }>(); // written by the functions below only, through the schema
}

/** Drafts that the actor sees: of plans that an office of theirs keeps. The last changed first. */
export async function listDrafts(trx: Reads<'plans'>): Promise<Draft[]> {
  return await drafts(trx).orderBy('changed_at', 'desc').limit(1_000).execute();
}

/** The open draft of a plan; null where there is none, or none for the actor. */
export async function draftOf(trx: Reads<'plans'>, planId: PlanId): Promise<Draft | null> {
  return (await drafts(trx).where('plan_id', '=', planId).executeTakeFirst()) ?? null;
}

/** Accounts that wrote a part of a draft, and so do not approve it. */
export async function authorsOf(trx: Reads<'plans'>, draftId: DraftId): Promise<string[]> {
  const rows = await trx.selectFrom('plans.authors').select('account_id').where('draft_id', '=', draftId).execute();
  return rows.map((row) => row.account_id);
}

interface Beginning {
  code: string;
  title: string;
  lang: string;
  reason: string;
  placeId: PlaceId;
  officeId: OfficeId;
  otherPlaceId: PlaceId | null;
  otherOfficeId: OfficeId | null;
  demonstration: boolean;
}

/** Begins the first draft of a plan. Refusals: `code-taken`. Nobody but a planner of the office or the network gets past the database. */
export async function beginPlan(trx: Trx, accountId: string, given: Beginning, now: Date): Promise<PlanId> {
  const id = newId<'plans.plans'>();
  const { placeId, officeId, otherPlaceId, otherOfficeId } = given;
  await trx
    .insertInto('plans.plans')
    .values({
      id,
      code: given.code,
      place_id: placeId,
      office_id: officeId,
      other_place_id: otherPlaceId,
      other_office_id: otherOfficeId,
      demonstration: given.demonstration,
      created_by: accountId,
      created_at: now,
    })
    .execute()
    .catch((error: unknown) => {
      throw brokenConstraint(error) === 'plans_code' ? refuse('code-taken', { field: 'code' }) : error;
    });
  const content = emptyContent(makeTranslated(given.lang, given.title, { by: accountId, kind: 'human', at: now.toISOString() }));
  await insertDraft(trx, accountId, { planId: id, lang: given.lang, reason: given.reason, content }, now);
  return id;
}

/** Begins a new version of a plan, with what is published now. Refusals: `not-found`, `has-draft`. */
export async function beginVersion(trx: Trx, accountId: string, plan: Plan, reason: string, now: Date): Promise<void> {
  const shown = await findVersion(trx, plan.id, plan.version);
  if (!shown) throw refuse('not-found');
  await insertDraft(trx, accountId, { planId: plan.id, lang: shown.lang, content: shown.content, reason }, now);
}

async function insertDraft(
  trx: Trx,
  accountId: string,
  { planId, lang, content, reason }: Pick<Draft, 'planId' | 'lang' | 'content' | 'reason'>,
  now: Date,
): Promise<void> {
  await trx
    .insertInto('plans.drafts')
    .values({
      id: newId(),
      plan_id: planId,
      lang,
      reason,
      content: JSON.stringify(content),
      created_by: accountId,
      changed_by: accountId,
      changed_at: now,
    })
    .execute()
    .catch((error: unknown) => {
      throw brokenConstraint(error) === 'drafts_one' ? refuse('has-draft') : error;
    });
}

/**
 * Changes a plan's draft; `base` is the revision that the writer saw. Refusals: `not-found`, `draft-waiting`, `draft-changed`
 * where somebody else changed it since, `draft-wrong` where the result would be no plan.
 */
export async function changePlan(
  trx: Trx,
  accountId: string,
  planId: PlanId,
  { base, reason, change }: { base: number; reason?: string; change: (content: Content) => Content },
  now: Date,
): Promise<void> {
  const draft = await draftOf(trx, planId);
  if (!draft) throw refuse('not-found');
  if (draft.state === 'waiting') throw refuse('draft-waiting');
  if (draft.revision !== base) throw refuse('draft-changed');
  const content = contentSchema.safeParse(change(draft.content));
  if (!content.success) throw refuse('draft-wrong');
  const changed = await trx
    .updateTable('plans.drafts')
    .set({ content: JSON.stringify(content.data), revision: base + 1, changed_by: accountId, changed_at: now })
    .$if(reason !== undefined, (query) => query.set({ reason: reason ?? '' }))
    .where('id', '=', draft.id)
    .where('revision', '=', base)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('draft-changed');
}

/** Sends a draft for approval. Refusals: `not-found`, `draft-waiting`, `plan-incomplete`. */
export async function sendDraft(trx: Trx, planId: PlanId, now: Date): Promise<void> {
  const draft = await draftOf(trx, planId);
  if (!draft) throw refuse('not-found');
  if (draft.state === 'waiting') throw refuse('draft-waiting');
  if (missingIn(draft.content).length > 0) throw refuse('plan-incomplete');
  await move(trx, draft, { state: 'waiting', sent_at: now });
}

/** Takes a draft back, to go on writing; what was approved of it is approved no longer. Refusals: `not-found`, `not-waiting`. */
export async function takeBack(trx: Trx, planId: PlanId): Promise<void> {
  await move(trx, await waiting(trx, planId), { state: 'writing' });
}

/** Sends a draft back to its writers with what is to be changed. Refusals: `not-found`, `not-waiting`. */
export async function returnDraft(trx: Trx, planId: PlanId, advice: string): Promise<void> {
  await move(trx, await waiting(trx, planId), { state: 'returned', advice });
}

/** The draft of a plan while it waits for approval. Refusals: `not-found`, `not-waiting`. */
export async function waiting(trx: Reads<'plans'>, planId: PlanId): Promise<Draft> {
  const draft = await draftOf(trx, planId);
  if (!draft) throw refuse('not-found');
  if (draft.state !== 'waiting') throw refuse('not-waiting');
  return draft;
}

async function move(
  trx: Trx,
  { id, state }: Pick<Draft, 'id' | 'state'>,
  set: { state: DraftState; sent_at?: Date; advice?: string },
): Promise<void> {
  const changed = await trx.updateTable('plans.drafts').set(set).where('id', '=', id).where('state', '=', state).executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('draft-changed');
}

/** Throws a draft away; what is published stays, and a plan that never was goes with it. Refusals: `not-found`. */
export async function dropDraft(trx: Trx, plan: Plan): Promise<void> {
  const gone = await trx.deleteFrom('plans.drafts').where('plan_id', '=', plan.id).executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw refuse('not-found');
  if (plan.version === 0) await trx.deleteFrom('plans.plans').where('id', '=', plan.id).execute();
}
