import { sql } from 'kysely';
import type { Reads, Writes } from '#kernel/db';
import { searchWords } from '#kernel/text';
import { organisationsByCode } from './find-organisation.ts';
import { indexServices } from './index-services.ts';
import type { OrganisationEntry, OrganisationId } from './organisation.ts';
import type { ServiceId } from './service.ts';
import { sortEntries, type Pending, type WriteOptions, type Written } from './sort-entries.ts';
import { settleLocations, writeLocations } from './write-locations.ts';
import { writePhones } from './write-phones.ts';
import { writeRevisions } from './write-revisions.ts';
import { writePending } from './write-rows.ts';

/**
 * Writes organisations, one or thousands, recognised by their code: only what differs, with its history; the search
 * follows. The database refuses those that the actor does not keep.
 */
export async function writeOrganisations(
  trx: Writes<'directory'> & Reads<'places'>,
  entries: readonly OrganisationEntry[],
  options: WriteOptions,
): Promise<Written> {
  const stored = new Map(
    (
      await organisationsByCode(
        trx,
        entries.map(({ code }) => code),
      )
    ).map((one) => [one.code, one]),
  );
  const { pending, written } = sortEntries<OrganisationEntry>(entries, stored);
  if (options.dryRun || pending.length === 0) return written;
  await writePending(
    trx,
    'directory.organisations',
    pending.map((one) => ({ isNew: one.isNew, row: rowOf(one, options.now) })),
    ['code', 'created_at'],
  );
  await writePhones(
    trx,
    'organisation_id',
    pending.map(({ id, entry }) => ({ id, phones: entry.phones })),
  );
  await writeSeats(trx, pending, options.now);
  await writeRevisions(
    trx,
    'organisation',
    pending.map(({ id, isNew, changes }) => ({
      objectId: id,
      organisationId: id,
      what: isNew && options.what === 'changed' ? 'created' : options.what,
      changes,
    })),
    options,
  );
  await indexServices(trx, await servicesToIndex(trx, pending));
  return written;
}

function rowOf({ id, entry }: Pending<OrganisationEntry>, now: Date) {
  return {
    id,
    code: entry.code,
    external_id: entry.externalId,
    standing: entry.standing,
    name: entry.name,
    alternate_name: entry.alternateName,
    words: searchWords([...Object.values(entry.name.texts).map(({ text }) => text), entry.alternateName ?? ''].join(' ')).join(' '),
    kind: entry.kind,
    description: entry.description,
    place_id: entry.placeId,
    website: entry.website,
    email: entry.email,
    languages: entry.languages,
    source: entry.source,
    assured_on: entry.assuredOn,
    active: entry.active,
    demonstration: entry.demonstration,
    created_at: now,
    updated_at: now,
  };
}

async function writeSeats(trx: Writes<'directory'>, pending: readonly Pending<OrganisationEntry>[], now: Date): Promise<void> {
  const owned = pending.flatMap(({ id, entry }) => entry.locations.map((location) => ({ organisationId: id, location })));
  const ids = await writeLocations(trx, owned, now);
  await settleLocations(
    trx,
    pending.map(({ id }) => id),
    [...ids.values()],
  );
}

/** Services whose entry in the search tells the organisation's name, place or closing. */
async function servicesToIndex(trx: Reads<'directory'>, pending: readonly Pending<OrganisationEntry>[]): Promise<ServiceId[]> {
  const touched = pending.filter(
    ({ isNew, changes }) => !isNew && ['name', 'alternateName', 'placeId', 'active'].some((field) => changes[field]),
  );
  if (touched.length === 0) return [];
  const { rows } = await sql<{ id: ServiceId }>`
    select id from directory.services where organisation_id = any (${touched.map(({ id }) => id as OrganisationId)}::uuid[])`.execute(trx);
  return rows.map(({ id }) => id);
}
