import { sql } from 'kysely';
import { giveGrant } from '#kernel/consent';
import { newId, onConstraint, type Actor, type Id, type Reads, type Writes } from '#kernel/db';
import type { VentureId } from '#modules/ventures';
import type { PersonId } from '#modules/people';
import type { Plan, PlanId, VersionId } from './plan.ts';
import { refuse, type RefusalCode } from './refusals.ts';

export type ReviewId = Id<'businessplans.reviews'>;

export const reviewStates = ['asked', 'in-review', 'returned', 'confirmed', 'declined'] as const;
export type ReviewState = (typeof reviewStates)[number];

export const reviewActions = ['begin', 'return', 'confirm', 'decline'] as const;
export type ReviewAction = (typeof reviewActions)[number];

/** The state chart of docs/states/feasibility-review.md; `businessplans.may_become` holds the database to the same moves. */
export const reviewMoves: Readonly<Record<ReviewState, Readonly<Partial<Record<ReviewAction, ReviewState>>>>> = {
  asked: { begin: 'in-review', decline: 'declined' },
  'in-review': { return: 'returned', confirm: 'confirmed', decline: 'declined' },
  returned: {},
  confirmed: {},
  declined: {},
};

export interface Review {
  readonly id: ReviewId;
  readonly planId: PlanId;
  readonly ventureId: VentureId;
  readonly versionId: VersionId;
  readonly expertId: string;
  readonly state: ReviewState;
  readonly question: string;
  readonly remarks: string;
  readonly askedAt: Date;
  readonly decidedAt: Date | null;
}

export interface Expert {
  readonly accountId: string;
  readonly name: string;
  /** Office or organisation where the expert works; null for one of the whole network. */
  readonly scopeId: string | null;
}

/** Experts whom a founder or a desk may ask; nobody else is told. */
export async function listExperts(trx: Reads<'businessplans'>): Promise<Expert[]> {
  const { rows } = await sql<{ account_id: string; name: string; scope_id: string | null }>`
    select account_id, name, scope_id from businessplans.experts() order by name limit 200`.execute(trx);
  return rows.map((row) => ({ accountId: row.account_id, name: row.name, scopeId: row.scope_id }));
}

/** What the founder agreed to when the expert is asked. */
export interface ReviewToAsk {
  readonly personId: PersonId;
  readonly versionId: VersionId;
  readonly expertId: string;
  readonly question: string;
  readonly agreement: {
    readonly language: string;
    readonly wording: string;
    readonly how: 'signed-at-desk' | 'spoken-at-desk' | 'on-line';
  };
  readonly endsAt: Date;
}

/**
 * Asks an expert about one version, by a grant of a founder that opens the plan and the venture to that account alone.
 * Refusals: choose (no such expert), review-open, and those of the grant.
 */
export async function askReview(
  trx: Writes<'businessplans' | 'access' | 'audit' | 'consent'>,
  actor: Actor & { accountId: string },
  plan: Plan,
  ask: ReviewToAsk,
): Promise<ReviewId> {
  if (!(await listExperts(trx)).some(({ accountId }) => accountId === ask.expertId)) throw refuse('choose', { field: 'expert' });
  await giveGrant(trx, actor, {
    subjectId: ask.personId,
    recipient: { kind: 'account', id: ask.expertId },
    purpose: 'businessplans.purpose.review',
    parts: ['venture', 'business-plan'],
    ...ask.agreement,
    endsAt: ask.endsAt,
  });
  const id = newId<'businessplans.reviews'>();
  await trx
    .insertInto('businessplans.reviews')
    .values({
      id,
      plan_id: plan.id,
      venture_id: plan.ventureId,
      office_id: plan.officeId,
      version_id: ask.versionId,
      expert_id: ask.expertId,
      question: ask.question,
      asked_by: actor.accountId,
    })
    .execute()
    .catch(onConstraint({ reviews_one_open: () => refuse('review-open', { field: 'expert' }) }));
  return id;
}

const reasons: Readonly<Record<ReviewState, RefusalCode>> = {
  asked: 'review-not-begun',
  'in-review': 'review-open',
  returned: 'review-answered',
  confirmed: 'review-answered',
  declined: 'review-answered',
};

/** The expert begins, returns with remarks, confirms or declines. Refusals: not-found, remarks-needed, review-not-begun, review-answered. */
export async function answerReview(trx: Writes<'businessplans'>, review: Review, action: ReviewAction, remarks: string): Promise<void> {
  const next = reviewMoves[review.state][action];
  if (next === undefined) throw refuse(reasons[review.state]);
  if ((next === 'returned' || next === 'declined') && remarks === '') throw refuse('remarks-needed', { field: 'remarks' });
  const decided = next === 'in-review' ? null : new Date();
  const changed = await trx
    .updateTable('businessplans.reviews')
    .set({ state: next, remarks, decided_at: decided })
    .where('id', '=', review.id)
    .where('state', '=', review.state)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('review-answered');
}

function reviews(trx: Reads<'businessplans'>) {
  return trx.selectFrom('businessplans.reviews').selectAll().orderBy('asked_at', 'desc').limit(200);
}

/** Reviews of a plan, newest first. */
export async function listReviews(trx: Reads<'businessplans'>, plan: Pick<Plan, 'id'>): Promise<Review[]> {
  return (await reviews(trx).where('plan_id', '=', plan.id).execute()).map(toReview);
}

/** What the actor is asked as an expert and a founder still shares, newest first. */
export async function reviewsFor(trx: Reads<'businessplans'>, accountId: string): Promise<Review[]> {
  return (await reviews(trx).where('expert_id', '=', accountId).execute()).map(toReview);
}

function toReview(row: Awaited<ReturnType<ReturnType<typeof reviews>['execute']>>[number]): Review {
  return {
    id: row.id,
    planId: row.plan_id,
    ventureId: row.venture_id,
    versionId: row.version_id,
    expertId: row.expert_id,
    state: row.state as ReviewState, // check constraint reviews_state
    question: row.question,
    remarks: row.remarks,
    askedAt: row.asked_at,
    decidedAt: row.decided_at,
  };
}
