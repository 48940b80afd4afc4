import type { Reads } from '#kernel/db';
import { addDays, toLocal } from '#kernel/time';
import { findPlace, placeName, placesById, widerPlaces, type Place } from '#modules/places';
import { territoriesOf } from './find-office.ts';
import type { ClosedDay, Office, OfficeHours } from './office.ts';
import { closedDays, officeHours } from './office-times.ts';
import { openingState, type OpeningState } from './opening-state.ts';

/** What a page shows of an office. */
export interface OfficeView {
  office: Office;
  place: Place;
  /** What its place lies in, nearest first. */
  within: string[];
  hours: OfficeHours[];
  /** Days without opening in the next weeks, from today on. */
  closed: ClosedDay[];
  state: OpeningState;
  /** Places for which it is responsible. */
  territories: Place[];
  /** Today in the office's time zone. */
  today: string;
}

/** How far ahead closed days are looked up, in days. */
const AHEAD = 60;

/** Gathers what a page shows of an office at a moment. */
export async function describeOffice(trx: Reads<'offices' | 'places'>, office: Office, lang: string, now: Date): Promise<OfficeView> {
  const instant = now.toISOString();
  const { day: today } = toLocal(instant, office.timeZone);
  const hours = await officeHours(trx, office.id);
  const closed = await closedDays(trx, office, today, addDays(today, AHEAD));
  const territories = await placesById(trx, await territoriesOf(trx, office.id));
  const wider = await widerPlaces(trx, office.placeId);
  return {
    office,
    place: await findPlace(trx, office.placeId),
    within: wider
      .filter(({ distance, level, parentId }) => distance > 0 && (level !== 'area' || parentId !== null))
      .map((place) => placeName(place, lang)),
    hours,
    closed,
    state: openingState(
      office,
      hours,
      closed.map(({ onDay }) => onDay),
      instant,
    ),
    territories: [...territories.values()].toSorted((a, b) => placeName(a, lang).localeCompare(placeName(b, lang), lang)),
    today,
  };
}
