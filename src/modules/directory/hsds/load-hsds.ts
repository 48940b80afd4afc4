import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Language } from '#kernel/i18n';
import { searchWords } from '#kernel/text';
import { organisationsById } from '../find-organisation.ts';
import { servicesById } from '../find-service.ts';
import type { Organisation, OrganisationId } from '../organisation.ts';
import { addPlaces, type PlaceTree } from '../place-tree.ts';
import { refuse } from '../refusals.ts';
import { searchServices } from '../search-services.ts';
import type { Service, ServiceId } from '../service.ts';
import type { HsdsContext } from './hsds-record.ts';
import { termOfId } from './taxonomies.ts';
import { hsdsOrganisation, hsdsService, hsdsServiceAtLocation, hsdsServiceLine, hsdsOrganisationLine } from './to-hsds.ts';

type Handle = Reads<'directory' | 'places'>;

export interface HsdsQuery {
  lang: Language;
  now: Date;
  page: number;
  perPage: number;
  search?: string | undefined;
  organizationId?: string | undefined;
  taxonomyTermId?: string | undefined;
  /** ISO 8601. */
  modifiedAfter?: string | undefined;
  /** With everything that belongs to each record. */
  full?: boolean | undefined;
}

/** One page of records, and how many there are in all. */
export interface HsdsFound {
  total: number;
  contents: Record<string, unknown>[];
}

/** Services of today as HSDS: history is never among them. */
export async function hsdsServices(trx: Handle, query: HsdsQuery): Promise<HsdsFound> {
  const { ids, total } = query.search ? await searchedIds(trx, query, query.search) : await liveIds(trx, query);
  const services = inOrder(await servicesById(trx, ids), ids);
  const context = await contextFor(trx, services, [], query);
  if (!query.full) return { total, contents: services.map((service) => hsdsServiceLine(service, context)) };
  const organisations = await organisationsOf(trx, services);
  return { total, contents: services.map((service) => hsdsService(service, organisationOf(service, organisations), context)) };
}

/** One service of today with everything. Refusals: `not-found`, for history too. */
export async function hsdsServiceById(
  trx: Handle,
  id: ServiceId,
  options: Pick<HsdsQuery, 'lang' | 'now'>,
): Promise<Record<string, unknown>> {
  const [service] = await servicesById(trx, [id]);
  if (!service || service.standing === 'reported') throw refuse('not-found');
  const context = await contextFor(trx, [service], [], options);
  return hsdsService(service, organisationOf(service, await organisationsOf(trx, [service])), context);
}

/** Organisations of today as HSDS. */
export async function hsdsOrganisations(trx: Handle, query: HsdsQuery): Promise<HsdsFound> {
  const words = query.search ? searchWords(query.search).join(' ') : null;
  const { rows } = await sql<{ id: OrganisationId; total: number }>`
    select id, count(*) over ()::int as total
      from directory.organisations
     where standing = 'live' and active
       and (${words}::text is null or words like '%' || ${words} || '%')
     order by id
     limit ${query.perPage} offset ${(query.page - 1) * query.perPage}`.execute(trx);
  const ids = rows.map(({ id }) => id);
  const organisations = inOrder(await organisationsById(trx, ids), ids);
  const context = await contextFor(trx, [], organisations, query);
  return {
    total: rows[0]?.total ?? 0,
    contents: organisations.map((organisation) =>
      query.full ? hsdsOrganisation(organisation, context) : hsdsOrganisationLine(organisation, context),
    ),
  };
}

/** One organisation of today. Refusals: `not-found`, for history too. */
export async function hsdsOrganisationById(
  trx: Handle,
  id: OrganisationId,
  options: Pick<HsdsQuery, 'lang' | 'now'>,
): Promise<Record<string, unknown>> {
  const [organisation] = await organisationsById(trx, [id]);
  if (!organisation || organisation.standing === 'reported') throw refuse('not-found');
  return hsdsOrganisation(organisation, await contextFor(trx, [], [organisation], options));
}

