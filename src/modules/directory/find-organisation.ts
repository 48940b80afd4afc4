import { sql, type RawBuilder } from 'kysely';
import type { Reads } from '#kernel/db';
import { locationJson, phoneJson } from './find-service.ts';
import type { Organisation, OrganisationId } from './organisation.ts';
import { refuse } from './refusals.ts';

/** An organisation with its phones and addresses. Refusals: `not-found`. */
export async function findOrganisation(trx: Reads<'directory'>, id: OrganisationId): Promise<Organisation> {
  const [organisation] = await loadOrganisations(trx, sql`o.id = ${id}`);
  if (!organisation) throw refuse('not-found');
  return organisation;
}

/** The organisations of these codes. */
export async function organisationsByCode(trx: Reads<'directory'>, codes: readonly string[]): Promise<Organisation[]> {
  return codes.length === 0 ? [] : await loadOrganisations(trx, sql`o.code = any (${[...codes]}::text[])`);
}

/** The organisations of these ids. */
export async function organisationsById(trx: Reads<'directory'>, ids: readonly OrganisationId[]): Promise<Organisation[]> {
  return ids.length === 0 ? [] : await loadOrganisations(trx, sql`o.id = any (${[...ids]}::uuid[])`);
}

async function loadOrganisations(trx: Reads<'directory'>, condition: RawBuilder<unknown>): Promise<Organisation[]> {
  const { rows } = await sql<{ organisation: Organisation }>`
    select jsonb_build_object(
             'id', o.id, 'code', o.code, 'externalId', o.external_id, 'standing', o.standing, 'name', o.name,
             'alternateName', o.alternate_name, 'kind', o.kind, 'description', o.description, 'placeId', o.place_id,
             'website', o.website, 'email', o.email, 'languages', o.languages, 'source', o.source, 'assuredOn', o.assured_on,
             'active', o.active, 'demonstration', o.demonstration, 'updatedAt', o.updated_at,
             'phones', (
               select coalesce(jsonb_agg(${phoneJson} order by p.position), '[]')
                 from directory.phones p
                where p.organisation_id = o.id
             ),
             'locations', (
               select coalesce(jsonb_agg(${locationJson} order by l.code), '[]')
                 from directory.locations l
                where l.organisation_id = o.id and l.seat
             )
           ) as organisation
      from directory.organisations o
     where ${condition}`.execute(trx);
  return rows.map(({ organisation }) => organisation);
}
