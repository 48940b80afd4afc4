import type { Reads } from '#kernel/db';
import { placeJson } from './columns.ts';
import type { Opening, OpeningId } from './opening.ts';

const columns = (trx: Reads<'places'>) =>
  trx
    .selectFrom('places.openings as w')
    .innerJoin('places.places as p', 'p.id', 'w.place_id')
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
    .$narrowType<Pick<Opening, 'kind' | 'source'>>(); // a check constraint closes the kinds; the importer gives the source its shape

/** An opening of the corridor pages, or null. */
export async function findOpening(trx: Reads<'places'>, id: OpeningId): Promise<Opening | null> {
  return (await columns(trx).where('w.id', '=', id).executeTakeFirst()) ?? null;
}

/** Openings by their codes; unknown codes are left out. */
export async function openingsByCode(trx: Reads<'places'>, codes: readonly string[]): Promise<Map<string, Opening>> {
  if (codes.length === 0) return new Map();
  const rows = await columns(trx)
    .where('w.code', 'in', [...new Set(codes)])
    .execute();
  return new Map(rows.map((row) => [row.code, row]));
}

/** Every opening that is shown on a day, by place and code: to choose one from. */
export async function openingsOn(trx: Reads<'places'>, day: string, limit = 500): Promise<Opening[]> {
  return await columns(trx)
    .where((eb) => eb.or([eb('w.valid_until', 'is', null), eb('w.valid_until', '>=', day)]))
    .orderBy('p.code')
    .orderBy('w.code')
    .limit(limit)
    .execute();
}
