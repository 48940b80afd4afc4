import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { placeColumns } from './columns.ts';
import type { PlaceId, PlaceLevel, WiderPlace } from './place.ts';

/** Steps counted for an area of several countries, so that every place of the tree comes before it. */
const AREA_DISTANCE = 100;

/**
 * Ids of a place and of everything wider, with the steps up: first the tree, then the areas that its country
 * belongs to, the smallest first. A statement to join, so that callers walk up in one round trip.
 */
export function widerIds(placeId: PlaceId) {
  return sql<{ id: PlaceId; distance: number }>`(
    with recursive up (id, parent_id, distance) as (
      select id, parent_id, 0
        from places.places
       where id = ${placeId}
      union all
      select p.id, p.parent_id, up.distance + 1
        from up
        join places.places p on p.id = up.parent_id
       where up.distance < 20
    )
    select id, distance
      from up
    union all
    select area_id, ${AREA_DISTANCE}::int + (select count(*)::int from places.members other where other.area_id = members.area_id)
      from places.members
     where member_id in (select id from up)
  )`;
}

/** Ids of a place and of everything inside it, as a statement. */
export function idsWithin(placeId: PlaceId) {
  return sql<{ id: PlaceId }>`(
    with recursive down (id, depth) as (
      select id, 0
        from (select ${placeId}::uuid as id union select member_id from places.members where area_id = ${placeId}) as top
      union all
      select p.id, down.depth + 1
        from down
        join places.places p on p.parent_id = down.id
       where down.depth < 20
    )
    select id from down
  )`;
}

/** A place and everything wider, nearest first: Padua, its province, Veneto, Italy, EU Member States. */
export async function widerPlaces(trx: Reads<'places'>, placeId: PlaceId): Promise<WiderPlace[]> {
  return await trx
    .selectFrom('places.places as p')
    .innerJoin(widerIds(placeId).as('wider'), 'wider.id', 'p.id')
    .select([...placeColumns, 'wider.distance'])
    .$narrowType<{ level: PlaceLevel }>() // a check constraint closes the list
    .orderBy('wider.distance')
    .execute();
}

/** Ids of a place and of everything inside it. */
export async function placeIdsWithin(trx: Reads<'places'>, placeId: PlaceId): Promise<PlaceId[]> {
  const rows = await trx.selectFrom(idsWithin(placeId).as('inside')).select('inside.id').execute();
  return rows.map(({ id }) => id);
}

/** For each place the names of what it lies in, nearest first and the country last: ["Veneto", "Italy"]. */
export async function namesAbove(trx: Reads<'places'>, ids: readonly PlaceId[], lang: string): Promise<Map<PlaceId, string[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: PlaceId; names: string[] }>`
    with recursive up (start, parent_id, name, distance) as (
      select id, parent_id, kernel.text_in(name, ${lang}), 0
        from places.places
       where id = any (${[...ids]}::uuid[])
      union all
      select up.start, p.parent_id, kernel.text_in(p.name, ${lang}), up.distance + 1
        from up
        join places.places p on p.id = up.parent_id
       where up.distance < 20
    )
    select start as id, coalesce(array_agg(name order by distance) filter (where distance > 0), '{}') as names
      from up
     group by start`.execute(trx);
  return new Map(rows.map(({ id, names }) => [id, names]));
}

/** For each place the code of the widest that it lies in, its country for most; its own where it lies in none. */
export async function widestCodes(trx: Reads<'places'>, ids: readonly PlaceId[]): Promise<Map<PlaceId, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: PlaceId; code: string }>`
    with recursive up (start, parent_id, code, distance) as (
      select id, parent_id, code, 0
        from places.places
       where id = any (${[...ids]}::uuid[])
      union all
      select up.start, p.parent_id, p.code, up.distance + 1
        from up
        join places.places p on p.id = up.parent_id
       where up.distance < 20
    )
    select distinct on (start) start as id, code
      from up
     order by start, distance desc`.execute(trx);
  return new Map(rows.map(({ id, code }) => [id, code]));
}
