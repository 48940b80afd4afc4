import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { placeIdsWithin, widerPlaces, type PlaceId } from '#modules/places';
import { atPlaces, officeColumns } from './find-office.ts';
import type { OfficeAtPlace, OfficeId } from './office.ts';

export interface OfficeFilter {
  /** Only offices that stand in this place, or are responsible for it or for a part of it. */
  placeId?: PlaceId | undefined;
  /** Only these offices: a manager's own. */
  ids?: readonly OfficeId[] | undefined;
  /** Offices that have closed for good, too. */
  closed?: boolean;
  /** Language by whose names the list is sorted. */
  lang: string;
}

/** Offices with their places, by name; at most 500. */
export async function listOffices(trx: Reads<'offices' | 'places'>, filter: OfficeFilter): Promise<OfficeAtPlace[]> {
  if (filter.ids?.length === 0) return []; // SQL knows no empty list
  let query = trx
    .selectFrom('offices.offices as f')
    .select(officeColumns)
    .orderBy(sql`kernel.text_in(f.name, ${filter.lang})`)
    .limit(500);
  if (!filter.closed) query = query.where('f.active', '=', true);
  if (filter.ids) query = query.where('f.id', 'in', [...filter.ids]);
  if (filter.placeId) {
    const inside = await placeIdsWithin(trx, filter.placeId);
    const wider = (await widerPlaces(trx, filter.placeId)).map(({ id }) => id);
    query = query.where(sql<boolean>`(
      f.place_id = any (${inside}::uuid[])
      or exists (
        select
          from offices.territories
         where territories.office_id = f.id
           and territories.place_id = any (${[...inside, ...wider]}::uuid[])
      ))`);
  }
  return await atPlaces(trx, await query.execute());
}
