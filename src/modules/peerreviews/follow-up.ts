import { isForbidden, type Writes } from '#kernel/db';
import { addEvent } from './propose-review.ts';
import { refuse } from './refusals.ts';
import type { ReviewId } from './review.ts';

type Trx = Writes<'peerreviews' | 'audit'>;

/**
 * Looking back: the authority says what was done, or the team replies to it. Refusals: `not-done-yet` (the team before the
 * authority), `replied-already` (the authority after the team), `wrong-state`.
 */
export async function followUp(
  trx: Trx,
  by: string,
  of: { review: ReviewId; months: number },
  { side, words }: { side: 'office' | 'team'; words: string },
  now: Date,
): Promise<void> {
  const row = await trx
    .selectFrom('peerreviews.follow_ups')
    .select(['done', 'reply'])
    .where('review_id', '=', of.review)
    .where('months', '=', of.months)
    .executeTakeFirst();
  if (!row) throw refuse('not-found');
  if (side === 'team' && row.done === null) throw refuse('not-done-yet');
  if (side === 'office' && row.reply !== null) throw refuse('replied-already');
  const changed = await trx
    .updateTable('peerreviews.follow_ups')
    .set(side === 'office' ? { done: words, done_by: by, done_at: now } : { reply: words, reply_by: by, reply_at: now })
    .where('review_id', '=', of.review)
    .where('months', '=', of.months)
    .executeTakeFirst()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('wrong-state') : error;
    });
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
  await addEvent(trx, of.review, by, 'followed-up', null, now);
}
