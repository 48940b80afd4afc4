import { newId } from '#kernel/db';
import type { Authorship, Translated } from '#kernel/i18n';
import { slugify } from '#kernel/text';
import type { PlaceId } from '#modules/places';
import type { LocationEntry, OrganisationId } from './organisation.ts';
import { countryOf, timeZoneOf, type PlaceTree } from './place-tree.ts';
import type { Cost, DocumentEntry, HoursEntry, PriceEntry, Service, ServiceEntry, Status } from './service.ts';
import { writtenText } from './written-text.ts';
import { locationCode } from './write-locations.ts';

/** A service as a form gives it: texts in one language, one address. */
export interface ServiceDetails {
  /** The language of all texts below. */
  lang: string;
  organisationId: OrganisationId;
  /** Null only where the entry has a name in another language already; so too the description. */
  name: string | null;
  description: string | null;
  eligibility: string | null;
  application: string | null;
  fees: string | null;
  waitTime: string | null;
  alert: string | null;
  interpretation: string | null;
  accessibility: string | null;
  documents: string[];
  status: Status;
  cost: Cost;
  price: { amountMinor: string; currency: string } | null;
  categories: string[];
  audiences: string[];
  languages: string[];
  minimumAge: number | null;
  maximumAge: number | null;
  placeId: PlaceId;
  address: string | null;
  postalCode: string | null;
  phone: string | null;
  email: string | null;
  url: string | null;
  hours: HoursEntry[];
  /** Set where the form says that somebody checked the entry today. */
  assuredOn: string | null;
}

export interface DetailsContext {
  organisationCode: string;
  tree: PlaceTree;
  author: Authorship;
}

/**
 * The entry that a form's details make of a service: what the form does not show (texts in other languages, further
 * addresses, phones and prices, themes) stays as it is stored.
 */
export function entryFrom(
  details: ServiceDetails,
  stored: Service | null,
  { organisationCode, tree, author }: DetailsContext,
): ServiceEntry {
  const { lang } = details;
  const text = (before: Translated | null | undefined, now: string | null) => writtenText(before ?? null, now, lang, author);
  const location = locationFrom(details, stored?.locations[0] ?? null, { organisationCode, tree, author });
  const further = stored?.locations.slice(1).map(({ id: _id, serviceLocationId: _link, ...rest }) => rest) ?? [];
  return {
    code: stored?.code ?? newCode(details.name ?? ''),
    externalId: stored?.externalId ?? null,
    organisationId: details.organisationId,
    standing: 'live',
    status: details.status,
    name: needed(text(stored?.name, details.name)),
    description: needed(text(stored?.description, details.description)),
    eligibility: text(stored?.eligibility, details.eligibility),
    application: text(stored?.application, details.application),
    fees: text(stored?.fees, details.fees),
    waitTime: text(stored?.waitTime, details.waitTime),
    alert: text(stored?.alert, details.alert),
    interpretation: details.interpretation,
    cost: details.cost,
    minimumAge: details.minimumAge,
    maximumAge: details.maximumAge,
    categories: details.categories,
    audiences: details.audiences,
    themes: stored?.themes ?? [],
    languages: details.languages,
    url: details.url,
    email: details.email,
    timeZone: timeZoneOf(tree, details.placeId) ?? stored?.timeZone ?? null,
    source: null,
    assuredOn: details.assuredOn ?? stored?.assuredOn ?? null,
    demonstration: stored?.demonstration ?? false,
    locations: [...(location ? [location] : []), ...further].toSorted((a, b) => (a.code < b.code ? -1 : 1)),
    areas: areasFrom(details.placeId, location !== null, stored),
    phones: phonesFrom(details.phone, stored),
    hours: details.hours,
    prices: pricesFrom(details, stored),
    documents: documentsFrom(details, stored, author),
  };
}

function needed(text: Translated | null): Translated {
  if (!text) throw new Error('the form let a service without name or description through');
  return text;
}

function newCode(name: string): string {
  return `${slugify(name, 'service').slice(0, 90).replace(/-+$/, '')}-${newId<'directory'>().slice(-8)}`;
}

function locationFrom(
  details: ServiceDetails,
  before: LocationEntry | null,
  { organisationCode, tree, author }: DetailsContext,
): LocationEntry | null {
  if (!details.address) return null;
  const location = {
    placeId: details.placeId,
    kind: 'physical' as const,
    name: before?.name ?? null,
    address1: details.address,
    address2: before?.address2 ?? null,
    postalCode: details.postalCode,
    city: before?.placeId === details.placeId ? before.city : null,
    stateProvince: before?.placeId === details.placeId ? before.stateProvince : null,
    country: countryOf(tree, details.placeId),
    lat: before?.address1 === details.address ? before.lat : null,
    lon: before?.address1 === details.address ? before.lon : null,
    accessibility: writtenText(before?.accessibility ?? null, details.accessibility, details.lang, author),
    transportation: before?.transportation ?? null,
  };
  return { code: locationCode(organisationCode, location), ...location };
}

/** Without an address the place is the one whose people it is meant for. */
function areasFrom(placeId: PlaceId, hasAddress: boolean, stored: Service | null): PlaceId[] {
  const areas = stored?.areas ?? [];
  if (hasAddress) return areas;
  return areas.includes(placeId) ? areas : [placeId];
}

function phonesFrom(phone: string | null, stored: Service | null): ServiceEntry['phones'] {
  const [first, ...further] = stored?.phones ?? [];
  if (!phone) return further;
  return [first ? { ...first, number: phone } : { number: phone, kind: 'voice', description: null, languages: [] }, ...further];
}

function pricesFrom({ price, cost }: ServiceDetails, stored: Service | null): PriceEntry[] {
  const [first, ...further] = stored?.prices ?? [];
  if (cost === 'free' || !price) return cost === 'free' ? [] : further;
  return [{ option: first?.option ?? null, description: first?.description ?? null, ...price }, ...further];
}

/** In the source language the lines are the list; in another one each line translates the one in its place, and none goes. */
function documentsFrom({ documents, lang }: ServiceDetails, stored: Service | null, author: Authorship): DocumentEntry[] {
  const before = stored?.documents ?? [];
  const translating = before.some(({ document }) => document.source !== lang);
  const lines = translating ? [...documents, ...before.slice(documents.length).map(() => null)] : documents;
  return lines.map((line, index) => {
    const old = before[index] ?? null;
    const same = old && line === old.document.texts[old.document.source]?.text; // shown for want of a translation, and left so
    return old && (same || line === null)
      ? old
      : { document: needed(writtenText(old?.document ?? null, line, lang, author)), url: old?.url ?? null };
  });
}
