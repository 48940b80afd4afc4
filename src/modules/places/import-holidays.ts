import { sql } from 'kysely';
import { newId, type Id, type Writes } from '#kernel/db';
import { textIn, type Translated } from '#kernel/i18n';
import { cellReader, type Importer, type ImportOptions, type ImportProblem, type ImportReport, type ImportRow } from '#kernel/import';
import { placeIdsByCode } from './find-place.ts';
import { keepSame } from './import-cells.ts';
import { differing, importOptions, readRows, refused, repeated, rowsFrom, unknownCodes, type ImportChoices } from './import-rows.ts';
import type { PlaceId } from './place.ts';

/** A public holiday as a file has it. */
interface HolidayRecord {
  place: string;
  on: string;
  name: Translated;
  tentative: boolean;
}

/** A row of places.holidays. */
interface HolidayRow {
  id: Id<'places.holidays'>;
  place_id: PlaceId;
  on_day: string;
  name: Translated;
  tentative: boolean;
}

/** Brings public holidays up to date; place, day and English name say which one it is. With a problem in any row nothing is written. */
export async function importHolidays(trx: Writes<'places'>, records: readonly unknown[], choices?: ImportChoices): Promise<ImportReport> {
  return await run(trx, rowsFrom(records), importOptions(choices));
}

export const holidaysImporter: Importer = {
  kind: 'holidays',
  label: 'places.import.holidays',
  columns: [
    { name: 'place', required: true, about: 'places.import.place' },
    { name: 'on', required: true, about: 'places.import.on' },
    { name: 'name', required: true, about: 'places.import.name', translated: true },
    { name: 'tentative', required: false, about: 'places.import.tentative' },
  ],
  run,
};

function readHolidayRow(row: ImportRow, problems: ImportProblem[], now: Date): HolidayRecord | null {
  const cells = cellReader(row, problems, { now });
  const place = cells.code('place', { required: true });
  const on = cells.day('on', { required: true });
  const name = cells.translated('name', 'en', { required: true });
  const tentative = cells.flag('tentative');
  return place && on && name && cells.ok() ? { place, on, name, tentative } : null;
}

async function run(trx: Writes<'places'>, given: readonly ImportRow[], { now, dryRun }: ImportOptions): Promise<ImportReport> {
  const { rows, problems } = readRows(given, now, readHolidayRow);
  const places = await placeIdsByCode(
    trx,
    rows.map(({ record }) => record.place),
  );
  problems.push(
    ...repeated(rows, ({ place, on, name }) => `${place} ${on} ${textIn(name, 'en').text}`, 'on'),
    ...unknownCodes(rows, 'place', ({ place }) => [place], places),
  );
  if (problems.length > 0) return refused(problems);

  const stored = await storedHolidays(trx);
  const wanted = rows.map(({ record: { place, on, name, tentative } }): HolidayRow => {
    const placeId = places.get(place) as PlaceId; // unknown ones were refused above
    const before = stored.get(keyOf({ place_id: placeId, on_day: on, name }));
    return { id: before?.id ?? newId(), place_id: placeId, on_day: on, name: keepSame(name, before?.name), tentative };
  });
  const { written, report } = differing(wanted, stored, keyOf);
  if (!dryRun) await writeHolidays(trx, written);
  return report;
}

/** As the unique index holidays_once has it. */
function keyOf({ place_id, on_day, name }: Pick<HolidayRow, 'place_id' | 'on_day' | 'name'>): string {
  return `${place_id} ${on_day} ${textIn(name, 'en').text}`;
}

async function storedHolidays(trx: Writes<'places'>): Promise<Map<string, HolidayRow>> {
  const rows = await trx.selectFrom('places.holidays').select(['id', 'place_id', 'on_day', 'name', 'tentative']).execute();
  return new Map(rows.map((row) => [keyOf(row), row]));
}

async function writeHolidays(trx: Writes<'places'>, rows: readonly HolidayRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into places.holidays (id, place_id, on_day, name, tentative)
    select id, place_id, on_day, name, tentative
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (id uuid, place_id uuid, on_day date, name jsonb, tentative boolean)
    on conflict (place_id, on_day, (kernel.text_in(name, 'en'))) do update
       set name = excluded.name,
           tentative = excluded.tentative`.execute(trx);
}
