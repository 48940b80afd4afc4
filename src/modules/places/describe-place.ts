import type { Reads } from '#kernel/db';
import { toLocal } from '#kernel/time';
import type { Holiday } from './holiday.ts';
import { placeName, type Place } from './place.ts';
import { nextHolidays } from './upcoming-holidays.ts';
import { widerPlaces } from './wider-places.ts';

/** What a page shows of one end of a corridor. */
export interface PlaceView {
  place: Place;
  name: string;
  /** What it lies in, nearest first. */
  within: string[];
  /** Its own zone, or that of the place it lies in; null for areas that span several. */
  timeZone: string | null;
  currency: string | null;
  languages: string[];
  /** The next ones, from today on. */
  holidays: Holiday[];
}

/** Gathers what a page shows of a place; what it has not itself is that of the place it lies in. */
export async function describePlace(trx: Reads<'places'>, place: Place, lang: string, now: Date): Promise<PlaceView> {
  // Areas of several countries say nothing about the zone or the money of a place in them.
  const tree = (await widerPlaces(trx, place.id)).filter(
    (wider) => wider.id === place.id || wider.level !== 'area' || wider.parentId !== null,
  );
  const timeZone = tree.find((wider) => wider.timeZone)?.timeZone ?? null;
  const today = toLocal(now.toISOString(), timeZone ?? 'UTC').day;
  return {
    place,
    name: placeName(place, lang),
    within: tree.slice(1).map((wider) => placeName(wider, lang)),
    timeZone,
    currency: tree.find((wider) => wider.currency)?.currency ?? null,
    languages: tree.find((wider) => wider.languages.length > 0)?.languages ?? [],
    holidays: await nextHolidays(trx, place.id, today),
  };
}
