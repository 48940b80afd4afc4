import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { OrganisationId } from './organisation.ts';
import type { Standing } from './standing.ts';

export interface NamedOrganisation {
  id: OrganisationId;
  code: string;
  standing: Standing;
}

/** The organisations that a list names, by code or by their id in the system that the list comes from. */
export async function organisationsNamed(trx: Reads<'directory'>, names: readonly string[]): Promise<Map<string, NamedOrganisation>> {
  const { rows } = await sql<NamedOrganisation & { externalId: string | null }>`
    select id, code, standing, external_id as "externalId"
      from directory.organisations
     where code = any (${[...names]}::text[])
        or external_id = any (${[...names]}::text[])`.execute(trx);
  return new Map(rows.flatMap((row) => [[row.code, row] as const, ...(row.externalId === null ? [] : [[row.externalId, row] as const])]));
}
