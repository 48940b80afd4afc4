import type { Reads } from '#kernel/db';
import { widerPlaces, type PlaceId, type WiderPlace } from '#modules/places';
import { officeColumns } from './find-office.ts';
import type { Office } from './office.ts';

/** The office that answers for a place, and by which territory. */
export interface Responsibility {
  office: Office;
  /** The place itself or the wider place for which the office is responsible. */
  territory: WiderPlace;
}

/**
 * The office responsible for a place: the nearest on the way up the tree (town, province, region, country) that has
 * a territory there and is still open; null where there is none. Of two with the same territory the first by code.
 */
export async function responsibleOffice(trx: Reads<'offices' | 'places'>, placeId: PlaceId): Promise<Responsibility | null> {
  const wider = await widerPlaces(trx, placeId);
  const ids = wider.map(({ id }) => id);
  if (ids.length === 0) return null;
  const found = await trx
    .selectFrom('offices.territories as t')
    .innerJoin('offices.offices as f', 'f.id', 't.office_id')
    .select([...officeColumns, 't.place_id as territoryId'])
    .where('t.place_id', 'in', ids)
    .where('f.active', '=', true)
    .orderBy('f.code')
    .execute();
  for (const territory of wider) {
    const answer = found.find(({ territoryId }) => territoryId === territory.id);
    if (!answer) continue;
    const { territoryId: _id, ...office } = answer;
    return { office, territory };
  }
  return null;
}
