import type { Id } from '#kernel/db';
import { textIn, type Translated } from '#kernel/i18n';

export type PlaceId = Id<'places.places'>;

/** From wide to narrow; an area is a part of a place, or several countries together. */
export const placeLevels = ['country', 'region', 'province', 'municipality', 'area'] as const;

export type PlaceLevel = (typeof placeLevels)[number];

/** A country, region, province, municipality or area. */
export interface Place {
  id: PlaceId;
  /** Our stable short name, used in addresses: `venice`. */
  code: string;
  level: PlaceLevel;
  parentId: PlaceId | null;
  /** ISO 3166-1 or 3166-2. */
  iso: string | null;
  nuts: string | null;
  name: Translated;
  otherNames: string[];
  lat: number;
  lon: number;
  /** IANA zone; null for areas that span several. */
  timeZone: string | null;
  /** ISO 4217. */
  currency: string | null;
  /** BCP 47 tags, the most used first. */
  languages: string[];
  source: string;
}

/** A place on the way from another one up the tree, and how many steps up it stands; areas of several countries come last. */
export interface WiderPlace extends Place {
  distance: number;
}

/** A place's name in a language, or in the language of its source. */
export function placeName(place: Pick<Place, 'name'>, lang: string): string {
  return textIn(place.name, lang).text;
}
