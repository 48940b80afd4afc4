import { sql } from 'kysely';
import { newId, type Writes } from '#kernel/db';
import type { Importer, ImportOptions, ImportReport, ImportRow } from '#kernel/import';
import type { Corridor } from './corridor.ts';
import { placeIdsByCode } from './find-place.ts';
import { keepSame } from './import-cells.ts';
import { differing, importOptions, readRows, refused, repeated, rowsFrom, unknownCodes, type ImportChoices } from './import-rows.ts';
import type { PlaceId } from './place.ts';
import { readCorridorRow } from './read-corridor-row.ts';

/** A row of places.corridors. */
interface CorridorRow extends Pick<Corridor, 'id' | 'code' | 'facts' | 'source'> {
  origin_id: PlaceId;
  destination_id: PlaceId;
  as_of: string;
}

/** Brings corridors up to date by their code. With a problem in any row nothing is written. */
export async function importCorridors(trx: Writes<'places'>, records: readonly unknown[], choices?: ImportChoices): Promise<ImportReport> {
  return await run(trx, rowsFrom(records), importOptions(choices));
}

export const corridorsImporter: Importer = {
  kind: 'corridors',
  label: 'places.import.corridors',
  columns: [
    { name: 'id', required: true, about: 'places.import.code' },
    { name: 'origin_code', required: true, about: 'places.import.origin' },
    { name: 'destination_code', required: true, about: 'places.import.destination' },
    { name: 'facts', required: true, about: 'places.import.facts', translated: true },
    { name: 'source', required: true, about: 'places.import.source' },
    { name: 'as_of', required: true, about: 'places.import.as-of' },
  ],
  run,
};

async function run(trx: Writes<'places'>, given: readonly ImportRow[], { now, dryRun }: ImportOptions): Promise<ImportReport> {
  const { rows, problems } = readRows(given, now, readCorridorRow);
  const places = await placeIdsByCode(
    trx,
    rows.flatMap(({ record }) => [record.originCode, record.destinationCode]),
  );
  problems.push(
    ...repeated(rows, ({ id }) => id, 'id'),
    ...repeated(rows, ({ originCode, destinationCode }) => `${originCode} → ${destinationCode}`, 'destination_code'),
    ...unknownCodes(rows, 'origin_code', ({ originCode }) => [originCode], places),
    ...unknownCodes(rows, 'destination_code', ({ destinationCode }) => [destinationCode], places),
  );
  if (problems.length > 0) return refused(problems);

  const stored = await storedCorridors(trx);
  const wanted = rows.map(({ record }): CorridorRow => {
    const before = stored.get(record.id);
    return {
      id: before?.id ?? newId(),
      code: record.id,
      origin_id: places.get(record.originCode) as PlaceId, // unknown ones were refused above
      destination_id: places.get(record.destinationCode) as PlaceId,
      facts: record.facts.map((fact, index) => keepSame(fact, before?.facts[index])),
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
