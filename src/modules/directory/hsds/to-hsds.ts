import { formatters, textIn, type Language, type Translated } from '#kernel/i18n';
import { toDecimalText } from '#kernel/money';
import { toZoned } from '#kernel/time';
import { placeName } from '#modules/places';
import { termLabel } from '#modules/vocabulary';
import type { LocationEntry, Organisation, PhoneEntry } from '../organisation.ts';
import { widerOf, type PlaceTree } from '../place-tree.ts';
import type { HoursEntry, PriceEntry, Service } from '../service.ts';
import { derivedId } from './ids.ts';
import { taxonomyTerm, type TaxonomyName } from './taxonomies.ts';

/** What HSDS objects are made with. HSDS has no languages for its texts: they come in the one that was asked for, else in their own. */
export interface HsdsContext {
  lang: Language;
  tree: PlaceTree;
  now: Date;
}

type Hsds = Record<string, unknown>;

const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** A service as HSDS `service`, without what hangs on it. */
export function hsdsServiceLine(service: Service, { lang }: HsdsContext): Hsds {
  const text = (value: Translated | null) => (value ? textIn(value, lang).text : undefined);
  return known({
    id: service.id,
    organization_id: service.organisationId,
    name: textIn(service.name, lang).text,
    description: textIn(service.description, lang).text,
    status: service.status,
    url: service.url,
    email: service.email,
    interpretation_services: service.interpretation,
    application_process: text(service.application),
    fees_description: text(service.fees) ?? (service.cost === 'free' ? 'free' : undefined),
    wait_time: text(service.waitTime),
    eligibility_description: text(service.eligibility),
    minimum_age: service.minimumAge,
    maximum_age: service.maximumAge,
    alert: text(service.alert),
    assured_date: service.assuredOn,
    last_modified: new Date(service.updatedAt).toISOString(),
  });
}

/** A service with all that belongs to it. */
export function hsdsService(service: Service, organisation: Organisation, context: HsdsContext): Hsds {
  return {
    ...hsdsServiceLine(service, context),
    organization: hsdsOrganisationLine(organisation, context),
    phones: service.phones.map((phone, index) => hsdsPhone(phone, service.id, index, { service_id: service.id }, context)),
    schedules: service.hours.map((hours) => hsdsSchedule(hours, service, context)),
    service_areas: service.areas.flatMap((id) => hsdsArea(service, id, context)),
    service_at_locations: service.locations.map((location) => hsdsServiceAtLocation(service, location, context)),
    languages: service.languages.map((code) => hsdsLanguage(code, service.id, { service_id: service.id }, context)),
    cost_options: service.prices.map((price, index) => hsdsPrice(price, service.id, index, context)),
    required_documents: service.documents.map(({ document, url }, index) =>
      known({
        id: derivedId(service.id, 'document', index),
        service_id: service.id,
        document: textIn(document, context.lang).text,
        uri: url,
      }),
    ),
    attributes: [
      ...service.categories.map((code) => hsdsAttribute(service.id, 'serviceCategories', code, context)),
      ...service.audiences.map((code) => hsdsAttribute(service.id, 'audiences', code, context)),
    ],
  };
}

/** An organisation as HSDS `organization`, without what hangs on it. HSDS wants a description: the name stands in where there is none. */
export function hsdsOrganisationLine(organisation: Organisation, { lang }: HsdsContext): Hsds {
  const name = textIn(organisation.name, lang).text;
  return known({
    id: organisation.id,
    name,
    alternate_name: organisation.alternateName,
    description: organisation.description ? textIn(organisation.description, lang).text : name,
    email: organisation.email,
    website: organisation.website,
  });
}

/** An organisation with its phones and addresses. */
export function hsdsOrganisation(organisation: Organisation, context: HsdsContext): Hsds {
  return {
    ...hsdsOrganisationLine(organisation, context),
    phones: organisation.phones.map((phone, index) =>
      hsdsPhone(phone, organisation.id, index, { organization_id: organisation.id }, context),
    ),
    locations: organisation.locations.map((location) => hsdsLocation(location, organisation.id, context)),
  };
}

/** A service at one of its locations. */
export function hsdsServiceAtLocation(service: Service, location: Service['locations'][number], context: HsdsContext): Hsds {
  return {
    id: location.serviceLocationId,
    service_id: service.id,
    location_id: location.id,
    location: hsdsLocation(location, service.organisationId, context),
  };
}

