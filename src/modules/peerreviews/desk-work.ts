import { sql } from 'kysely';
import { isForbidden, newId, onConstraint, type Id, type Reads, type Writes } from '#kernel/db';
import { type Day } from '#kernel/time';
import { refuse } from './refusals.ts';
import type { Review, ReviewId } from './review.ts';

type Trx = Writes<'peerreviews'>;

/** Rows of one kind that a review holds; what people type never comes near it. */
export const MOST_ROWS = 300;

const notTheirs = (error: unknown): never => {
  throw isForbidden(error) ? refuse('wrong-state') : error;
};

export interface DeskQuestion {
  id: Id<'peerreviews.questions'>;
  question: string;
  askedAt: Date;
  answer: string | null;
  answeredAt: Date | null;
}

/** Desk questions with their answers, the oldest first. */
export async function questionsOf(trx: Reads<'peerreviews'>, id: ReviewId): Promise<DeskQuestion[]> {
  return await trx
    .selectFrom('peerreviews.questions')
    .select(['id', 'question', 'asked_at as askedAt', 'answer', 'answered_at as answeredAt'])
    .where('review_id', '=', id)
    .orderBy('asked_at')
    .orderBy('id')
    .limit(MOST_ROWS)
    .execute();
}

/** The team asks the authority. Refusals: `wrong-state`. */
export async function askQuestion(trx: Trx, by: string, id: ReviewId, question: string, now: Date): Promise<void> {
  await trx
    .insertInto('peerreviews.questions')
    .values({ id: newId<'peerreviews.questions'>(), review_id: id, question, asked_by: by, asked_at: now })
    .execute()
    .catch(notTheirs);
}

/** The authority answers; it may answer again while the review is open. Refusals: `wrong-state`. */
export async function answerQuestion(
  trx: Trx,
  by: string,
  of: { review: ReviewId; question: Id<'peerreviews.questions'> },
  answer: string,
  now: Date,
): Promise<void> {
  const changed = await trx
    .updateTable('peerreviews.questions')
    .set({ answer, answered_by: by, answered_at: now })
    .where('id', '=', of.question)
    .where('review_id', '=', of.review)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
}

export interface ReadingText {
  title: string;
  author: string | null;
  year: number | null;
  address: string | null;
  note: string | null;
}
export interface Reading extends ReadingText {
  id: Id<'peerreviews.readings'>;
  addedBy: string;
}

/** What to read before the visit, by title. */
export async function readingsOf(trx: Reads<'peerreviews'>, id: ReviewId): Promise<Reading[]> {
  return await trx
    .selectFrom('peerreviews.readings')
    .select(['id', 'title', 'author', 'year', 'address', 'note', 'added_by as addedBy'])
    .where('review_id', '=', id)
    .orderBy('title')
    .orderBy('id')
    .limit(MOST_ROWS)
    .execute();
}

/** Either side adds something to read. Refusals: `wrong-state`. */
export async function addReading(trx: Trx, by: string, id: ReviewId, text: ReadingText): Promise<void> {
  await trx
    .insertInto('peerreviews.readings')
    .values({ id: newId<'peerreviews.readings'>(), review_id: id, ...text, added_by: by })
    .execute()
    .catch(notTheirs);
}

export interface SessionText {
  onDay: Day;
  /** `HH:MM`, by the clock of the reviewed office. */
  starts: string;
  ends: string;
  what: string;
  who: string | null;
  needs: string | null;
}
export interface VisitSession extends SessionText {
  id: Id<'peerreviews.sessions'>;
}

/** The programme of the visit in its order. */
export async function sessionsOf(trx: Reads<'peerreviews'>, id: ReviewId): Promise<VisitSession[]> {
  return await trx
    .selectFrom('peerreviews.sessions')
    .select(['id', 'on_day as onDay', 'what', 'who', 'needs'])
    .select([sql<string>`to_char(starts, 'HH24:MI')`.as('starts'), sql<string>`to_char(ends, 'HH24:MI')`.as('ends')])
    .where('review_id', '=', id)
    .orderBy('on_day')
    .orderBy('starts')
    .orderBy('id')
    .limit(MOST_ROWS)
    .execute();
}

/** Sets the days of the visit and what it needs. Refusals: `days-wrong`, `wrong-state`. */
export async function planVisit(
  trx: Trx,
  id: ReviewId,
  { from, until, needs }: { from: Day | null; until: Day | null; needs: string | null },
): Promise<void> {
  const changed = await trx
    .updateTable('peerreviews.reviews')
    .set({ visit_from: from, visit_until: until, visit_needs: needs })
    .where('id', '=', id)
    .executeTakeFirst()
    .catch(notTheirs)
    .catch(onConstraint({ reviews_visit: () => refuse('days-wrong', { field: 'until' }) }));
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
}

/** Adds an hour to the programme. Refusals: `outside-visit`, `hours-wrong`, `wrong-state`. */
export async function addSession(trx: Trx, review: Review, text: SessionText): Promise<void> {
  if (!review.visitFrom || !review.visitUntil || text.onDay < review.visitFrom || text.onDay > review.visitUntil)
    throw refuse('outside-visit', { field: 'onDay' });
  const { onDay, ...rest } = text;
  await trx
    .insertInto('peerreviews.sessions')
    .values({ id: newId<'peerreviews.sessions'>(), review_id: review.id, on_day: onDay, ...rest })
    .execute()
    .catch(notTheirs)
    .catch(onConstraint({ sessions_order: () => refuse('hours-wrong', { field: 'ends' }) }));
}

// uses messages: peerreviews.remove.*
/** What can be removed again, one by one, by whoever may. */
export const removable = ['readings', 'sessions', 'notes', 'findings', 'recommendations'] as const;
export type Removable = (typeof removable)[number];

/** Removes one row of a review. Refusals: `wrong-state` where it is somebody else's, or not now. */
export async function removeFrom(trx: Trx, id: ReviewId, kind: Removable, item: string): Promise<void> {
  const gone = await trx
    .deleteFrom(`peerreviews.${kind}`)
    .where('review_id', '=', id)
    .where('id', '=', item as never) // an id of whichever of the five tables it is
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw refuse('wrong-state');
}
