import type { Reads } from '#kernel/db';
import { placesById, type PlaceId } from '#modules/places';
import type { Office, OfficeAtPlace, OfficeId } from './office.ts';

export const officeColumns = [
  'f.id',
  'f.code',
  'f.place_id as placeId',
  'f.organisation_id as organisationId',
  'f.name',
  'f.languages',
  'f.time_zone as timeZone',
  'f.address',
  'f.phone',
  'f.email',
  'f.about',
  'f.how_to_find as howToFind',
  'f.slot_minutes as slotMinutes',
  'f.seats_per_slot as seatsPerSlot',
  'f.active',
  'f.demonstration',
] as const;

/** The office of a code, or null; also one that has closed for good. */
export async function findOfficeByCode(trx: Reads<'offices'>, code: string): Promise<Office | null> {
  return (await trx.selectFrom('offices.offices as f').select(officeColumns).where('f.code', '=', code).executeTakeFirst()) ?? null;
}

/** The office of an id, or null. */
export async function findOffice(trx: Reads<'offices'>, id: OfficeId): Promise<Office | null> {
  return (await trx.selectFrom('offices.offices as f').select(officeColumns).where('f.id', '=', id).executeTakeFirst()) ?? null;
}

/** Offices by their ids: for lists that name the office of each row. */
export async function officesById(trx: Reads<'offices'>, ids: readonly OfficeId[]): Promise<Map<OfficeId, Office>> {
  if (ids.length === 0) return new Map();
  const found = await trx
    .selectFrom('offices.offices as f')
    .select(officeColumns)
    .where('f.id', 'in', [...new Set(ids)])
    .execute();
  return new Map(found.map((office) => [office.id, office]));
}

/** Adds to offices the places where they stand. */
export async function atPlaces(trx: Reads<'offices' | 'places'>, offices: readonly Office[]): Promise<OfficeAtPlace[]> {
  const places = await placesById(
    trx,
    offices.map(({ placeId }) => placeId),
  );
  return offices.flatMap((office) => {
    const place = places.get(office.placeId);
    return place ? [{ ...office, place }] : [];
  });
}

/** The places for which an office is responsible. */
export async function territoriesOf(trx: Reads<'offices'>, officeId: OfficeId): Promise<PlaceId[]> {
  const rows = await trx.selectFrom('offices.territories').select('place_id').where('office_id', '=', officeId).execute();
  return rows.map(({ place_id }) => place_id);
}
