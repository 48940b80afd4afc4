import type { Context } from '#kernel/http';
import type { Reads } from '#kernel/db';
import { directionOf, formatters } from '#kernel/i18n';
import { placeIdsByCode, placeName, placesById, widestCodes, type PlaceId } from '#modules/places';

interface Ends {
  originPlaceId: PlaceId | null;
  residencePlaceId: PlaceId | null;
}

/** In whose language something is said, and by whom it is read. */
export type Speaking = Pick<Context, 't' | 'lang' | 'trx' | 'timeZone'>;

const BETWEEN = '>';
const ISO = 'iso:';

/** A corridor by the codes of its ends: places, or nothing where an end is not said. */
export const corridorKey = (from: string | null | undefined, to: string | null | undefined): string => [from ?? '', to ?? ''].join(BETWEEN);

/** The same between two countries by their codes (ISO 3166-1). */
export const countriesKey = (from: string, to: string): string => corridorKey(`${ISO}${from}`, `${ISO}${to}`);

/** Both ends of a corridor by their country: finer places would give single people away. */
export async function corridorKeys(trx: Reads<'places'>, rows: readonly Ends[]): Promise<(row: Ends) => string> {
  const wanted = [...new Set(rows.flatMap((one) => [one.originPlaceId, one.residencePlaceId]).filter((id) => id !== null))];
  const codes = await widestCodes(trx, wanted);
  const end = (id: PlaceId | null) => (id ? codes.get(id) : null);
  return (row) => corridorKey(end(row.originPlaceId), end(row.residencePlaceId));
}

/** Names corridors by their keys: from where to where, in the direction in which the page is read. */
export async function corridorNames({ trx, t, lang, timeZone }: Speaking, keys: readonly string[]): Promise<(key: string) => string> {
  const ends = [...new Set(keys.flatMap((key) => key.split(BETWEEN)))];
  const ids = await placeIdsByCode(
    trx,
    ends.filter((end) => end !== '' && !end.startsWith(ISO)),
  );
  const places = await placesById(trx, [...ids.values()]);
  const nameOf = (end: string) => {
    if (end === '') return t('app.counts.not-said');
    if (end.startsWith(ISO)) return formatters(lang, timeZone).countryName(end.slice(ISO.length));
    const id = ids.get(end);
    const place = id && places.get(id);
    return place ? placeName(place, lang) : end;
  };
  return (key) =>
    key
      .split(BETWEEN)
      .map(nameOf)
      .join(directionOf(lang) === 'rtl' ? ' ← ' : ' → ');
}
