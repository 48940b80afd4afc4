import type { Reads } from '#kernel/db';
import { slugify } from '#kernel/text';
import { placeIdsByCode, resolvePlace, type PlaceId } from '#modules/places';
import { addPlaces, type PlaceTree } from './place-tree.ts';

/** Most place names of one list that are looked up by name; codes have no limit. */
const mostNames = 500;

export interface KnownPlaces {
  /** By what stood in the list: a code or a name. */
  ids: ReadonlyMap<string, PlaceId>;
  tree: PlaceTree;
}

/** Finds the places that a list names, by code or by a name that is clear, and what they lie in. */
export async function findNamedPlaces(trx: Reads<'places'>, names: readonly string[]): Promise<KnownPlaces> {
  const wanted = [...new Set(names)];
  const byCode = await placeIdsByCode(
    trx,
    wanted.flatMap((name) => [name, slugify(name, name)]),
  );
  const ids = new Map<string, PlaceId>();
  let lookedUp = 0;
  for (const name of wanted) {
    const id = byCode.get(name) ?? byCode.get(slugify(name, name)) ?? (lookedUp++ < mostNames ? await byName(trx, name) : null);
    if (id) ids.set(name, id);
  }
  const tree: PlaceTree = new Map();
  await addPlaces(trx, tree, [...ids.values()]);
  return { ids, tree };
}

async function byName(trx: Reads<'places'>, name: string): Promise<PlaceId | null> {
  const found = await resolvePlace(trx, name, 'en');
  // A name that only comes near would put a service in the wrong town without anybody noticing.
  return found.kind === 'one' && found.place.fit !== 'near' ? found.place.id : null;
}
