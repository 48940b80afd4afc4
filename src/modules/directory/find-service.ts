import { sql, type RawBuilder } from 'kysely';
import type { Reads } from '#kernel/db';
import { refuse } from './refusals.ts';
import type { Service, ServiceId } from './service.ts';

/** A service with all that belongs to it. Refusals: `not-found`. */
export async function findService(trx: Reads<'directory'>, id: ServiceId): Promise<Service> {
  const [service] = await loadServices(trx, sql`s.id = ${id}`);
  if (!service) throw refuse('not-found');
  return service;
}

/** The services of these codes. */
export async function servicesByCode(trx: Reads<'directory'>, codes: readonly string[]): Promise<Service[]> {
  return codes.length === 0 ? [] : await loadServices(trx, sql`s.code = any (${[...codes]}::text[])`);
}

/** The services of these ids, in any order. */
export async function servicesById(trx: Reads<'directory'>, ids: readonly ServiceId[]): Promise<Service[]> {
  return ids.length === 0 ? [] : await loadServices(trx, sql`s.id = any (${[...ids]}::uuid[])`);
}

/** A location as one JSON value, from `directory.locations as l`. */
export const locationJson = sql`jsonb_build_object(
  'id', l.id, 'code', l.code, 'placeId', l.place_id, 'kind', l.kind, 'name', l.name, 'address1', l.address_1, 'address2', l.address_2,
  'postalCode', l.postal_code, 'city', l.city, 'stateProvince', l.state_province, 'country', l.country, 'lat', l.lat, 'lon', l.lon,
  'accessibility', l.accessibility, 'transportation', l.transportation)`;

/** A phone as one JSON value, from `directory.phones as p`. */
export const phoneJson = sql`jsonb_build_object('number', p.number, 'kind', p.kind, 'description', p.description, 'languages', p.languages)`;

/** Services by a condition on `directory.services as s`. */
async function loadServices(trx: Reads<'directory'>, condition: RawBuilder<unknown>): Promise<Service[]> {
  const { rows } = await sql<{ service: Service }>`
    select jsonb_build_object(
             'id', s.id, 'code', s.code, 'externalId', s.external_id, 'organisationId', s.organisation_id,
             'organisation', jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name),
             'standing', s.standing, 'status', s.status, 'name', s.name, 'description', s.description,
             'eligibility', s.eligibility, 'application', s.application, 'cost', s.cost, 'fees', s.fees, 'waitTime', s.wait_time,
             'alert', s.alert, 'interpretation', s.interpretation, 'minimumAge', s.minimum_age, 'maximumAge', s.maximum_age,
             'categories', s.categories, 'audiences', s.audiences, 'themes', s.themes, 'languages', s.languages,
             'url', s.url, 'email', s.email, 'timeZone', s.time_zone, 'source', s.source, 'assuredOn', s.assured_on,
             'demonstration', s.demonstration, 'createdAt', s.created_at, 'updatedAt', s.updated_at
           ) || jsonb_build_object(
             'locations', (
               select coalesce(jsonb_agg(at.location || jsonb_build_object('serviceLocationId', at.id) order by at.location ->> 'code'), '[]')
                 from (
                   -- A lookup and no join: on tables that were never analysed the planner joins all locations for each service.
                   select sl.id, (select ${locationJson} from directory.locations l where l.id = sl.location_id) as location
                     from directory.service_locations sl
                    where sl.service_id = s.id
                 ) at
             ),
             'areas', array(select a.place_id from directory.service_areas a where a.service_id = s.id order by a.place_id),
             'phones', (
               select coalesce(jsonb_agg(${phoneJson} order by p.position), '[]')
                 from directory.phones p
                where p.service_id = s.id
             ),
             'hours', (
               select coalesce(jsonb_agg(jsonb_build_object(
                        'weekday', h.weekday, 'opens', to_char(h.opens, 'HH24:MI'), 'closes', to_char(h.closes, 'HH24:MI'), 'notes', h.notes
                      ) order by h.weekday, h.opens), '[]')
                 from directory.schedules h
                where h.service_id = s.id
             ),
             'prices', (
               select coalesce(jsonb_agg(jsonb_build_object(
                        'option', c.option, 'amountMinor', c.amount_minor::text, 'currency', c.currency, 'description', c.description
                      ) order by c.position), '[]')
                 from directory.cost_options c
                where c.service_id = s.id
             ),
             'documents', (
               select coalesce(jsonb_agg(jsonb_build_object('document', d.document, 'url', d.url) order by d.position), '[]')
                 from directory.required_documents d
                where d.service_id = s.id
             )
           ) as service
      from directory.services s
      join directory.organisations o on o.id = s.organisation_id
     where ${condition}`.execute(trx);
  return rows.map(({ service }) => service);
}
