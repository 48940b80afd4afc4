import { sql } from 'kysely';
import { newId, type Reads, type Writes } from '#kernel/db';
import { servicesByCode } from './find-service.ts';
import { indexServices } from './index-services.ts';
import type { Service, ServiceEntry, ServiceId } from './service.ts';
import { sortEntries, type Pending, type WriteOptions, type Written } from './sort-entries.ts';
import { settleLocations, writeLocations } from './write-locations.ts';
import { writePhones } from './write-phones.ts';
import { writeRevisions } from './write-revisions.ts';
import { clearRows, writePending, writeRows } from './write-rows.ts';

/**
 * Writes services, one or thousands, recognised by their code: only what differs, with its history; the search
 * follows. The database refuses those that the actor does not keep.
 */
export async function writeServices(
  trx: Writes<'directory'> & Reads<'places'>,
  entries: readonly ServiceEntry[],
  options: WriteOptions,
): Promise<Written> {
  const stored = new Map(
    (
      await servicesByCode(
        trx,
        entries.map(({ code }) => code),
      )
    ).map((service) => [service.code, entryOf(service)]),
  );
  const { pending, written } = sortEntries<ServiceEntry>(entries, stored);
  if (options.dryRun || pending.length === 0) return written;
  await writePending(
    trx,
    'directory.services',
    pending.map((one) => ({ isNew: one.isNew, row: rowOf(one, options.now) })),
    ['code', 'created_at'],
  );
  await noteChecker(
    trx,
    pending.filter(({ isNew, changes }) => isNew || changes['assuredOn']).map(({ id }) => id),
    options.by,
  );
  await writeParts(trx, pending, options.now);
  await writeRevisions(
    trx,
    'service',
    pending.map(({ id, entry, isNew, changes }) => ({
      objectId: id,
      organisationId: entry.organisationId,
      what: isNew && options.what === 'changed' ? 'created' : options.what,
      changes,
    })),
    options,
  );
  await indexServices(
    trx,
    pending.map(({ id }) => id as ServiceId),
  );
  return written;
}

/** A stored service as an entry with its id. */
export function entryOf(service: Service): ServiceEntry & { id: ServiceId } {
  const { organisation: _organisation, createdAt: _createdAt, updatedAt: _updatedAt, ...entry } = service;
  return entry;
}

function rowOf({ id, entry }: Pending<ServiceEntry>, now: Date) {
  const {
    externalId,
    organisationId,
    waitTime,
    minimumAge,
    maximumAge,
    timeZone,
    assuredOn,
    locations: _locations,
    areas: _areas,
    phones: _phones,
    hours: _hours,
    prices: _prices,
    documents: _documents,
    ...same
  } = entry;
  return {
    ...without(same, 'id'),
    id,
    external_id: externalId,
    organisation_id: organisationId,
    wait_time: waitTime,
    minimum_age: minimumAge,
    maximum_age: maximumAge,
    time_zone: timeZone,
    assured_on: assuredOn,
    created_at: now,
    updated_at: now,
  };
}

/** Entries made from stored services bring their id along. */
function without<T extends object>(value: T, key: string): T {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)) as T; // `key` is no field of T
}

async function noteChecker(trx: Writes<'directory'>, ids: readonly string[], by: string | null): Promise<void> {
  await sql`update directory.services set assured_by = ${by} where id = any (${[...ids]}::uuid[]) and assured_by is distinct from ${by}`.execute(
    trx,
  );
}

/** Writes what hangs on a service in the place of what hung there. */
async function writeParts(trx: Writes<'directory'>, pending: readonly Pending<ServiceEntry>[], now: Date): Promise<void> {
  const changed = pending.filter(({ isNew }) => !isNew).map(({ id }) => id);
  for (const table of ['schedules', 'service_locations', 'service_areas', 'cost_options', 'required_documents']) {
    await clearRows(trx, `directory.${table}`, 'service_id', changed);
  }
  await writePlaces(trx, pending, now);
  await writePhones(
    trx,
    'service_id',
    pending.map(({ id, entry }) => ({ id, phones: entry.phones })),
  );
  await writeRows(
    trx,
    'directory.schedules',
    pending.flatMap(({ id, entry }) => entry.hours.map((hours) => ({ id: newId(), service_id: id, ...hours }))),
  );
  await writeRows(
    trx,
    'directory.cost_options',
    pending.flatMap(({ id, entry }) =>
      entry.prices.map(({ amountMinor, ...price }, position) => ({
        id: newId(),
        service_id: id,
        ...price,
        amount_minor: amountMinor,
        position,
      })),
    ),
  );
  await writeRows(
    trx,
    'directory.required_documents',
    pending.flatMap(({ id, entry }) =>
      entry.documents.map((document, position) => ({ id: newId(), service_id: id, ...document, position })),
    ),
  );
}

async function writePlaces(trx: Writes<'directory'>, pending: readonly Pending<ServiceEntry>[], now: Date): Promise<void> {
  const owned = pending.flatMap(({ entry }) => entry.locations.map((location) => ({ organisationId: entry.organisationId, location })));
  const ids = await writeLocations(trx, owned, now);
  await writeRows(
    trx,
    'directory.service_locations',
    pending.flatMap(({ id, entry }) =>
      entry.locations.map(({ code }) => ({
        id: newId(),
        service_id: id,
        location_id: ids.get(code),
        organisation_id: entry.organisationId,
      })),
    ),
  );
  await writeRows(
    trx,
    'directory.service_areas',
    pending.flatMap(({ id, entry }) => entry.areas.map((placeId) => ({ service_id: id, place_id: placeId }))),
  );
  await settleLocations(
    trx,
    pending.filter(({ isNew }) => !isNew).map(({ entry }) => entry.organisationId),
  );
}
