import type { Reads } from '#kernel/db';
import type { Profile } from '#modules/people';
import { listCorridors, widerPlaces, type PlaceId } from '#modules/places';
import type { Way } from './rule.ts';

/** The country of a place as ISO 3166-1; null for areas of several countries. */
export async function countryOf(trx: Reads<'places'>, placeId: PlaceId | null): Promise<string | null> {
  if (!placeId) return null;
  const country = (await widerPlaces(trx, placeId)).find(({ level }) => level === 'country');
  return country?.iso?.slice(0, 2) ?? null;
}

/** The way back of a person: from where they live to where they come from; null where the file does not say both. */
export async function wayOf(
  trx: Reads<'places'>,
  profile: Pick<Profile, 'originPlaceId' | 'residencePlaceId'> | null,
): Promise<Way | null> {
  const leaving = await countryOf(trx, profile?.residencePlaceId ?? null);
  const arriving = await countryOf(trx, profile?.originPlaceId ?? null);
  return leaving && arriving && leaving !== arriving ? { leaving, arriving } : null;
}

/** Countries at the ends of the corridors. */
export async function corridorCountries(trx: Reads<'places'>, lang: string): Promise<string[]> {
  const corridors = await listCorridors(trx, { lang });
  const codes = corridors.flatMap(({ origin, destination }) => [origin.iso, destination.iso]);
  return [...new Set(codes.filter((code) => code !== null).map((code) => code.slice(0, 2)))];
}
