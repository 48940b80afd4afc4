import type { Reads } from '#kernel/db';
import { currencyDecimals } from '#kernel/money';
import {
  listOrganisations,
  organisationsById,
  serviceIds,
  servicesById,
  type LocationEntry,
  type Organisation,
  type Service,
} from '#modules/directory';
import { listCorridors, placesById, type PlaceId } from '#modules/places';
import { findPractice, listPractices, type Practice } from '#modules/practices';

/** A row under the names of the columns that `ponte import` reads, so that what was exported can be imported again. */
export type ExportRow = Readonly<Record<string, unknown>>;

type Handle = Reads<'directory' | 'places' | 'practices'>;

const PAGE = 500;

/** What can be exported: public lists, no row about a person. */
export const exportKinds: Readonly<Record<string, (trx: Handle) => AsyncGenerator<ExportRow>>> = {
  organisations: exportOrganisations,
  services: exportServices,
  corridors: exportCorridors,
  practices: exportPractices,
};

/** Organisations of today; what was reported in 2010 comes with every Ponte. */
async function* exportOrganisations(trx: Handle): AsyncGenerator<ExportRow> {
  for (let page = 1; ; page += 1) {
    const { organisations: lines } = await listOrganisations(trx, { lang: 'en', closed: true, page, pageSize: PAGE });
    const organisations = await organisationsById(
      trx,
      lines.map(({ id }) => id),
    );
    const codes = await codesOf(
      trx,
      organisations.flatMap(({ placeId, locations }) => [placeId, ...locations.map((location) => location.placeId)]),
    );
    for (const organisation of organisations) yield organisationRow(organisation, codes);
    if (lines.length < PAGE) return;
  }
}

function organisationRow(organisation: Organisation, codes: ReadonlyMap<PlaceId, string>): ExportRow {
  const { placeId, locations, phones, name } = organisation;
  const [location] = locations;
  return {
    code: organisation.code,
    external_id: organisation.externalId,
    name,
    text_language: name.source,
    alternate_name: organisation.alternateName,
    kind: organisation.kind,
    description: organisation.description,
    place: codeOf(codes, location?.placeId ?? placeId),
    ...addressOf(location),
    phone: phones[0]?.number,
    email: organisation.email,
    website: organisation.website,
    languages: organisation.languages,
    assured_on: organisation.assuredOn,
    demonstration: organisation.demonstration || undefined,
  };
}

/** Services of today, with their first address and price. */
async function* exportServices(trx: Handle): AsyncGenerator<ExportRow> {
  const ids = [...(await serviceIds(trx))].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, id]) => id);
  for (let start = 0; start < ids.length; start += PAGE) {
    const services = await servicesById(trx, ids.slice(start, start + PAGE));
    const codes = await codesOf(
      trx,
      services.flatMap(({ areas, locations }) => [...areas, ...locations.map(({ placeId }) => placeId)]),
    );
    for (const service of services.toSorted((a, b) => (a.code < b.code ? -1 : 1))) yield serviceRow(service, codes);
  }
}

function serviceRow(service: Service, codes: ReadonlyMap<PlaceId, string>): ExportRow {
  const { locations, prices, name } = service;
  const [location] = locations;
  const [price] = prices;
  return {
    code: service.code,
    external_id: service.externalId,
    organisation: service.organisation.code,
    name,
    text_language: name.source,
    description: service.description,
    assured_on: service.assuredOn,
    status: service.status,
    place: codeOf(codes, location?.placeId),
    ...addressOf(location),
    areas: service.areas.map((id) => codeOf(codes, id)),
    categories: service.categories,
    audiences: service.audiences,
    themes: service.themes,
    languages: service.languages,
    eligibility: service.eligibility,
    minimum_age: service.minimumAge,
    maximum_age: service.maximumAge,
    application: service.application,
    documents: service.documents.map(({ document }) => document),
    cost: service.cost,
    price: price?.amountMinor && price.currency ? decimal(price.amountMinor, price.currency) : undefined,
    currency: price?.currency,
    fees: service.fees,
    hours: service.hours.map(({ weekday, opens, closes }) => ({ weekday, opens, closes })),
    time_zone: service.timeZone,
    wait_time: service.waitTime,
    alert: service.alert,
    interpretation: service.interpretation,
    phone: service.phones[0]?.number,
    email: service.email,
    url: service.url,
    demonstration: service.demonstration || undefined,
  };
}

async function* exportCorridors(trx: Handle): AsyncGenerator<ExportRow> {
  for (let offset = 0; ; offset += PAGE) {
    const corridors = await listCorridors(trx, { lang: 'en', limit: PAGE, offset });
    for (const { code, origin, destination, facts, source, asOf } of corridors) {
      yield { id: code, origin_code: origin.code, destination_code: destination.code, facts, source, as_of: asOf };
    }
    if (corridors.length < PAGE) return;
  }
}

async function* exportPractices(trx: Handle): AsyncGenerator<ExportRow> {
  for (let offset = 0; ; offset += PAGE) {
    const { rows } = await listPractices(trx, { lang: 'en', limit: PAGE, offset });
    for (const { code } of rows) {
      const practice = await findPractice(trx, code);
      if (practice) yield practiceRow(practice);
    }
    if (rows.length < PAGE) return;
  }
}

function practiceRow({ sheet, budget, ...practice }: Practice): ExportRow {
  const ends = practice.corridors.map(({ origin, destination }) => ({ origin: named(origin), destination: named(destination) }));
  const fields = Object.entries(sheet).map(([field, value]) => [snake(field), Array.isArray(value) ? value.map(sourceText) : value]);
  return {
    id: practice.code,
    title: practice.title,
    summary: practice.summary,
    admin_level: practice.adminLevel,
    place_code: practice.place?.code,
    countries: practice.countries,
    themes: practice.themes,
    corridors: ends,
    start: practice.starts,
    end: practice.ends,
    ongoing: practice.ongoing,
    website: practice.website,
    budget: budget && {
      amount: Number(decimal(String(budget.amountMinor), budget.currency)),
      currency: budget.currency,
      note: practice.budgetNote && sourceText(practice.budgetNote),
    },
    ...Object.fromEntries(fields),
    source: practice.source,
  };
}

const named = ({ name, country }: { name: string; country: string | null }) => ({ place: name, country });
const snake = (field: string) => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const sourceText = ({ source, texts }: { source: string; texts: Record<string, { text: string }> }) => texts[source]?.text;

function addressOf(location: LocationEntry | undefined): ExportRow {
  return {
    location_code: location?.code,
    address: location?.address1,
    address_2: location?.address2,
    postal_code: location?.postalCode,
    city: location?.city,
    state_province: location?.stateProvince,
    latitude: location?.lat,
    longitude: location?.lon,
    accessibility: location?.accessibility,
    transportation: location?.transportation,
  };
}

async function codesOf(trx: Handle, ids: readonly (PlaceId | null)[]): Promise<Map<PlaceId, string>> {
  const places = await placesById(trx, [...new Set(ids.filter((id) => id !== null))]);
  return new Map([...places].map(([id, { code }]) => [id, code]));
}

function codeOf(codes: ReadonlyMap<PlaceId, string>, id: PlaceId | null | undefined): string | undefined {
  return id ? codes.get(id) : undefined;
}

/** Minor units as a decimal number: `1250` of EUR is `12.50`. */
function decimal(amountMinor: string, currency: string): string {
  const decimals = currencyDecimals(currency as Parameters<typeof currencyDecimals>[0]); // a check constraint holds it to three letters
  if (decimals === 0) return amountMinor;
  const padded = amountMinor.padStart(decimals + 1, '0');
  return `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
}
