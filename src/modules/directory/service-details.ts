import { newId } from '#kernel/db';
import { makeTranslated, setTranslation, type Authorship, type Translated } from '#kernel/i18n';
import { slugify } from '#kernel/text';
import type { PlaceId } from '#modules/places';
import type { LocationEntry, OrganisationId } from './organisation.ts';
import { countryOf, timeZoneOf, type PlaceTree } from './place-tree.ts';
import type { Cost, HoursEntry, PriceEntry, Service, ServiceEntry, Status } from './service.ts';
import { locationCode } from './write-locations.ts';

/** A service as a form gives it: texts in one language, one address. */
export interface ServiceDetails {
  /** The language of all texts below. */
  lang: string;
  organisationId: OrganisationId;
  name: string;
  description: string;
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
export function entryFrom(details: ServiceDetails, stored: Service | null, { organisationCode, tree, author }: DetailsContext): ServiceEntry {
  const { lang } = details;
  const text = (before: Translated | null | undefined, now: string | null) => written(before ?? null, now, lang, author);
  const location = locationFrom(details, stored?.locations[0] ?? null, { organisationCode, tree, author });
  const further = stored?.locations.slice(1).map(({ id: _id, serviceLocationId: _link, ...rest }) => rest) ?? [];
  return {
    code: stored?.code ?? newCode(details.name),
    externalId: stored?.externalId ?? null,
    organisationId: details.organisationId,
    standing: 'live',
    status: details.status,
    name: text(stored?.name, details.name) ?? makeTranslated(lang, details.name, author),
    description: text(stored?.description, details.description) ?? makeTranslated(lang, details.description, author),
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
    documents: details.documents.map((document, index) => {
      const before = stored?.documents[index];
      return { document: text(before?.document, document) ?? makeTranslated(lang, document, author), url: before?.url ?? null };
    }),
  };
}

/** A text as stored with one language written anew; emptied in its source language it is gone altogether. */
function written(before: Translated | null, now: string | null, lang: string, author: Authorship): Translated | null {
  if (!before) return now === null ? null : makeTranslated(lang, now, author);
  if (now !== null) return before.texts[lang]?.text === now ? before : setTranslation(before, lang, now, author);
  if (lang === before.source) return null;
  const { [lang]: _emptied, ...texts } = before.texts;
  return { ...before, texts };
}

function newCode(name: string): string {
  return `${slugify(name, 'service').slice(0, 90).replace(/-+$/, '')}-${newId<'directory'>().slice(-8)}`;
}

function locationFrom(details: ServiceDetails, before: LocationEntry | null, { organisationCode, tree, author }: DetailsContext): LocationEntry | null {
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
    accessibility: written(before?.accessibility ?? null, details.accessibility, details.lang, author),
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
