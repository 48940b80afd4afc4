import type { Reads } from '#kernel/db';
import { placesById, type Place, type PlaceId } from '#modules/places';

/** Places by id, each with everything wider up to its country. */
export type PlaceTree = Map<PlaceId, Place>;

/** Adds places and everything wider to a tree: one statement a level. */
export async function addPlaces(trx: Reads<'places'>, tree: PlaceTree, ids: readonly PlaceId[]): Promise<void> {
  let missing = ids.filter((id) => !tree.has(id));
  while (missing.length > 0) {
    const found = await placesById(trx, missing);
    for (const [id, place] of found) tree.set(id, place);
    missing = [...found.values()].flatMap(({ parentId }) => (parentId && !tree.has(parentId) ? [parentId] : []));
  }
}

/** The places of these ids and everything wider, each once, every place before what it lies in. */
export function widerOf(tree: PlaceTree, ids: readonly PlaceId[]): Place[] {
  const way = new Map<PlaceId, Place>();
  for (const start of ids) {
    let place = tree.get(start);
    while (place && !way.has(place.id)) {
      way.set(place.id, place);
      place = place.parentId ? tree.get(place.parentId) : undefined;
    }
  }
  return [...way.values()];
}

/** ISO 3166-1 code of the country that a place lies in. */
export function countryOf(tree: PlaceTree, id: PlaceId): string | null {
  const country = widerOf(tree, [id]).find(({ level }) => level === 'country');
  return country?.iso?.slice(0, 2) ?? null;
}

/** The time zone of a place, or of what it lies in. */
export function timeZoneOf(tree: PlaceTree, id: PlaceId): string | null {
  return widerOf(tree, [id]).find(({ timeZone }) => timeZone !== null)?.timeZone ?? null;
}
