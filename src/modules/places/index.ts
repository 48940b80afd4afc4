export { placeLevels, placeName, type Place, type PlaceId, type PlaceLevel, type WiderPlace } from './place.ts';
export type { Corridor, CorridorFit, CorridorId, CorridorMatch, RecordSource } from './corridor.ts';
export type { Opening, OpeningId } from './opening.ts';
export type { Holiday } from './holiday.ts';

export { findPlace, findPlaceByCode, listCountries, placeIdsByCode, placesById } from './find-place.ts';
export { namesAbove, placeIdsWithin, widerPlaces } from './wider-places.ts';
export { placeNameIn } from './place-name-in.ts';
export { resolvePlace, searchPlaces, type PlaceFound, type PlaceResolution, type PlaceSearch } from './search-places.ts';
export { findCorridor, type CorridorView } from './find-corridor.ts';
export { corridorSorts, countCorridors, listCorridors, type CorridorFilter } from './list-corridors.ts';
export { holidaysBetween, nextHolidays } from './upcoming-holidays.ts';
export { listOpenings, type OpeningFilter } from './list-openings.ts';

export { importPlaces } from './import-places.ts';
export { importCorridors } from './import-corridors.ts';
export { importHolidays } from './import-holidays.ts';
export { importOpenings } from './import-openings.ts';
export {
  differing,
  readRecords,
  refused,
  repeated,
  type ImportOptions,
  type ImportProblem,
  type ImportReport,
  type ReadRow,
} from './import-report.ts';
export * as importFields from './import-fields.ts';
export { unknownPlaces } from './unknown-places.ts';
