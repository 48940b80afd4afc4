import type { Reads } from '#kernel/db';
import { listOffices } from '#modules/offices';
import type { PlaceId } from '#modules/places';
import { acceptedRecommendations } from './report.ts';

/**
 * Recommendations of peer reviews that the offices of a place accepted, in whole or in part: what a plan of the place may take up as
 * actions. As far as the actor may read them.
 */
export async function recommendationsOf(trx: Reads<'peerreviews' | 'offices' | 'places'>, placeId: PlaceId) {
  const offices = await listOffices(trx, { placeId, lang: 'en', closed: true });
  return await acceptedRecommendations(
    trx,
    offices.map(({ id }) => id),
  );
}
