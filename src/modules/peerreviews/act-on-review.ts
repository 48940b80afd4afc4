import { isForbidden, type Writes } from '#kernel/db';
import { addMonths, toLocal } from '#kernel/time';
import { addEvent } from './propose-review.ts';
import { getReview, standingOf } from './read-reviews.ts';
import { refuse } from './refusals.ts';
import { commentOnReport, hasFindings } from './report.ts';
import { mayAct, needsWords, type Act, type Review, type ReviewId } from './review.ts';
import { joinTeam, leaveTeam, passInvitation } from './team.ts';

type Trx = Writes<'peerreviews' | 'audit'>;

export interface Deed {
  act: Act;
  words: string | null;
  /** Whoever joins says that nothing binds them to the reviewed authority. */
  free: boolean;
}

/**
 * Does what one of the sides does with a whole review: agree, join, share the report, agree to it, publish, end …
 * Refusals: `not-found`, `wrong-state`, `same-person`, `words-missing`, `not-free`, `conflict-of-interest`, `nothing-found`.
 */
export async function actOnReview(trx: Trx, by: string, id: ReviewId, { act, words, free }: Deed, now: Date): Promise<void> {
  const review = await getReview(trx, id);
  if (!review) throw refuse('not-found');
  if (!mayAct(review, await standingOf(trx, id), act, by)) throw refuse(refusalFor(review, act, by));
  if (needsWords(act) && !words) throw refuse('words-missing', { field: 'words' });
  if (act === 'join') return await joinTeam(trx, by, review, free, now);
  if (act === 'pass') return await passInvitation(trx, by, id, now);
  if (act === 'leave') return await leaveTeam(trx, by, id, now);
  if (act === 'share' && !(await hasFindings(trx, id))) throw refuse('nothing-found');
  if (act === 'send-back' && words) await commentOnReport(trx, by, id, 'office', words, now);
  await step(trx, review, changes(act, by, words, now));
  if (act === 'agree-report') await planFollowUps(trx, id, now);
  // What an authority writes about a draft is no part of the history, which the network reads too.
  await addEvent(trx, id, by, act, act === 'send-back' ? null : words, now);
}

const refusalFor = (review: Review, act: Act, by: string) =>
  (act === 'agree' || act === 'decline') && review.state === 'proposed' && review.askedBy === by ? 'same-person' : 'wrong-state';

type Steps = Exclude<Act, 'join' | 'pass' | 'leave'>;

function changes(act: Steps, by: string, words: string | null, now: Date) {
  const decided = { decided_by: by, decided_at: now };
  const sets = {
    agree: { state: 'preparing', ...decided },
    decline: { state: 'declined', ...decided, ended_at: now, end_reason: words },
    share: { state: 'commenting' },
    'take-back': { state: 'preparing' },
    'send-back': { state: 'preparing' },
    'agree-report': { state: 'agreed', report_at: now },
    publish: { published_by: by, published_at: now },
    close: { state: 'closed', ended_at: now },
    end: { state: 'ended', ended_at: now, end_reason: words },
  } as const satisfies Record<Steps, object>;
  return sets[act];
}

async function step(trx: Trx, { id, state }: Review, set: ReturnType<typeof changes>): Promise<void> {
  const changed = await trx
    .updateTable('peerreviews.reviews')
    .set(set)
    .where('id', '=', id)
    .where('state', '=', state)
    .executeTakeFirst()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-yours') : error;
    });
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
}

async function planFollowUps(trx: Trx, id: ReviewId, now: Date): Promise<void> {
  const { day } = toLocal(now.toISOString(), 'UTC');
  await trx
    .insertInto('peerreviews.follow_ups')
    .values([6, 12].map((months) => ({ review_id: id, months, due_on: addMonths(day, months) })))
    .execute();
}
