import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Corridor } from './corridor.ts';
import { corridorRows } from './corridor-rows.ts';
import type { Place, PlaceId } from './place.ts';
import { idsWithin, widerIds } from './wider-places.ts';

export const corridorSorts = ['origin', 'destination', 'asOf'] as const;

export interface CorridorFilter {
  /** Only corridors with an end at this place, inside it or around it. */
  placeId?: PlaceId | undefined;
  /** Language whose names the list is sorted by. */
  lang: string;
  sort?: (typeof corridorSorts)[number];
  descending?: boolean;
  limit?: number;
  offset?: number;
}

/** Corridors about which something is recorded. */
export async function listCorridors(trx: Reads<'places'>, filter: CorridorFilter): Promise<Corridor[]> {
  const { sort = 'origin', descending = false, lang } = filter;
  const direction = descending ? 'desc' : 'asc';
  const origin = sql`kernel.text_in(o.name, ${lang})`;
  const destination = sql`kernel.text_in(d.name, ${lang})`;
  const first = { origin, destination, asOf: sql`c.as_of` }[sort];
  return await narrowed(corridorRows(trx), filter.placeId)
    .orderBy(first, direction)
    .orderBy(origin)
    .orderBy(destination)
    .limit(filter.limit ?? 500)
    .offset(filter.offset ?? 0)
    .execute();
}

/** A corridor as lists to choose from and lines of other lists name it. */
export interface CorridorEnds extends Pick<Corridor, 'id' | 'code'> {
  origin: Pick<Place, 'id' | 'name'>;
  destination: Pick<Place, 'id' | 'name'>;
}

/** Every corridor about which something is recorded, by its ends in a language, without facts. */
export async function listCorridorEnds(trx: Reads<'places'>, lang: string): Promise<CorridorEnds[]> {
  const { rows } = await sql<CorridorEnds>`
    select c.id, c.code, jsonb_build_object('id', o.id, 'name', o.name) as origin, jsonb_build_object('id', d.id, 'name', d.name) as destination
      from places.corridors c
      join places.places o on o.id = c.origin_id
      join places.places d on d.id = c.destination_id
     order by kernel.text_in(o.name, ${lang}), kernel.text_in(d.name, ${lang}), c.id
     limit 500`.execute(trx);
  return rows;
}

/** How many corridors a filter leaves. */
export async function countCorridors(trx: Reads<'places'>, placeId?: PlaceId): Promise<number> {
  const { count } = await narrowed(trx.selectFrom('places.corridors as c'), placeId)
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

interface Filterable<Self> {
  where(condition: ReturnType<typeof sql<boolean>>): Self;
}

function narrowed<Query extends Filterable<Query>>(query: Query, placeId: PlaceId | undefined): Query {
  if (!placeId) return query;
  return query.where(sql<boolean>`exists (
    select
      from (select id from ${widerIds(placeId)} as around union select id from ${idsWithin(placeId)} as inside) as near
     where near.id in (c.origin_id, c.destination_id)
  )`);
}
