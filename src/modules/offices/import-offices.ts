import { sql } from 'kysely';
import { newId, type Writes } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { Importer, ImportOptions, ImportProblem, ImportReport, ImportRow } from '#kernel/import';
import { parsePhone } from '#kernel/text';
import {
  differing,
  importOptions,
  keepSame,
  placeIdsByCode,
  readRows,
  refused,
  repeated,
  rowsFrom,
  translatedUnchecked,
  unknownCodes,
  widerPlaces,
  type ImportChoices,
  type PlaceId,
  type ReadRow,
} from '#modules/places';
import { readOfficeRow, type OfficeRecord } from './read-office-row.ts';
import { writeOffices, type OfficeRow } from './write-offices.ts';

export interface OfficeImportChoices extends ImportChoices {
  /** Marks every office as invented. */
  demonstration?: boolean;
  /** Ids of the directory's organisations by their codes; an office whose organisation is missing here keeps the one it has. */
  organisations?: ReadonlyMap<string, string>;
}

/**
 * Brings offices with their hours and territories up to date by their code; closures and what the file does not know
 * stay as they are. With a problem in any row nothing is written.
 */
export async function importOffices(
  trx: Writes<'offices' | 'places'>,
  records: readonly unknown[],
  { demonstration = false, organisations, ...choices }: OfficeImportChoices = {},
): Promise<ImportReport> {
  return await run(trx, rowsFrom(records), importOptions(choices), { demonstration, organisations });
}

export const officesImporter: Importer = {
  kind: 'offices',
  label: 'offices.import.offices',
  columns: [
    { name: 'code', required: true, about: 'offices.import.code' },
    { name: 'name', required: true, about: 'offices.import.name', translated: true },
    { name: 'place_code', required: true, about: 'offices.import.place' },
    { name: 'territories', required: false, about: 'offices.import.territories' },
    { name: 'organisation', required: false, about: 'offices.import.organisation' },
    { name: 'languages', required: false, about: 'offices.import.languages' },
    { name: 'time_zone', required: false, about: 'offices.import.time-zone' },
    { name: 'address', required: true, about: 'offices.import.address' },
    { name: 'phone', required: false, about: 'offices.import.phone' },
    { name: 'email', required: false, about: 'offices.import.email' },
    { name: 'about', required: false, about: 'offices.import.about', translated: true },
    { name: 'how_to_find', required: false, about: 'offices.import.how-to-find', translated: true },
    { name: 'hours', required: false, about: 'offices.import.hours' },
    { name: 'slot_minutes', required: false, about: 'offices.import.slot-minutes' },
    { name: 'capacity_per_slot', required: false, about: 'offices.import.seats' },
    { name: 'demonstration', required: false, about: 'offices.import.demonstration' },
  ],
  run: async (trx, rows, options) => await run(trx, rows, options, {}),
};

async function run(
  trx: Writes<'offices' | 'places'>,
  given: readonly ImportRow[],
  { now, dryRun }: ImportOptions,
  choices: Pick<OfficeImportChoices, 'demonstration' | 'organisations'>,
): Promise<ImportReport> {
  const { rows, problems } = readRows(given, now, readOfficeRow);
  const places = await placeIdsByCode(
    trx,
    rows.flatMap(({ record }) => [record.placeCode, ...record.territories]),
  );
  problems.push(
    ...repeated(rows, ({ code }) => code),
    ...unknownCodes(rows, 'place_code', ({ placeCode }) => [placeCode], places),
    ...unknownCodes(rows, 'territories', ({ territories }) => territories, places),
  );
  if (problems.length > 0) return refused(problems);

  const stored = await storedOffices(trx);
  const wanted: OfficeRow[] = [];
  for (const row of rows) {
    const made = await toRow(trx, row, places, stored.get(row.record.code), choices, now);
    if ('problem' in made) problems.push(made);
    else wanted.push(made);
  }
  if (problems.length > 0) return refused(problems);
  const { written, report } = differing(wanted, stored, ({ code }) => code);
  if (!dryRun) await writeOffices(trx, written);
  return report;
}

async function toRow(
  trx: Writes<'offices' | 'places'>,
  { row, record }: ReadRow<OfficeRecord>,
  places: ReadonlyMap<string, PlaceId>,
  stored: OfficeRow | undefined,
  { demonstration = false, organisations }: Pick<OfficeImportChoices, 'demonstration' | 'organisations'>,
  now: Date,
): Promise<OfficeRow | ImportProblem> {
  const placeId = places.get(record.placeCode) as PlaceId; // unknown ones were refused before
  const wider = await widerPlaces(trx, placeId);
  const timeZone = record.timeZone ?? wider.find((place) => place.timeZone)?.timeZone;
  if (!timeZone) return { row, field: 'time_zone', problem: 'import.problem.required' };
  const country = wider.find(({ level }) => level === 'country')?.iso ?? '';
  const phone = record.phone && parsePhone(record.phone, country);
  if (phone === undefined) return { row, field: 'phone', problem: 'import.problem.phone', values: { value: record.phone ?? '' } };
  const isInvented = demonstration || record.demonstration;
  // The demonstration's texts were translated without a check; a real office answers for its own.
  const text = (value: Translated) => (isInvented ? translatedUnchecked(value, now) : value);
  return {
    id: stored?.id ?? newId(),
    code: record.code,
    place_id: placeId,
    organisation_id: (record.organisation && organisations?.get(record.organisation)) || (stored?.organisation_id ?? null),
    name: keepSame(record.name, stored?.name),
    languages: record.languages,
    time_zone: timeZone,
    address: record.address,
    phone,
    email: record.email,
    about: record.about && keepSame(text(record.about), stored?.about),
    how_to_find: record.howToFind && keepSame(text(record.howToFind), stored?.how_to_find),
    slot_minutes: record.slotMinutes,
    seats_per_slot: record.seatsPerSlot,
    demonstration: isInvented,
    hours: record.hours,
    territories: record.territories.map((code) => places.get(code) as PlaceId).toSorted(), // as above
  };
}

async function storedOffices(trx: Writes<'offices'>): Promise<Map<string, OfficeRow>> {
  const { rows } = await sql<OfficeRow>`
    select id, code, place_id, organisation_id, name, languages, time_zone, address, phone, email, about, how_to_find,
           slot_minutes, seats_per_slot, demonstration,
           coalesce((
             select jsonb_agg(jsonb_build_object(
                      'weekday', weekday, 'opens', to_char(opens, 'HH24:MI'), 'closes', to_char(closes, 'HH24:MI'), 'womenOnly', women_only
                    ) order by weekday, opens)
               from offices.hours
              where office_id = offices.id), '[]') as hours,
           coalesce((select jsonb_agg(place_id order by place_id) from offices.territories where office_id = offices.id), '[]') as territories
      from offices.offices`.execute(trx);
  return new Map(rows.map((row) => [row.code, row]));
}
