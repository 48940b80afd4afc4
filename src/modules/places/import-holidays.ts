import { sql } from 'kysely';
import { z } from 'zod';
import { newId, type Id, type Writes } from '#kernel/db';
import { textIn, type Translated } from '#kernel/i18n';
import { placeIdsByCode } from './find-place.ts';
import * as read from './import-fields.ts';
import { differing, readRecords, refused, repeated, type ImportOptions, type ImportReport } from './import-report.ts';
import type { PlaceId } from './place.ts';
import { unknownPlaces } from './unknown-places.ts';

const holidayRecord = z.object({
  place: read.code,
  on: read.day,
  name: read.texts,
  tentative: z.boolean().default(false),
});

/** A row of places.holidays. */
interface HolidayRow {
  id: Id<'places.holidays'>;
  place_id: PlaceId;
  on_day: string;
  name: Translated;
  tentative: boolean;
}

/** Brings public holidays up to date; place, day and English name say which one it is. With a problem in any row nothing is written. */
export async function importHolidays(
  trx: Writes<'places'>,
  records: readonly unknown[],
  options: ImportOptions = {},
): Promise<ImportReport> {
  const { at = new Date().toISOString(), dryRun = false } = options;
  const { rows, problems } = readRecords(holidayRecord, records);
  const places = await placeIdsByCode(
    trx,
    rows.map(({ record }) => record.place),
  );
  problems.push(
    ...repeated(rows, ({ place, on, name }) => `${place} ${on} ${name['en'] ?? ''}`, 'on'),
    ...unknownPlaces(rows, { place: (record) => record.place }, places),
  );
  if (problems.length > 0) return refused(problems);

  const stored = await storedHolidays(trx);
  const wanted = rows.map(({ record }): HolidayRow => {
    const placeId = places.get(record.place) as PlaceId; // unknown ones were refused above
    const name = read.translatedFrom(record.name, { by: 'holidays.json', kind: 'human', at });
    const before = stored.get(keyOf({ place_id: placeId, on_day: record.on, name }));
    return {
      id: before?.id ?? newId(),
      place_id: placeId,
      on_day: record.on,
      name: read.translatedFrom(record.name, { by: 'holidays.json', kind: 'human', at }, before?.name),
      tentative: record.tentative,
    };
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
