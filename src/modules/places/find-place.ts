import type { Reads } from '#kernel/db';
import { placeColumns } from './columns.ts';
import type { Place, PlaceId, PlaceLevel } from './place.ts';

/** The place of a code, or null. */
export async function findPlaceByCode(trx: Reads<'places'>, code: string): Promise<Place | null> {
  const found = await places(trx).where('p.code', '=', code).executeTakeFirst();
  return found ?? null;
}

/** The place of an id; a place that is referred to always exists. */
export async function findPlace(trx: Reads<'places'>, id: PlaceId): Promise<Place> {
  return await places(trx).where('p.id', '=', id).executeTakeFirstOrThrow();
}

/** Places by their ids. */
export async function placesById(trx: Reads<'places'>, ids: readonly PlaceId[]): Promise<Map<PlaceId, Place>> {
  if (ids.length === 0) return new Map();
  const found = await places(trx)
    .where('p.id', 'in', [...new Set(ids)])
    .execute();
  return new Map(found.map((place) => [place.id, place]));
}

/** Ids of places by their codes; codes without a place are left out. */
export async function placeIdsByCode(trx: Reads<'places'>, codes: readonly string[]): Promise<Map<string, PlaceId>> {
  if (codes.length === 0) return new Map();
  const found = await trx
    .selectFrom('places.places')
    .select(['code', 'id'])
    .where('code', 'in', [...new Set(codes)])
    .execute();
  return new Map(found.map(({ code, id }) => [code, id]));
}

/** Countries by their ISO 3166-1 codes. */
export async function countriesByIso(trx: Reads<'places'>, codes: readonly string[]): Promise<Map<string, Place>> {
  if (codes.length === 0) return new Map();
  const found = await places(trx)
    .where('p.level', '=', 'country')
    .where('p.iso', 'in', [...new Set(codes)])
    .execute();
  return new Map(found.flatMap((place) => (place.iso ? [[place.iso, place]] : [])));
}

/** Regions and provinces by their NUTS codes of the 2021 edition, the only one that places carry; the wider one where two share it. */
export async function regionsByNuts(trx: Reads<'places'>, codes: readonly string[]): Promise<Map<string, Place>> {
  if (codes.length === 0) return new Map();
  const found = await places(trx)
    .where('p.level', 'in', ['region', 'province'])
    .where('p.nuts', 'in', [...new Set(codes)])
    .orderBy('p.level')
    .execute();
  return new Map(found.flatMap((place) => (place.nuts ? [[place.nuts, place]] : [])));
}

function places(trx: Reads<'places'>) {
  // A check constraint closes the list of levels.
  return trx.selectFrom('places.places as p').select(placeColumns).$narrowType<{ level: PlaceLevel }>();
}
