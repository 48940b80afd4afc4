import { record } from '#kernel/audit';
import { isForbidden, newId, type Reads, type Writes } from '#kernel/db';
import { getVenture } from '#modules/ventures';
import type { OfferId } from './offer.ts';
import { reviewable } from './offer.ts';
import { outcomeOf, type Outcome, type Scores } from './quality.ts';
import { getOffer } from './read-offers.ts';
import { refuse } from './refusals.ts';

export interface Review extends Scores {
  outcome: Outcome;
  advice: string | null;
  reviewedAt: Date;
}

/** Whether the actor wrote a part of the offer, and so does not review it. */
export async function isAuthor(trx: Reads<'trade'>, accountId: string, id: OfferId): Promise<boolean> {
  const row = await trx
    .selectFrom('trade.authors')
    .select('offer_id')
    .where('offer_id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Reviews of an offer, newest first, for its founders and its desk. */
export async function reviewsOf(trx: Reads<'trade'>, id: OfferId): Promise<Review[]> {
  return await trx
    .selectFrom('trade.reviews')
    .select(['clear', 'capacity', 'papers', 'answers', 'outcome', 'advice', 'reviewed_at as reviewedAt'])
    .$narrowType<{ outcome: Outcome }>() // the check constraint holds the four
    .where('offer_id', '=', id)
    .orderBy('reviewed_at', 'desc')
    .limit(50)
    .execute();
}

/**
 * Scores an offer that waits, and publishes it, sends it back, refuses or holds it as {@link outcomeOf} says.
 * `revision` is the one that the officer read. Refusals: not found, wrong state, own offer, advice missing.
 */
export async function reviewOffer(
  trx: Writes<'trade' | 'audit' | 'ventures'>,
  accountId: string,
  id: OfferId,
  review: { scores: Scores; advice: string | null; revision: number },
  now: Date,
): Promise<Outcome> {
  const offer = await getOffer(trx, id);
  const venture = offer && (await getVenture(trx, offer.ventureId));
  if (!offer || !venture) throw refuse('not-found');
  if (!reviewable(offer.state) || offer.revision !== review.revision) throw refuse('wrong-state');
  const outcome = outcomeOf(review.scores);
  if (outcome !== 'published' && !review.advice) throw refuse('advice-missing', { field: 'advice' });
  await trx
    .insertInto('trade.reviews')
    .values({
      id: newId(),
      offer_id: id,
      venture_id: offer.ventureId,
      office_id: offer.officeId,
      revision: offer.revision,
      ...review.scores,
      outcome,
      advice: review.advice,
      reviewed_by: accountId,
      reviewed_at: now,
    })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('own-offer') : error; // the desk reaches it: what the policy refuses is the author
    });
  const changed = await trx
    .updateTable('trade.offers')
    .set({ state: outcome, updated_at: now, ...(outcome === 'published' ? { published_at: now } : {}) })
    .where('id', '=', id)
    .where('state', '=', offer.state)
    .where('revision', '=', offer.revision)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
  await record(trx, {
    verb: 'trade.reviewed',
    purpose: 'trade.purpose.trade',
    scopeId: offer.officeId,
    subjectId: venture.leadPersonId,
    objectKind: 'offer',
    objectId: id,
    details: { outcome },
  });
  return outcome;
}
