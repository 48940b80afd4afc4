import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Corridor, CorridorMatch } from './corridor.ts';
import { corridorRows } from './corridor-rows.ts';
import type { PlaceId } from './place.ts';
import { idsWithin, widerIds } from './wider-places.ts';

/** What is recorded about a pair of places and about the pairs around it. */
export interface CorridorView {
  /** The best that there is to say about the pair; null where nothing is recorded, near or far. */
  about: CorridorMatch | null;
  /** Other corridors between the places or wider ones, nearest first. */
  wider: Corridor[];
  /** Corridors between smaller places inside the two. */
  narrower: Corridor[];
}

const MOST = 12;

/**
 * Finds what is recorded about a pair of places. Where nothing is, the wider places answer, nearest first
 * (Padua, its province, Veneto, Italy), and at last the same places the other way round.
 */
export async function findCorridor(trx: Reads<'places'>, originId: PlaceId, destinationId: PlaceId): Promise<CorridorView> {
  const forth = await upward(trx, originId, destinationId);
  const [first, ...others] = forth.map(({ distance, ...corridor }) => ({ corridor, exact: distance === 0 }));
  const narrower = await inside(trx, originId, destinationId, first?.corridor);
  if (first) {
    const about: CorridorMatch = { corridor: first.corridor, fit: first.exact ? 'exact' : 'wider' };
    return { about, wider: others.map(({ corridor }) => corridor), narrower };
  }
  const [back] = await upward(trx, destinationId, originId);
  if (!back) return { about: null, wider: [], narrower };
  const { distance: _steps, ...corridor } = back;
  return { about: { corridor, fit: 'reverse' }, wider: [], narrower };
}

async function upward(trx: Reads<'places'>, originId: PlaceId, destinationId: PlaceId) {
  return await corridorRows(trx)
    .innerJoin(widerIds(originId).as('from'), 'from.id', 'c.origin_id')
    .innerJoin(widerIds(destinationId).as('into'), 'into.id', 'c.destination_id')
    .select(sql<number>`"from".distance + "into".distance`.as('distance'))
    .orderBy('distance')
    .orderBy('from.distance')
    .orderBy('c.code')
    .limit(MOST)
    .execute();
}

async function inside(trx: Reads<'places'>, originId: PlaceId, destinationId: PlaceId, except: Corridor | undefined): Promise<Corridor[]> {
  const found = await corridorRows(trx)
    .where('c.origin_id', 'in', sql<PlaceId>`(select id from ${idsWithin(originId)} as inner_origin)`)
    .where('c.destination_id', 'in', sql<PlaceId>`(select id from ${idsWithin(destinationId)} as inner_destination)`)
    .where(sql<boolean>`(c.origin_id, c.destination_id) <> (${originId}, ${destinationId})`)
    .orderBy('c.code')
    .limit(MOST)
    .execute();
  return found.filter(({ id }) => id !== except?.id);
}
