import { isForbidden, newId, onConstraint, type Id, type Reads, type Writes } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import { MOST_ROWS } from './desk-work.ts';
import { refuse } from './refusals.ts';
import type { ReviewId } from './review.ts';

type Trx = Writes<'peerreviews'>;

// uses messages: peerreviews.kind.*
export const findingKinds = ['strength', 'gap'] as const;
export type FindingKind = (typeof findingKinds)[number];

// uses messages: peerreviews.priority.*
export const priorities = ['high', 'medium', 'low'] as const;
export type Priority = (typeof priorities)[number];

// uses messages: peerreviews.answer.*
export const answers = ['accepted', 'partly', 'not'] as const;
export type Answer = (typeof answers)[number];

// uses messages: peerreviews.work.*
export const workStates = ['open', 'in-work', 'done', 'dropped'] as const;
export type WorkState = (typeof workStates)[number];

export type FindingId = Id<'peerreviews.findings'>;
export type RecommendationId = Id<'peerreviews.recommendations'>;

export interface FindingText {
  kind: FindingKind;
  words: string;
  evidence: string;
}
export interface Finding extends FindingText {
  id: FindingId;
}

export interface RecommendationText {
  words: string;
  toWhom: string;
  byWhen: Day;
  priority: Priority;
}
export interface Recommendation extends RecommendationText {
  id: RecommendationId;
  answer: Answer | null;
  answerReason: string | null;
  state: WorkState;
  stateWords: string | null;
  stateOn: Day | null;
}

/** What the peers found, as far as the actor may read it: strengths first. */
export async function findingsOf(trx: Reads<'peerreviews'>, id: ReviewId): Promise<Finding[]> {
  return await trx
    .selectFrom('peerreviews.findings')
    .select(['id', 'kind', 'words', 'evidence'])
    .$narrowType<{ kind: FindingKind }>() // a check constraint closes the list
    .where('review_id', '=', id)
    .orderBy('kind', 'desc')
    .orderBy('written_at')
    .orderBy('id')
    .limit(MOST_ROWS)
    .execute();
}

const recommendations = (trx: Reads<'peerreviews'>) =>
  trx
    .selectFrom('peerreviews.recommendations as c')
    .select(['c.id', 'c.words', 'c.to_whom as toWhom', 'c.by_when as byWhen', 'c.priority', 'c.answer', 'c.answer_reason as answerReason'])
    .select(['c.state', 'c.state_words as stateWords', 'c.state_on as stateOn'])
    .$narrowType<Pick<Recommendation, 'priority' | 'answer' | 'state'>>(); // check constraints close the lists

/** What the peers recommend, the first due first. */
export async function recommendationsIn(trx: Reads<'peerreviews'>, id: ReviewId): Promise<Recommendation[]> {
  return await recommendations(trx).where('c.review_id', '=', id).orderBy('c.by_when').orderBy('c.id').limit(MOST_ROWS).execute();
}

/**
 * Recommendations to some offices that they accepted, in whole or in part, and that are not dropped: what a plan takes up. As far as
 * the actor may read them: published ones for anybody, those of their own office for an authority.
 */
export async function acceptedRecommendations(
  trx: Reads<'peerreviews'>,
  officeIds: readonly OfficeId[],
): Promise<(Recommendation & { reviewId: ReviewId; officeId: OfficeId; isPublic: boolean })[]> {
  if (officeIds.length === 0) return [];
  const rows = await recommendations(trx)
    .innerJoin('peerreviews.reviews as r', 'r.id', 'c.review_id')
    .select(['r.id as reviewId', 'r.office_id as officeId', 'r.published_at as publishedAt'])
    .where('r.office_id', 'in', [...officeIds])
    .where('c.answer', 'in', ['accepted', 'partly'])
    .where('c.state', '<>', 'dropped')
    .orderBy('c.by_when')
    .orderBy('c.id')
    .limit(MOST_ROWS)
    .execute();
  return rows.map(({ publishedAt, ...row }) => ({ ...row, isPublic: publishedAt !== null }));
}

