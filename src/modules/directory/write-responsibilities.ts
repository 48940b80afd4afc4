import { sql } from 'kysely';
import type { Reads, Writes } from '#kernel/db';
import type { ResponsibilityEntry, ResponsibilityId } from './responsibility.ts';
import { sortEntries, type Pending, type WriteOptions, type Written } from './sort-entries.ts';
import { writeRevisions } from './write-revisions.ts';
import { writePending } from './write-rows.ts';

/** Writes responsibilities, recognised by their code: only what differs, with its history. */
export async function writeResponsibilities(
  trx: Writes<'directory'>,
  entries: readonly ResponsibilityEntry[],
  options: WriteOptions,
): Promise<Written> {
  const { pending, written } = sortEntries<ResponsibilityEntry>(
    entries,
    await storedResponsibilities(
      trx,
      entries.map(({ code }) => code),
    ),
  );
  if (options.dryRun || pending.length === 0) return written;
  await writePending(
    trx,
    'directory.responsibilities',
    pending.map((one) => ({ isNew: one.isNew, row: rowOf(one, options.now) })),
    ['code'],
  );
  await writeRevisions(
    trx,
    'responsibility',
    pending.map(({ id, entry, isNew, changes }) => ({
      objectId: id,
      organisationId: entry.organisationId,
      what: isNew && options.what === 'changed' ? 'created' : options.what,
      changes,
    })),
    options,
  );
  return written;
}

function rowOf({ id, entry }: Pending<ResponsibilityEntry>, now: Date) {
  return {
    id,
    code: entry.code,
    organisation_id: entry.organisationId,
    office_id: entry.officeId,
    topic: entry.topic,
    place_id: entry.placeId,
    role: entry.role,
    phone: entry.phone,
    email: entry.email,
    assured_on: entry.assuredOn,
    ended_on: entry.endedOn,
    demonstration: entry.demonstration,
    updated_at: now,
  };
}

async function storedResponsibilities(
  trx: Reads<'directory'>,
  codes: readonly string[],
): Promise<Map<string, ResponsibilityEntry & { id: ResponsibilityId }>> {
  const { rows } = await sql<ResponsibilityEntry & { id: ResponsibilityId }>`
    select id, code, organisation_id as "organisationId", office_id as "officeId", topic, place_id as "placeId", role, phone, email,
           assured_on as "assuredOn", ended_on as "endedOn", demonstration
      from directory.responsibilities
     where code = any (${[...codes]}::text[])`.execute(trx);
  return new Map(rows.map((row) => [row.code, row]));
}
