import { sql } from 'kysely';
import { z } from 'zod';
import { newId, type Writes } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import { parsePhone } from '#kernel/text';
import {
  differing,
  importFields as read,
  placeIdsByCode,
  readRecords,
  refused,
  repeated,
  unknownPlaces,
  widerPlaces,
  type ImportOptions,
  type ImportProblem,
  type ImportReport,
  type PlaceId,
  type ReadRow,
} from '#modules/places';
import { byWeekday, hoursOverlap, type OfficeHours } from './office.ts';
import { isReservedCode } from './reserved-codes.ts';
import { writeOffices, type OfficeRow } from './write-offices.ts';

const clock = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);

const hoursRecord = z
  .object({
    weekday: z.union([1, 2, 3, 4, 5, 6, 7].map((day) => z.literal(day as OfficeHours['weekday']))), // the seven of ISO 8601
    opens: clock,
    closes: clock,
    womenOnly: z.boolean().default(false),
  })
  .refine(({ opens, closes }) => opens < closes, { path: ['closes'] });

const officeRecord = z.object({
  code: read.code.refine((code) => !isReservedCode(code)),
  organisation: read.optional(read.code),
  name: read.texts,
  placeCode: read.code,
  territories: z.array(read.code).default([]),
  languages: z.array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)).default([]),
  timeZone: read.optional(read.timeZone),
  address: z.string().trim().min(1).max(500),
  phone: read.optional(z.string().trim().max(50)),
  email: read.optional(z.email().max(254)),
  about: read.optional(read.texts),
  howToFind: read.optional(read.texts),
  hours: z.array(hoursRecord).max(50).refine(hoursDoNotOverlap),
  slotMinutes: z.number().int().min(5).max(240).default(30),
  capacityPerSlot: z.number().int().min(1).max(50).default(1),
});

type OfficeRecord = z.output<typeof officeRecord>;

export interface OfficeImportOptions extends ImportOptions {
  /** Marks every office as invented. */
  demonstration?: boolean;
  /** Ids of the directory's organisations by their codes; an office whose organisation is missing here names none. */
  organisations?: ReadonlyMap<string, string>;
}

function hoursDoNotOverlap(hours: readonly OfficeHours[]): boolean {
  return !hoursOverlap(hours);
}

/**
 * Brings offices with their hours and territories up to date by their code; closures and what the file does not know
 * stay as they are. With a problem in any row nothing is written.
 */
export async function importOffices(
  trx: Writes<'offices' | 'places'>,
  records: readonly unknown[],
  options: OfficeImportOptions = {},
): Promise<ImportReport> {
  const { rows, problems } = readRecords(officeRecord, records);
  const places = await placeIdsByCode(
    trx,
    rows.flatMap(({ record }) => [record.placeCode, ...record.territories]),
  );
  problems.push(
    ...repeated(rows, ({ code }) => code),
    ...unknownPlaces(rows, { placeCode: (record) => record.placeCode, territories: (record) => record.territories }, places),
  );
  if (problems.length > 0) return refused(problems);

  const stored = await storedOffices(trx);
  const wanted: OfficeRow[] = [];
  for (const row of rows) {
    const made = await toRow(trx, row, places, stored.get(row.record.code), options);
    if ('problem' in made) problems.push(made);
    else wanted.push(made);
  }
  if (problems.length > 0) return refused(problems);
  const { written, report } = differing(wanted, stored, ({ code }) => code);
  if (!options.dryRun) await writeOffices(trx, written);
  return report;
}

async function toRow(
  trx: Writes<'offices' | 'places'>,
  { row, record }: ReadRow<OfficeRecord>,
  places: ReadonlyMap<string, PlaceId>,
  stored: OfficeRow | undefined,
  { at = new Date().toISOString(), demonstration = false, organisations }: OfficeImportOptions,
): Promise<OfficeRow | ImportProblem> {
  const placeId = places.get(record.placeCode) as PlaceId; // unknown ones were refused before
  const wider = await widerPlaces(trx, placeId);
  const timeZone = record.timeZone ?? wider.find((place) => place.timeZone)?.timeZone;
  if (!timeZone) return { row, field: 'timeZone', problem: 'places.problem.missing' };
  const country = wider.find(({ level }) => level === 'country')?.iso ?? '';
  const phone = record.phone && parsePhone(record.phone, country);
  if (phone === undefined) return { row, field: 'phone', problem: 'places.problem.not-understood', value: record.phone ?? '' };
  const text = (given: Record<string, string>, before?: Translated | null) =>
    read.translatedFrom(given, { by: record.code, kind: 'human', at }, before);
  return {
    id: stored?.id ?? newId(),
    code: record.code,
    place_id: placeId,
    organisation_id: (record.organisation && organisations?.get(record.organisation)) || (stored?.organisation_id ?? null),
    name: text(record.name, stored?.name),
    languages: record.languages,
    time_zone: timeZone,
    address: record.address,
    phone,
    email: record.email,
    about: record.about && text(record.about, stored?.about),
    how_to_find: record.howToFind && text(record.howToFind, stored?.how_to_find),
    slot_minutes: record.slotMinutes,
    seats_per_slot: record.capacityPerSlot,
    demonstration,
    hours: byWeekday(record.hours),
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
