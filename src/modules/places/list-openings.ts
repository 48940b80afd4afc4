import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { placeJson } from './columns.ts';
import type { CorridorId } from './corridor.ts';
import type { Opening } from './opening.ts';
import type { PlaceId } from './place.ts';
import { idsWithin, widerIds } from './wider-places.ts';

export interface OpeningFilter {
  placeId: PlaceId;
  /** Corridors whose own openings are shown too; openings for other corridors are left out. */
  corridorIds?: readonly CorridorId[];
  /** Openings that ended before this day (`YYYY-MM-DD`) are left out. */
  onDay: string;
  limit?: number;
}

/** Growing sectors and openings at a place: its own first, then those of wider places, then those inside it. */
export async function listOpenings(trx: Reads<'places'>, filter: OpeningFilter): Promise<Opening[]> {
  const { placeId, corridorIds = [], onDay, limit = 20 } = filter;
  return await trx
    .selectFrom('places.openings as w')
    .innerJoin('places.places as p', 'p.id', 'w.place_id')
    .innerJoin(
      sql<{ id: PlaceId; distance: number }>`(
        select id, distance from ${widerIds(placeId)} as around
        union all
        select id, 1000 from ${idsWithin(placeId)} as inside where id <> ${placeId}
      )`.as('near'),
      'near.id',
      'w.place_id',
    )
    .select([
      'w.id',
      'w.code',
      placeJson('p').as('place'),
      'w.kind',
      'w.title',
      'w.description',
      'w.sector',
      'w.source',
      'w.as_of as asOf',
      'w.valid_until as validUntil',
      'w.demonstration',
    ])
    .$narrowType<Pick<Opening, 'kind' | 'source'>>() // a check constraint closes the kinds; the importer gives the source its shape
    .where(sql<boolean>`(w.corridor_id is null or w.corridor_id = any (${[...corridorIds]}::uuid[]))`)
    .where(sql<boolean>`(w.valid_until is null or w.valid_until >= ${onDay})`)
    .orderBy('near.distance')
    .orderBy('w.kind', 'desc')
    .orderBy('w.code')
    .limit(limit)
    .execute();
}
