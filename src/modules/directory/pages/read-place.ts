import type { Context } from '#kernel/http';
import { findPlaceByCode, placeName, type PlaceFound, type PlaceId } from '#modules/places';
import { readSide } from '#modules/places/pages';
import { placeReach } from '../find-services.ts';
import { refuse } from '../refusals.ts';
import type { PlaceReach } from '../search-services.ts';

/** The place that a filter names, and what to say where it is not clear. */
export interface PlaceAsked {
  reach: PlaceReach | null;
  /** What stands in the field. */
  text: string;
  code: string;
  /** Places of that name to choose from. */
  choices: PlaceFound[];
  /** True where nothing is known by the name. */
  unknown: boolean;
}

/** Reads the place of a filter: a code from a link, or a name with the code that a suggestion put beside it. */
export async function askedPlace(ctx: Context, typed: string, code: string): Promise<PlaceAsked> {
  const none = { reach: null, text: typed, code: '', choices: [], unknown: false };
  if (!typed && !code) return none;
  const linked = code ? null : await findPlaceByCode(ctx.trx, typed);
  if (linked) return { ...none, reach: await placeReach(ctx.trx, linked.id), text: placeName(linked, ctx.lang), code: linked.code };
  const side = await readSide(ctx.trx, { typed, code, choice: '' }, ctx.lang);
  if (side.kind === 'several') return { ...none, choices: side.places };
  if (side.kind !== 'one') return { ...none, unknown: side.kind === 'none' };
  const place = await findPlaceByCode(ctx.trx, side.code);
  return place ? { ...none, reach: await placeReach(ctx.trx, place.id), text: side.name, code: side.code } : none;
}

/** The place that a form names. Refusals: `place-unknown`, `place-unclear`. */
export async function readPlace(ctx: Context, typed: string, code: string): Promise<PlaceId> {
  const asked = await askedPlace(ctx, typed, code);
  if (asked.reach) return asked.reach.id;
  const names = ctx.format.list(
    asked.choices.slice(0, 4).map((place) => [place.name, ...place.within].join(', ')),
    'disjunction',
  );
  if (asked.choices.length > 0) throw refuse('place-unclear', { field: 'place', values: { names } });
  throw refuse('place-unknown', { field: 'place', values: { typed } });
}
