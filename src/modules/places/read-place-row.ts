import type { Translated } from '#kernel/i18n';
import { cellReader, type ImportProblem, type ImportRow } from '#kernel/import';
import { readDecimal, readPattern, readTimeZone } from './import-cells.ts';
import { placeLevels, type PlaceLevel } from './place.ts';

/** A place as a file has it. */
export interface PlaceRecord {
  code: string;
  level: PlaceLevel;
  parent: string | null;
  iso: string | null;
  nuts: string | null;
  name: Translated;
  otherNames: string[];
  lat: number;
  lon: number;
  timeZone: string | null;
  currency: string | null;
  languages: string[];
  source: string;
  members: string[];
}

/** Reads one place; null where something is wrong, which then stands in `problems`. */
export function readPlaceRow(row: ImportRow, problems: ImportProblem[], now: Date): PlaceRecord | null {
  const cells = cellReader(row, problems, { now });
  const code = cells.code('code', { required: true });
  const level = cells.choice('level', placeLevels, { required: true });
  const parent = cells.code('parent');
  const iso = readPattern(cells, 'iso', /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'places.problem.iso');
  const nuts = readPattern(cells, 'nuts', /^[A-Z]{2}[A-Z0-9]{0,3}$/, 'places.problem.nuts');
  const name = cells.translated('name', 'en', { required: true });
  const lat = readDecimal(cells, 'lat', -90, 90);
  const lon = readDecimal(cells, 'lon', -180, 180);
  const timeZone = readTimeZone(cells, 'time_zone');
  const currency = readPattern(cells, 'currency', /^[A-Z]{3}$/, 'places.problem.currency');
  const source = cells.text('source', { required: true, max: 500 });
  const lists = { otherNames: cells.list('other_names'), languages: cells.languages('languages'), members: cells.list('members') };
  if (!code || !level || !name || lat === null || lon === null || !source || !cells.ok()) return null;
  return { code, level, parent, iso, nuts, name, lat, lon, timeZone, currency, source, ...lists };
}
