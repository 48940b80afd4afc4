import { sql } from 'kysely';
import { newId, type Writes } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { Importer, ImportOptions, ImportProblem, ImportReport, ImportRow } from '#kernel/import';
import { keepSame } from './import-cells.ts';
import {
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
import { nameWords, type NameWords } from './name-words.ts';
import type { PlaceId } from './place.ts';
import { readPlaceRow, type PlaceRecord } from './read-place-row.ts';

/** A row of places.places. */
interface PlaceRow {
  id: PlaceId;
  code: string;
  level: string;
  parent_id: PlaceId | null;
  iso: string | null;
  nuts: string | null;
  name: Translated;
  other_names: string[];
  lat: number;
  lon: number;
  time_zone: string | null;
  currency: string | null;
  languages: string[];
  source: string;
}

/** Brings places up to date by their code, parents in any order. With a problem in any row nothing is written. */
export async function importPlaces(trx: Writes<'places'>, records: readonly unknown[], choices?: ImportChoices): Promise<ImportReport> {
  return await run(trx, rowsFrom(records), importOptions(choices));
}

export const placesImporter: Importer = {
  kind: 'places',
  label: 'places.import.places',
  columns: [
    { name: 'code', required: true, about: 'places.import.code' },
    { name: 'level', required: true, about: 'places.import.level' },
    { name: 'parent', required: false, about: 'places.import.parent' },
    { name: 'iso', required: false, about: 'places.import.iso' },
    { name: 'nuts', required: false, about: 'places.import.nuts' },
    { name: 'name', required: true, about: 'places.import.name', translated: true },
    { name: 'other_names', required: false, about: 'places.import.other-names' },
    { name: 'lat', required: true, about: 'places.import.lat' },
    { name: 'lon', required: true, about: 'places.import.lon' },
    { name: 'time_zone', required: false, about: 'places.import.time-zone' },
    { name: 'currency', required: false, about: 'places.import.currency' },
    { name: 'languages', required: false, about: 'places.import.languages' },
    { name: 'members', required: false, about: 'places.import.members' },
    { name: 'source', required: true, about: 'places.import.source' },
  ],
  run,
};

async function run(trx: Writes<'places'>, given: readonly ImportRow[], { now, dryRun }: ImportOptions): Promise<ImportReport> {
  const { rows, problems } = readRows(given, now, readPlaceRow);
  const stored = await storedPlaces(trx);
  const known = new Set([...stored.keys(), ...rows.map(({ record }) => record.code)]);
  problems.push(
    ...repeated(rows, ({ code }) => code),
    ...unknownCodes(rows, 'parent', ({ parent }) => (parent ? [parent] : []), known),
    ...unknownCodes(rows, 'members', ({ members }) => members, known),
    ...circles(rows, stored),
  );
  if (problems.length > 0) return refused(problems);

  const ids = new Map<string, PlaceId>([...stored].map(([code, { id }]) => [code, id]));
  for (const { record } of rows) if (!ids.has(record.code)) ids.set(record.code, newId());
  const wanted = rows.map(({ record }) => toRow(record, ids, stored.get(record.code)));
  const { written, report } = differing(wanted, stored, ({ code }) => code);
  if (!dryRun) {
    const records = rows.map(({ record }) => record);
    await writePlaces(trx, written);
    await writeNames(trx, records, ids);
    await writeMembers(trx, records, ids);
  }
  return report;
}

async function storedPlaces(trx: Writes<'places'>): Promise<Map<string, PlaceRow>> {
  const rows = await trx
    .selectFrom('places.places')
    .select([
      'id',
      'code',
      'level',
      'parent_id',
      'iso',
      'nuts',
      'name',
      'other_names',
      'lat',
      'lon',
      'time_zone',
      'currency',
      'languages',
      'source',
    ])
    .execute();
  return new Map(rows.map((row) => [row.code, row]));
}

/** Rows whose way up leads back to themselves, or up from a country. */
function circles(rows: readonly ReadRow<PlaceRecord>[], stored: ReadonlyMap<string, PlaceRow>): ImportProblem[] {
  const codes = new Map([...stored.values()].map(({ id, code }) => [id, code]));
  const parents = new Map<string, string | null>(
    [...stored.values()].map(({ code, parent_id }) => [code, parent_id && (codes.get(parent_id) ?? null)]),
  );
  for (const { record } of rows) parents.set(record.code, record.parent);
  return rows.flatMap(({ row, record }) => {
    if (record.level === 'country' && record.parent) return [{ row, field: 'parent', problem: 'places.problem.country-on-top' }];
    const way = new Set<string>();
    for (let code: string | null = record.code; code; code = parents.get(code) ?? null) {
      if (way.has(code)) return [{ row, field: 'parent', problem: 'places.problem.circle' }];
      way.add(code);
    }
    return [];
  });
}

function toRow(record: PlaceRecord, ids: ReadonlyMap<string, PlaceId>, stored: PlaceRow | undefined): PlaceRow {
  const idOf = (code: string) => ids.get(code) as PlaceId; // every code was checked and given an id
  return {
    id: idOf(record.code),
    code: record.code,
    level: record.level,
    parent_id: record.parent === null ? null : idOf(record.parent),
    iso: record.iso,
    nuts: record.nuts,
    name: keepSame(record.name, stored?.name),
    other_names: record.otherNames,
    lat: record.lat,
    lon: record.lon,
    time_zone: record.timeZone,
    currency: record.currency,
    languages: record.languages,
    source: record.source,
  };
}

/** One statement for all rows, so that a parent may stand after its child. */
async function writePlaces(trx: Writes<'places'>, rows: readonly PlaceRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into places.places (id, code, level, parent_id, iso, nuts, name, other_names, lat, lon, time_zone, currency, languages, source)
    select id, code, level, parent_id, iso, nuts, name, other_names, lat, lon, time_zone, currency, languages, source
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (
        id uuid, code text, level text, parent_id uuid, iso text, nuts text, name jsonb, other_names text[],
        lat float8, lon float8, time_zone text, currency text, languages text[], source text)
    on conflict (code) do update
       set level = excluded.level,
           parent_id = excluded.parent_id,
           iso = excluded.iso,
           nuts = excluded.nuts,
           name = excluded.name,
           other_names = excluded.other_names,
           lat = excluded.lat,
           lon = excluded.lon,
           time_zone = excluded.time_zone,
           currency = excluded.currency,
           languages = excluded.languages,
           source = excluded.source,
           updated_at = now()`.execute(trx);
}

/** Names are written anew for every row of the file, so that a better normalisation reaches those that are otherwise the same. */
async function writeNames(trx: Writes<'places'>, records: readonly PlaceRecord[], ids: ReadonlyMap<string, PlaceId>): Promise<void> {
  const names = records.flatMap((record): (NameWords & { place_id: PlaceId | undefined })[] =>
    nameWords(
      Object.values(record.name.texts).map(({ text }) => text),
      record.otherNames,
    ).map((name) => ({ place_id: ids.get(record.code), ...name })),
  );
  const given = JSON.stringify(names);
  await sql`
    delete from places.names
     where place_id = any (${records.map(({ code }) => ids.get(code))}::uuid[])
       and (place_id, words) not in (
         select place_id, words from jsonb_to_recordset(${given}::jsonb) as given (place_id uuid, words text)
       )`.execute(trx);
  await sql`
    insert into places.names (place_id, words, own)
    select place_id, words, own
      from jsonb_to_recordset(${given}::jsonb) as given (place_id uuid, words text, own boolean)
    on conflict (place_id, words) do update
       set own = excluded.own
     where names.own <> excluded.own`.execute(trx);
}

async function writeMembers(trx: Writes<'places'>, records: readonly PlaceRecord[], ids: ReadonlyMap<string, PlaceId>): Promise<void> {
  const areas = records.map(({ code }) => ids.get(code));
  const members = records.flatMap(({ code, members: list }) =>
    list.map((member) => ({ area_id: ids.get(code), member_id: ids.get(member) })),
  );
  const given = JSON.stringify(members);
  await sql`
    delete from places.members
     where area_id = any (${areas}::uuid[])
       and (area_id, member_id) not in (
         select area_id, member_id from jsonb_to_recordset(${given}::jsonb) as given (area_id uuid, member_id uuid)
       )`.execute(trx);
  await sql`
    insert into places.members (area_id, member_id)
    select distinct area_id, member_id
      from jsonb_to_recordset(${given}::jsonb) as given (area_id uuid, member_id uuid)
    on conflict do nothing`.execute(trx);
}