function hsdsLocation(location: LocationEntry & { id?: string }, organisationId: string, { lang, tree }: HsdsContext): Hsds {
  const id = location.id ?? derivedId('location', location.code);
  const place = tree.get(location.placeId);
  return known({
    id,
    location_type: location.kind,
    organization_id: organisationId,
    name: location.name ? textIn(location.name, lang).text : location.address1,
    transportation: location.transportation ? textIn(location.transportation, lang).text : undefined,
    latitude: location.lat ?? place?.lat,
    longitude: location.lon ?? place?.lon,
    external_identifier: place?.code,
    external_identifier_type: place ? 'ponte-place' : undefined,
    addresses: location.kind === 'virtual' ? [] : [hsdsAddress(location, id, { lang, tree })],
    accessibility: location.accessibility
      ? [{ id: derivedId(id, 'accessibility'), location_id: id, description: textIn(location.accessibility, lang).text }]
      : [],
  });
}

/** HSDS requires every part of an address; a part that nobody gave is taken from the place, and empty where the place has none. */
function hsdsAddress(location: LocationEntry, locationId: string, { lang, tree }: Pick<HsdsContext, 'lang' | 'tree'>): Hsds {
  const around = widerOf(tree, [location.placeId]);
  const name = (level: string) => {
    const place = around.find((one) => one.level === level);
    return place ? placeName(place, lang) : undefined;
  };
  return known({
    id: derivedId(locationId, 'address'),
    location_id: locationId,
    address_1: location.address1 ?? '',
    address_2: location.address2,
    city: location.city ?? name('municipality') ?? '',
    state_province: location.stateProvince ?? name('province') ?? name('region') ?? '',
    postal_code: location.postalCode ?? '',
    country: location.country ?? '',
    address_type: location.kind,
  });
}

function hsdsArea(service: Service, id: Service['areas'][number], { lang, tree }: HsdsContext): Hsds[] {
  const place = tree.get(id);
  return place
    ? [
        {
          id: derivedId(service.id, 'area', id),
          service_id: service.id,
          name: placeName(place, lang),
          extent: place.iso ?? place.code,
          extent_type: 'other',
        },
      ]
    : [];
}

function hsdsPhone(phone: PhoneEntry, ownerId: string, index: number, owner: Hsds, context: HsdsContext): Hsds {
  const id = derivedId(ownerId, 'phone', index);
  return known({
    id,
    ...owner,
    number: phone.number,
    type: phone.kind,
    description: phone.description ? textIn(phone.description, context.lang).text : undefined,
    languages: phone.languages.map((code) => hsdsLanguage(code, id, { phone_id: id }, context)),
  });
}

function hsdsLanguage(code: string, ownerId: string, owner: Hsds, { lang }: HsdsContext): Hsds {
  return { id: derivedId(ownerId, 'language', code), ...owner, name: formatters(lang, 'UTC').languageName(code), code };
}

/** Weekly hours. HSDS keeps a zone as its offset from UTC: the one that holds now. */
function hsdsSchedule(hours: HoursEntry, service: Service, { lang, now }: HsdsContext): Hsds {
  const offset = service.timeZone ? toZoned(now.toISOString(), service.timeZone).offsetNanoseconds / 3_600_000_000_000 : undefined;
  return known({
    id: derivedId(service.id, 'schedule', hours.weekday, hours.opens),
    service_id: service.id,
    freq: 'WEEKLY',
    interval: 1,
    byday: days[hours.weekday - 1],
    opens_at: hours.opens,
    closes_at: hours.closes,
    timezone: offset,
    notes: hours.notes ? textIn(hours.notes, lang).text : undefined,
  });
}

function hsdsPrice(price: PriceEntry, serviceId: string, index: number, { lang }: HsdsContext): Hsds {
  const { amountMinor, currency } = price;
  return known({
    id: derivedId(serviceId, 'cost', index),
    service_id: serviceId,
    option: price.option ? textIn(price.option, lang).text : undefined,
    currency,
    amount: amountMinor !== null && currency !== null ? Number(toDecimalText({ amountMinor: BigInt(amountMinor), currency })) : undefined,
    amount_description: price.description ? textIn(price.description, lang).text : undefined,
  });
}

function hsdsAttribute(serviceId: string, name: TaxonomyName, code: string, { lang }: HsdsContext): Hsds {
  const term = taxonomyTerm(name, code, termLabel(name, code, lang), lang);
  return {
    id: derivedId(serviceId, name, code),
    link_id: serviceId,
    link_entity: 'service',
    taxonomy_term_id: term.id,
    taxonomy_term: term,
  };
}

/** HSDS leaves out what is not known; null would not be valid. */
function known(fields: Hsds): Hsds {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
}
