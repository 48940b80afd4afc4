import { record } from '#kernel/audit';
import { isForbidden, newId, type Writes } from '#kernel/db';
import type { OfficeId } from '#modules/offices';
import type { PracticeId } from '#modules/practices';
import { refuse } from './refusals.ts';
import type { EventKind, ReviewId, Side } from './review.ts';

// uses messages: peerreviews.verb.*
// uses messages: peerreviews.purpose.*
export interface Proposal {
  officeId: OfficeId;
  /** The practice, or the policy in words: exactly one. */
  practiceId: PracticeId | null;
  policy: string | null;
  about: string;
  language: string;
  side: Side;
  demonstration?: boolean;
}

/**
 * Asks for a review of one's own office, or offers one for the network; nothing begins before the other side agrees.
 * Refusals: `subject-missing`, `not-yours`.
 */
export async function proposeReview(trx: Writes<'peerreviews' | 'audit'>, by: string, given: Proposal, now: Date): Promise<ReviewId> {
  const { officeId, practiceId, policy, about, language, side, demonstration = false } = given;
  if ((practiceId === null) === (policy === null)) throw refuse('subject-missing', { field: 'policy' });
  const id = newId<'peerreviews.reviews'>();
  await trx
    .insertInto('peerreviews.reviews')
    .values({
      id,
      office_id: officeId,
      practice_id: practiceId,
      policy,
      about,
      language,
      asked_side: side,
      asked_by: by,
      asked_at: now,
      demonstration,
    })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-yours') : error;
    });
  await addEvent(trx, id, by, 'proposed', null, now);
  return id;
}

/** Writes a line of the history, and into the audit what was done with which review. */
export async function addEvent(
  trx: Writes<'peerreviews' | 'audit'>,
  id: ReviewId,
  by: string,
  kind: EventKind,
  words: string | null,
  now: Date,
): Promise<void> {
  await trx
    .insertInto('peerreviews.events')
    .values({ id: newId<'peerreviews.events'>(), review_id: id, kind, words, by_account: by, happened_at: now })
    .execute();
  await record(trx, { verb: 'peerreviews.done', purpose: 'peerreviews.purpose.review', objectKind: 'peer-review', objectId: id });
}
