import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { newId, type Writes } from '#kernel/db';
import type { LocationEntry } from './organisation.ts';
import { writeRows } from './write-rows.ts';

/** A location with its organisation, to be written. */
export interface OwnedLocation {
  organisationId: string;
  location: LocationEntry;
}

/**
 * A code for a location that comes without one: the same address gives the same code, so that an import repeated
 * changes nothing, and two addresses never share one.
 */
export function locationCode(organisationCode: string, location: Omit<LocationEntry, 'code'>): string {
  const { name, accessibility, transportation, ...rest } = location;
  const texts = [name, accessibility, transportation].map(
    (text) => text && Object.entries(text.texts).map(([lang, { text: words }]) => [lang, words]),
  );
  const hash = createHash('sha256')
    .update(JSON.stringify([rest, texts]))
    .digest('hex');
  return `${organisationCode.slice(0, 120)}-${hash.slice(0, 10)}`;
}

/** Writes locations, each once; returns their ids by code. */
export async function writeLocations(trx: Writes<'directory'>, owned: readonly OwnedLocation[], now: Date): Promise<Map<string, string>> {
  const byCode = new Map(owned.map((one) => [one.location.code, one]));
  if (byCode.size === 0) return new Map();
  const rows = [...byCode.values()].map(({ organisationId, location }) => ({
    id: newId(),
    code: location.code,
    organisation_id: organisationId,
    place_id: location.placeId,
    kind: location.kind,
    name: location.name,
    address_1: location.address1,
    address_2: location.address2,
    postal_code: location.postalCode,
    city: location.city,
    state_province: location.stateProvince,
    country: location.country,
    lat: location.lat,
    lon: location.lon,
    accessibility: location.accessibility,
    transportation: location.transportation,
    updated_at: now,
  }));
  await writeRows(trx, 'directory.locations', withSeat(rows), { key: 'code', keep: ['id', 'organisation_id', 'seat'] });
  const { rows: found } = await sql<{ code: string; id: string }>`
    select code, id from directory.locations where code = any (${[...byCode.keys()]}::text[])`.execute(trx);
  return new Map(found.map(({ code, id }) => [code, id]));
}

/** New locations are nobody's seat until the organisation says so. */
function withSeat<Row extends object>(rows: readonly Row[]): (Row & { seat: boolean })[] {
  return rows.map((row) => ({ ...row, seat: false }));
}

/** Marks the seats of organisations, and removes addresses that are neither a seat nor a service's any more. */
export async function settleLocations(
  trx: Writes<'directory'>,
  organisationIds: readonly string[],
  seats?: readonly string[],
): Promise<void> {
  if (organisationIds.length === 0) return;
  const ids = sql`${[...new Set(organisationIds)]}::uuid[]`;
  if (seats) {
    await sql`
      update directory.locations
         set seat = id = any (${[...seats]}::uuid[])
       where organisation_id = any (${ids})
         and seat <> (id = any (${[...seats]}::uuid[]))`.execute(trx);
  }
  await sql`
    delete from directory.locations l
     where l.organisation_id = any (${ids})
       and not l.seat
       and not exists (select from directory.service_locations sl where sl.location_id = l.id)`.execute(trx);
}
