import type { CellReader } from '#kernel/import';
import type { PlaceId } from '#modules/places';
import type { LocationEntry } from './organisation.ts';
import { countryOf, type PlaceTree } from './place-tree.ts';
import type { KnownPlaces } from './resolve-names.ts';
import { locationCode } from './write-locations.ts';

/** The place that a cell names; null where it is empty, a problem where nobody knows it or several bear its name. */
export function placeOf(cell: CellReader, column: string, places: KnownPlaces): PlaceId | null {
  const name = cell.line(column);
  if (name === null) return null;
  return places.ids.get(name) ?? cell.problem(column, 'directory.problem.place', { value: name.slice(0, 60) });
}

/** The address of a row; null where it only names a place. */
export function locationOf(
  cell: CellReader,
  source: string,
  organisationCode: string,
  placeId: PlaceId,
  tree: PlaceTree,
): LocationEntry | null {
  const location = {
    placeId,
    kind: 'physical' as const,
    name: null,
    address1: cell.line('address', { max: 300 }),
    address2: cell.line('address_2', { max: 300 }),
    postalCode: cell.line('postal_code', { max: 20 }),
    city: cell.line('city', { max: 100 }),
    stateProvince: cell.line('state_province', { max: 100 }),
    country: countryOf(tree, placeId),
    lat: coordinate(cell, 'latitude', 90),
    lon: coordinate(cell, 'longitude', 180),
    accessibility: cell.translated('accessibility', source, { max: 1_000 }),
    transportation: cell.translated('transportation', source, { max: 1_000 }),
  };
  if (!location.address1 && !location.accessibility && location.lat === null) return null;
  return { code: cell.line('location_code', { max: 150 }) ?? locationCode(organisationCode, location), ...location };
}

function coordinate(cell: CellReader, column: string, most: number): number | null {
  const text = cell.line(column, { max: 30 });
  if (text === null) return null;
  const value = Number(text.replace(',', '.'));
  return Math.abs(value) <= most ? value : cell.problem(column, 'directory.problem.coordinate', { value: text.slice(0, 30) });
}
