import type { Id } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { Source, Standing } from './standing.ts';

export type OrganisationId = Id<'directory.organisations'>;

/** Everything the directory keeps about an organisation, as it is imported, edited and compared. */
export interface OrganisationEntry {
  code: string;
  externalId: string | null;
  standing: Standing;
  name: Translated;
  alternateName: string | null;
  /** Code of the vocabulary `organisationKinds`. */
  kind: string;
  description: Translated | null;
  placeId: Id<'places.places'> | null;
  website: string | null;
  email: string | null;
  languages: string[];
  source: Source | null;
  /** Day of the last check, `YYYY-MM-DD`. */
  assuredOn: string | null;
  active: boolean;
  demonstration: boolean;
  phones: PhoneEntry[];
  /** Its own addresses; its services may have others. */
  locations: LocationEntry[];
}

/** An organisation as stored. */
export interface Organisation extends OrganisationEntry {
  id: OrganisationId;
  updatedAt: string;
}

export const phoneKinds = ['voice', 'text', 'whatsapp', 'fax', 'textphone'] as const;

export interface PhoneEntry {
  /** E.164, or as given where it is a short code. */
  number: string;
  kind: (typeof phoneKinds)[number];
  description: Translated | null;
  languages: string[];
}

export type LocationId = Id<'directory.locations'>;

export interface LocationEntry {
  /** Recognises the location again; made from organisation and address where none is given. */
  code: string;
  placeId: Id<'places.places'>;
  kind: 'physical' | 'postal' | 'virtual';
  name: Translated | null;
  address1: string | null;
  address2: string | null;
  postalCode: string | null;
  city: string | null;
  stateProvince: string | null;
  /** ISO 3166-1. */
  country: string | null;
  lat: number | null;
  lon: number | null;
  accessibility: Translated | null;
  transportation: Translated | null;
}