/** Which service is offered where, as HSDS; each with its location. */
export async function hsdsServicesAtLocations(trx: Handle, query: HsdsQuery, only: string | null = null): Promise<HsdsFound> {
  const { rows } = await sql<{ id: string; serviceId: ServiceId; total: number }>`
    select sl.id, sl.service_id as "serviceId", count(*) over ()::int as total
      from directory.service_locations sl
      join directory.services s on s.id = sl.service_id
     where s.standing = 'live' and s.status <> 'defunct'
       and (${only}::uuid is null or sl.id = ${only}::uuid)
       and (${query.organizationId ?? null}::uuid is null or s.organisation_id = ${query.organizationId ?? null}::uuid)
       and (${query.modifiedAfter ?? null}::timestamptz is null or s.updated_at > ${query.modifiedAfter ?? null}::timestamptz)
     order by sl.id
     limit ${query.perPage} offset ${(query.page - 1) * query.perPage}`.execute(trx);
  const services = new Map(
    (
      await servicesById(
        trx,
        rows.map(({ serviceId }) => serviceId),
      )
    ).map((service) => [service.id, service]),
  );
  const context = await contextFor(trx, [...services.values()], [], query);
  const contents = rows.flatMap(({ id, serviceId }) => {
    const service = services.get(serviceId);
    const location = service?.locations.find(({ serviceLocationId }) => serviceLocationId === id);
    return service && location ? [hsdsServiceAtLocation(service, location, context)] : [];
  });
  return { total: rows[0]?.total ?? 0, contents };
}

const EXPORT_PAGE = 500;

/** All services of today with everything, for a file: the bulk form of HSDS in JSON, a page at a time. */
export async function* exportHsds(trx: Handle, options: Pick<HsdsQuery, 'lang' | 'now'>): AsyncGenerator<Record<string, unknown>[]> {
  for (let page = 1; ; page++) {
    const { contents } = await hsdsServices(trx, { ...options, page, perPage: EXPORT_PAGE, full: true });
    if (contents.length > 0) yield contents;
    if (contents.length < EXPORT_PAGE) return;
  }
}

async function searchedIds(trx: Handle, query: HsdsQuery, words: string): Promise<{ ids: ServiceId[]; total: number }> {
  const term = query.taxonomyTermId ? termOfId(query.taxonomyTermId) : null;
  const found = await searchServices(trx, {
    words,
    lang: query.lang,
    page: query.page,
    pageSize: query.perPage,
    organisationId: query.organizationId ?? null,
    category: term?.name === 'serviceCategories' ? term.code : null,
    audience: term?.name === 'audiences' ? term.code : null,
  });
  return { ids: found.services.map(({ id }) => id), total: found.total };
}

async function liveIds(trx: Handle, query: HsdsQuery): Promise<{ ids: ServiceId[]; total: number }> {
  const term = query.taxonomyTermId ? termOfId(query.taxonomyTermId) : null;
  const conditions = [sql`standing = 'live' and status <> 'defunct'`];
  // A term that nobody knows fits no service.
  if (query.taxonomyTermId)
    conditions.push(term ? sql`${sql.ref(term.name === 'audiences' ? 'audiences' : 'categories')} @> array[${term.code}]` : sql`false`);
  if (query.organizationId) conditions.push(sql`organisation_id = ${query.organizationId}`);
  if (query.modifiedAfter) conditions.push(sql`updated_at > ${query.modifiedAfter}`);
  const { rows } = await sql<{ id: ServiceId; total: number }>`
    select id, count(*) over ()::int as total
      from directory.services
     where ${sql.join(conditions, sql` and `)}
     order by id
     limit ${query.perPage} offset ${(query.page - 1) * query.perPage}`.execute(trx);
  return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 };
}

async function contextFor(
  trx: Handle,
  services: readonly Service[],
  organisations: readonly Organisation[],
  { lang, now }: Pick<HsdsQuery, 'lang' | 'now'>,
): Promise<HsdsContext> {
  const tree: PlaceTree = new Map();
  const located = [...services, ...organisations].flatMap(({ locations }) => locations.map(({ placeId }) => placeId));
  await addPlaces(trx, tree, [...new Set([...located, ...services.flatMap(({ areas }) => areas)])]);
  return { lang, now, tree };
}

async function organisationsOf(trx: Handle, services: readonly Service[]): Promise<Map<string, Organisation>> {
  const organisations = await organisationsById(trx, [...new Set(services.map(({ organisationId }) => organisationId))]);
  return new Map(organisations.map((organisation) => [organisation.id, organisation]));
}

function organisationOf(service: Service, organisations: ReadonlyMap<string, Organisation>): Organisation {
  const found = organisations.get(service.organisationId);
  if (!found) throw new Error('a service without its organisation'); // a foreign key forbids it
  return found;
}

function inOrder<T extends { id: string }>(records: readonly T[], ids: readonly string[]): T[] {
  const byId = new Map(records.map((record) => [record.id, record]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
