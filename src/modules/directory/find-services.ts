import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { widerPlaces, type PlaceId } from '#modules/places';
import { inLanguage } from './in-language.ts';
import type { OrganisationId } from './organisation.ts';
import { searchServices, type PlaceReach, type ServiceFilter, type ServicesFound } from './search-services.ts';
import type { ServiceId } from './service.ts';

/** A place with every wider one, nearest first, as filters need it. */
export async function placeReach(trx: Reads<'places'>, id: PlaceId): Promise<PlaceReach> {
  return { id, wider: (await widerPlaces(trx, id)).map((place) => place.id) };
}

export interface ServiceChoice extends Omit<ServiceFilter, 'standing' | 'place'> {
  words?: string;
  lang: string;
  placeId?: PlaceId | null;
  limit?: number;
}

/** Services that one can use today, for choosing one in a plan, a referral or a panel. History is never among them. */
export async function findServices(trx: Reads<'directory' | 'places'>, choice: ServiceChoice): Promise<ServicesFound> {
  const { words = '', placeId, limit = 10, ...filter } = choice;
  const place = placeId ? await placeReach(trx, placeId) : null;
  return await searchServices(trx, { ...filter, words, place, pageSize: limit, standing: 'live' });
}

/** What another module shows of a service that it refers to. */
export interface ServiceName {
  id: ServiceId;
  name: string;
  organisationId: OrganisationId;
  organisation: string;
  /** False for history and for what is closed: nobody can be sent there. */
  usable: boolean;
}

/** Names of services in a language by id, closed ones too; ids that are no service's are left out. */
export async function serviceNames(trx: Reads<'directory'>, ids: readonly ServiceId[], lang: string): Promise<Map<ServiceId, ServiceName>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<ServiceName>`
    select s.id, kernel.text_in(s.name, ${lang}) as name, o.id as "organisationId", kernel.text_in(o.name, ${lang}) as organisation,
           s.standing = 'live' and s.status = 'active' and o.active as usable
      from directory.services s
      join directory.organisations o on o.id = s.organisation_id
     where s.id = any (${[...new Set(ids)]}::uuid[])`.execute(trx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Names of organisations in a language by id; ids that are no organisation's are left out. */
export async function organisationNames(trx: Reads<'directory'>, ids: readonly string[], lang: string): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: { text: string } }>`
    select id, ${inLanguage(sql`name`, lang)} as name
      from directory.organisations
     where id = any (${[...new Set(ids)]}::uuid[])`.execute(trx);
  return new Map(rows.map(({ id, name }) => [id, name.text]));
}

export type ServiceResolution =
  | { kind: 'empty' }
  | { kind: 'one'; id: ServiceId; name: string }
  | { kind: 'several'; services: { id: ServiceId; name: string; organisation: string }[] }
  | { kind: 'none' };

/**
 * Decides which service a `ServicePicker` means: the one chosen, while it can be used; else the only one that the
 * typed words find, or the one of exactly that name; else the reader has to choose.
 */
export async function resolveService(
  trx: Reads<'directory' | 'places'>,
  given: { id: string; typed: string; lang: string },
): Promise<ServiceResolution> {
  const { id, typed, lang } = given;
  const chosen = uuid.test(id) ? (await serviceNames(trx, [id as ServiceId], lang)).get(id as ServiceId) : undefined; // checked on this line
  if (chosen?.usable && (typed === '' || chosen.name === typed)) return { kind: 'one', id: chosen.id, name: chosen.name };
  if (typed === '') return { kind: 'empty' };
  const found = await findServices(trx, { words: typed, lang, limit: 8 });
  const services = found.services.map((service) => ({ id: service.id, name: service.name.text, organisation: service.organisation.text }));
  const [first] = services;
  const named = services.filter(({ name }) => name === typed);
  if (first && (services.length === 1 || named.length === 1)) return { kind: 'one', ...(named[0] ?? first) };
  return first ? { kind: 'several', services } : { kind: 'none' };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
