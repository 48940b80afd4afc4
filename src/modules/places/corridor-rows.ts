import type { Reads } from '#kernel/db';
import { placeJson } from './columns.ts';
import type { Corridor } from './corridor.ts';

/** Corridors with both ends, to be narrowed by the caller; `o` is the origin, `d` the destination. */
export function corridorRows(trx: Reads<'places'>) {
  return trx
    .selectFrom('places.corridors as c')
    .innerJoin('places.places as o', 'o.id', 'c.origin_id')
    .innerJoin('places.places as d', 'd.id', 'c.destination_id')
    .select(['c.id', 'c.code', placeJson('o').as('origin'), placeJson('d').as('destination'), 'c.facts', 'c.source', 'c.as_of as asOf'])
    .$narrowType<Pick<Corridor, 'facts' | 'source'>>(); // the importer is the only writer and gives both this shape
}
