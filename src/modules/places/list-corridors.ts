import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Corridor } from './corridor.ts';
import { corridorRows } from './corridor-rows.ts';
import type { PlaceId } from './place.ts';
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