/** Whether the report says anything yet: a recommendation alone hangs in the air. */
export async function hasFindings(trx: Reads<'peerreviews'>, id: ReviewId): Promise<boolean> {
  return (await findingsOf(trx, id)).length > 0;
}

const notTheirs = (error: unknown): never => {
  throw isForbidden(error) ? refuse('wrong-state') : error;
};

/** Writes a finding, or changes one. Refusals: `wrong-state`. */
export async function saveFinding(
  trx: Trx,
  by: string,
  review: ReviewId,
  id: FindingId | null,
  { kind, words, evidence }: FindingText,
): Promise<void> {
  const set = { kind, words, evidence };
  const table = 'peerreviews.findings';
  if (id === null) {
    const values = { id: newId<typeof table>(), review_id: review, ...set, written_by: by };
    await trx.insertInto(table).values(values).execute().catch(notTheirs);
    return;
  }
  const changed = await trx.updateTable(table).set(set).where('id', '=', id).where('review_id', '=', review).executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
}

/** Writes a recommendation, or changes one. Refusals: `wrong-state`. */
export async function saveRecommendation(
  trx: Trx,
  by: string,
  review: ReviewId,
  id: RecommendationId | null,
  { words, toWhom, byWhen, priority }: RecommendationText,
): Promise<void> {
  const set = { words, to_whom: toWhom, by_when: byWhen, priority };
  const table = 'peerreviews.recommendations';
  if (id === null) {
    const values = { id: newId<typeof table>(), review_id: review, ...set, written_by: by };
    await trx.insertInto(table).values(values).execute().catch(notTheirs);
    return;
  }
  const changed = await trx
    .updateTable(table)
    .set(set)
    .where('id', '=', id)
    .where('review_id', '=', review)
    .executeTakeFirst()
    .catch(notTheirs);
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
}

export interface AuthorityAnswer {
  answer: Answer;
  reason: string | null;
  state: WorkState;
  stateWords: string | null;
}

/** The authority answers a recommendation and says where the work stands. Refusals: `reason-missing`, `wrong-state`. */
export async function answerRecommendation(
  trx: Trx,
  of: { review: ReviewId; recommendation: RecommendationId },
  { answer, reason, state, stateWords }: AuthorityAnswer,
  { now, today }: { now: Date; today: Day },
): Promise<void> {
  const changed = await trx
    .updateTable('peerreviews.recommendations')
    .set({
      answer,
      answer_reason: reason,
      answered_at: now,
      state,
      state_words: stateWords,
      state_on: state === 'open' ? null : today,
    })
    .where('id', '=', of.recommendation)
    .where('review_id', '=', of.review)
    .executeTakeFirst()
    .catch(notTheirs)
    .catch(onConstraint({ recommendations_answered: () => refuse('reason-missing', { field: 'reason' }) }));
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
}

export interface Comment {
  id: string;
  side: 'office' | 'team';
  words: string;
  byAccount: string;
  writtenAt: Date;
}

/** What both sides wrote about the draft, the oldest first. */
export async function commentsOf(trx: Reads<'peerreviews'>, id: ReviewId): Promise<Comment[]> {
  return await trx
    .selectFrom('peerreviews.comments')
    .select(['id', 'side', 'words', 'by_account as byAccount', 'written_at as writtenAt'])
    .$narrowType<{ side: Comment['side'] }>() // a check constraint closes the list
    .where('review_id', '=', id)
    .orderBy('written_at')
    .orderBy('id')
    .limit(MOST_ROWS)
    .execute();
}

/** Writes about the draft: the authority while it reads it, the team while the review is open. Refusals: `wrong-state`. */
export async function commentOnReport(
  trx: Trx,
  by: string,
  review: ReviewId,
  side: Comment['side'],
  words: string,
  now: Date,
): Promise<void> {
  await trx
    .insertInto('peerreviews.comments')
    .values({ id: newId<'peerreviews.comments'>(), review_id: review, side, words, by_account: by, written_at: now })
    .execute()
    .catch(notTheirs);
}
