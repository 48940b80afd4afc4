import { sql } from 'kysely';
import type { Place } from './place.ts';

/** The columns of a `Place`, from `places.places as p`. */
export const placeColumns = [
  'p.id',
  'p.code',
  'p.level',
  'p.parent_id as parentId',
  'p.iso',
  'p.nuts',
  'p.name',
  'p.other_names as otherNames',
  'p.lat',
  'p.lon',
  'p.time_zone as timeZone',
  'p.currency',
  'p.languages',
  'p.source',
] as const;

/** A `Place` as one JSON value, for statements that read two of them in a row. `alias` is a table alias of ours, never input. */
export function placeJson(alias: 'o' | 'd' | 'p') {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql<Place>`jsonb_build_object(
    'id', ${column('id')}, 'code', ${column('code')}, 'level', ${column('level')}, 'parentId', ${column('parent_id')},
    'iso', ${column('iso')}, 'nuts', ${column('nuts')}, 'name', ${column('name')}, 'otherNames', ${column('other_names')},
    'lat', ${column('lat')}, 'lon', ${column('lon')}, 'timeZone', ${column('time_zone')},
    'currency', ${column('currency')}, 'languages', ${column('languages')}, 'source', ${column('source')})`;
}
