import type { Reads } from '#kernel/db';
import type { Holiday } from './holiday.ts';
import type { PlaceId } from './place.ts';
import { widerIds } from './wider-places.ts';

/** Public holidays that a place keeps, its own and those of the wider places, between two days (both included), in order. */
export async function holidaysBetween(trx: Reads<'places'>, placeId: PlaceId, from: string, until: string): Promise<Holiday[]> {
  return await holidays(trx, placeId, from).where('h.on_day', '<=', until).execute();
}

/** The next public holidays of a place from a day on. */
export async function nextHolidays(trx: Reads<'places'>, placeId: PlaceId, from: string, count = 3): Promise<Holiday[]> {
  return await holidays(trx, placeId, from).limit(count).execute();
}

function holidays(trx: Reads<'places'>, placeId: PlaceId, from: string) {
  return trx
    .selectFrom('places.holidays as h')
    .innerJoin(widerIds(placeId).as('wider'), 'wider.id', 'h.place_id')
    .select(['h.place_id as placeId', 'h.on_day as onDay', 'h.name', 'h.tentative'])
    .where('h.on_day', '>=', from)
    .orderBy('h.on_day');
}
