import type { Id } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { LocationEntry, LocationId, OrganisationId, PhoneEntry } from './organisation.ts';
import type { Source, Standing } from './standing.ts';

export type ServiceId = Id<'directory.services'>;

/** HSDS 3.1. Only active services and those closed for a time are found by a search. */
export const statuses = ['active', 'inactive', 'defunct', 'temporarily closed'] as const;
export type Status = (typeof statuses)[number];

export const costs = ['free', 'paid', 'unknown'] as const;
export type Cost = (typeof costs)[number];

/** Everything the directory keeps about a service, as it is imported, edited and compared. */
export interface ServiceEntry {
  code: string;
  externalId: string | null;
  organisationId: OrganisationId;
  standing: Standing;
  status: Status;
  name: Translated;
  description: Translated;
  /** Who it is for. */
  eligibility: Translated | null;
  /** How to get it. */
  application: Translated | null;
  cost: Cost;
  /** What it costs, in words. */
  fees: Translated | null;
  waitTime: Translated | null;
  alert: Translated | null;
  interpretation: string | null;
  minimumAge: number | null;
  maximumAge: number | null;
  /** Codes of the vocabularies `serviceCategories`, `audiences` and `themes`. */
  categories: string[];
  audiences: string[];
  themes: string[];
  /** BCP 47 tags of the languages spoken. */
  languages: string[];
  url: string | null;
  email: string | null;
  /** IANA zone of the hours. */
  timeZone: string | null;
  source: Source | null;
  /** Day of the last check, `YYYY-MM-DD`; every live service has one. */
  assuredOn: string | null;
  demonstration: boolean;
  locations: LocationEntry[];
  /** Places whose people it is meant for, besides where it is. */
  areas: Id<'places.places'>[];
  phones: PhoneEntry[];
  hours: HoursEntry[];
  prices: PriceEntry[];
  documents: DocumentEntry[];
}

/** A service as stored. */
export interface Service extends ServiceEntry {
  id: ServiceId;
  organisation: { id: OrganisationId; code: string; name: Translated };
  locations: (LocationEntry & { id: LocationId; serviceLocationId: Id<'directory.service_locations'> })[];
  createdAt: string;
  updatedAt: string;
}

/** One span of a week, in the service's time zone. */
export interface HoursEntry {
  /** ISO 8601: 1 Monday to 7 Sunday. */
  weekday: number;
  /** `HH:MM`. */
  opens: string;
  closes: string;
  notes: Translated | null;
}

export interface PriceEntry {
  /** For whom or for what. */
  option: Translated | null;
  /** In minor units, as text: JSON has no whole numbers of that size. */
  amountMinor: string | null;
  currency: string | null;
  description: Translated | null;
}

export interface DocumentEntry {
  document: Translated;
  url: string | null;
}

/** Whether somebody may be sent to it today: plans, referrals and bookings ask this, and the database holds them to it. */
export function isUsable(service: Pick<ServiceEntry, 'standing' | 'status'>): boolean {
  return service.standing === 'live' && service.status === 'active';
}
