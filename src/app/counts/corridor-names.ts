import type { Context } from '#kernel/http';
import { directionOf } from '#kernel/i18n';
import { namesAbove, placeName, placesById, type PlaceId } from '#modules/places';

interface Ends {
  originPlaceId: PlaceId | null;
  residencePlaceId: PlaceId | null;
}

/** From where to where, in the direction in which the page is read. */
export function between(ctx: Context, from: string, to: string): string {
  return [from, to].join(directionOf(ctx.lang) === 'rtl' ? ' ← ' : ' → ');
}

/** Names both ends of a corridor by their country: finer places would give single people away. */
export async function corridorNames(ctx: Context, rows: readonly Ends[]): Promise<(row: Ends) => string> {
  const wanted = [...new Set(rows.flatMap((one) => [one.originPlaceId, one.residencePlaceId]).filter((id) => id !== null))];
  const places = await placesById(ctx.trx, wanted);
  const above = await namesAbove(ctx.trx, wanted, ctx.lang);
  const end = (id: PlaceId | null) => {
    const place = id ? places.get(id) : undefined;
    if (!place) return ctx.t('app.counts.not-said');
    return above.get(place.id)?.at(-1) ?? placeName(place, ctx.lang);
  };
  return (row) => between(ctx, end(row.originPlaceId), end(row.residencePlaceId));
}
