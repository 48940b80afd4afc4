export { placeLevels, placeName, type Place, type PlaceId, type PlaceLevel, type WiderPlace } from './place.ts';
export type { Corridor, CorridorFit, CorridorId, CorridorMatch, RecordSource } from './corridor.ts';
export type { Opening, OpeningId } from './opening.ts';
export type { Holiday } from './holiday.ts';

export { countriesByIso, findPlace, findPlaceByCode, placeIdsByCode, placesById, regionsByNuts } from './find-place.ts';
export { namesAbove, placeIdsWithin, widerPlaces, widestCodes } from './wider-places.ts';
export { placeNameIn } from './place-name-in.ts';
export { resolvePlace, searchPlaces, type PlaceFound, type PlaceResolution, type PlaceSearch } from './search-places.ts';
export { describePlace, type PlaceView } from './describe-place.ts';
export { findCorridor, type CorridorView } from './find-corridor.ts';
export { listCorridorEnds, listCorridors, type CorridorEnds, type CorridorFilter } from './list-corridors.ts';
export { holidaysBetween, nextHolidays } from './upcoming-holidays.ts';
export { listOpenings, type OpeningFilter } from './list-openings.ts';
export { findOpening, openingsByCode, openingsOn } from './find-opening.ts';

export { importPlaces, placesImporter } from './import-places.ts';
export { corridorsImporter, importCorridors } from './import-corridors.ts';
export { holidaysImporter, importHolidays } from './import-holidays.ts';
export { importOpenings, openingsImporter } from './import-openings.ts';
export {
  differing,
  importOptions,
  readRows,
  refused,
  repeated,
  rowsFrom,
  unknownCodes,
  type ImportChoices,
  type ReadRow,
} from './import-rows.ts';
export { keepSame, readTimeZone, translatedUnchecked } from './import-cells.ts';
