import { columnOf, sheetLists, sheetTexts } from './practice.ts';

/** Columns of an entry in a list. */
export const entryColumns = [
  'p.id',
  'p.code',
  'p.title',
  'p.summary',
  'p.local_authority as localAuthority',
  'p.place_id as placeId',
  'p.admin_level as adminLevel',
  'p.countries',
  'p.themes',
  'p.starts',
  'p.ends',
  'p.ongoing',
  'p.source',
  'p.reported',
  'p.standing',
  'p.standing_on as standingOn',
  'p.version',
] as const;

/** Columns of the case sheet, by the names of its fields. */
export const sheetColumns = [...sheetTexts, ...sheetLists].map((field) => ({ field, column: columnOf(field) }));
