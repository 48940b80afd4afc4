import { sql } from 'kysely';
import { z } from 'zod';
import { newId, type Id, type Writes } from '#kernel/db';
import type { Corridor } from './corridor.ts';
import { placeIdsByCode } from './find-place.ts';
import * as read from './import-fields.ts';
import { differing, readRecords, refused, repeated, type ImportOptions, type ImportReport } from './import-report.ts';
import type { PlaceId } from './place.ts';
import { unknownPlaces } from './unknown-places.ts';

const corridorRecord = z.object({
  id: read.code,
  originCode: read.code,
  destinationCode: read.code,
  facts: z.array(read.texts).min(1),
  source: read.source,
  asOf: read.age,
});

/** A row of places.corridors. */
interface CorridorRow extends Pick<Corridor, 'id' | 'code' | 'facts' | 'source'> {
  origin_id: PlaceId;
  destination_id: PlaceId;
  as_of: string;
}

/** Brings corridors up to date by their code. With a problem in any row nothing is written. */
export async function importCorridors(
  trx: Writes<'places'>,
  records: readonly unknown[],
  options: ImportOptions = {},
): Promise<ImportReport> {
  const { at = new Date().toISOString(), dryRun = false } = options;
  const { rows, problems } = readRecords(corridorRecord, records);
  const places = await placeIdsByCode(
    trx,
    rows.flatMap(({ record }) => [record.originCode, record.destinationCode]),
  );
  problems.push(
    ...repeated(rows, ({ id }) => id, 'id'),
    ...repeated(rows, ({ originCode, destinationCode }) => `${originCode} → ${destinationCode}`, 'destinationCode'),
    ...unknownPlaces(rows, { originCode: (record) => record.originCode, destinationCode: (record) => record.destinationCode }, places),
  );
  if (problems.length > 0) return refused(problems);

  const stored = await storedCorridors(trx);
  const wanted = rows.map(({ record }): CorridorRow => {
    const before = stored.get(record.id);
    return {
      id: before?.id ?? newId(),
      code: record.id,
      origin_id: places.get(record.originCode) as Id<'places.places'>, // unknown ones were refused above
      destination_id: places.get(record.destinationCode) as Id<'places.places'>,
      facts: record.facts.map((fact, index) => read.translatedFrom(fact, read.unreviewed(at), before?.facts[index])),
      source: record.source,
      as_of: record.asOf,
    };
  });
  const { written, report } = differing(wanted, stored, ({ code }) => code);
  if (!dryRun) await writeCorridors(trx, written);
  return report;
}

async function storedCorridors(trx: Writes<'places'>): Promise<Map<string, CorridorRow>> {
  const rows = await trx
    .selectFrom('places.corridors')
    .select(['id', 'code', 'origin_id', 'destination_id', 'facts', 'source', 'as_of'])
    .$narrowType<CorridorRow>() // this importer is the only writer
    .execute();
  return new Map(rows.map((row) => [row.code, row]));
}

async function writeCorridors(trx: Writes<'places'>, rows: readonly CorridorRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into places.corridors (id, code, origin_id, destination_id, facts, source, as_of)
    select id, code, origin_id, destination_id, facts, source, as_of
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (
        id uuid, code text, origin_id uuid, destination_id uuid, facts jsonb, source jsonb, as_of text)
    on conflict (code) do update
       set origin_id = excluded.origin_id,
           destination_id = excluded.destination_id,
           facts = excluded.facts,
           source = excluded.source,
           as_of = excluded.as_of,
           updated_at = now()`.execute(trx);
}
