import { sql } from 'kysely';
import { newId, type Writes } from '#kernel/db';
import type { Importer, ImportOptions, ImportReport, ImportRow } from '#kernel/import';
import type { CorridorId } from './corridor.ts';
import { placeIdsByCode } from './find-place.ts';
import { keepSame } from './import-cells.ts';
import { differing, importOptions, readRows, refused, repeated, rowsFrom, unknownCodes, type ImportChoices } from './import-rows.ts';
import type { Opening } from './opening.ts';
import type { PlaceId } from './place.ts';
import { readOpeningRow } from './read-opening-row.ts';

/** A row of places.openings. */
interface OpeningRow extends Pick<Opening, 'id' | 'code' | 'kind' | 'title' | 'description' | 'sector' | 'source' | 'demonstration'> {
  place_id: PlaceId;
  corridor_id: CorridorId | null;
  as_of: string;
  valid_until: string | null;
}

/** Brings growing sectors and openings up to date by their code. With a problem in any row nothing is written. */
export async function importOpenings(trx: Writes<'places'>, records: readonly unknown[], choices?: ImportChoices): Promise<ImportReport> {
  return await run(trx, rowsFrom(records), importOptions(choices));
}

export const openingsImporter: Importer = {
  kind: 'openings',
  label: 'places.import.openings',
  columns: [
    { name: 'code', required: true, about: 'places.import.code' },
    { name: 'place_code', required: true, about: 'places.import.place' },
    { name: 'corridor_code', required: false, about: 'places.import.corridor' },
    { name: 'kind', required: true, about: 'places.import.kind' },
    { name: 'title', required: true, about: 'places.import.title', translated: true },
    { name: 'description', required: false, about: 'places.import.description', translated: true },
    { name: 'sector', required: false, about: 'places.import.sector' },
    { name: 'source', required: true, about: 'places.import.source' },
    { name: 'as_of', required: true, about: 'places.import.as-of' },
    { name: 'valid_until', required: false, about: 'places.import.valid-until' },
    { name: 'demonstration', required: false, about: 'places.import.demonstration' },
  ],
  run,
};

async function run(trx: Writes<'places'>, given: readonly ImportRow[], { now, dryRun }: ImportOptions): Promise<ImportReport> {
  const { rows, problems } = readRows(given, now, readOpeningRow);
  const places = await placeIdsByCode(
    trx,
    rows.map(({ record }) => record.placeCode),
  );
  const corridors = await corridorIds(trx);
  problems.push(
    ...repeated(rows, ({ code }) => code),
    ...unknownCodes(rows, 'place_code', ({ placeCode }) => [placeCode], places),
    ...unknownCodes(
      rows,
      'corridor_code',
      ({ corridorCode }) => (corridorCode ? [corridorCode] : []),
      corridors,
      'places.problem.unknown-corridor',
    ),
  );
  if (problems.length > 0) return refused(problems);

  const stored = await storedOpenings(trx);
  const wanted = rows.map(({ record }): OpeningRow => {
    const { placeCode, corridorCode, asOf, validUntil, ...rest } = record;
    const before = stored.get(record.code);
    return {
      ...rest,
      id: before?.id ?? newId(),
      place_id: places.get(placeCode) as PlaceId, // unknown ones were refused above
      corridor_id: corridorCode === null ? null : (corridors.get(corridorCode) as CorridorId),
      title: keepSame(record.title, before?.title),
      description: record.description && keepSame(record.description, before?.description),
      as_of: asOf,
      valid_until: validUntil,
    };
  });
  const { written, report } = differing(wanted, stored, ({ code }) => code);
  if (!dryRun) await writeOpenings(trx, written);
  return report;
}

async function corridorIds(trx: Writes<'places'>): Promise<Map<string, CorridorId>> {
  const rows = await trx.selectFrom('places.corridors').select(['code', 'id']).execute();
  return new Map(rows.map(({ code, id }) => [code, id]));
}

async function storedOpenings(trx: Writes<'places'>): Promise<Map<string, OpeningRow>> {
  const rows = await trx
    .selectFrom('places.openings')
    .select([
      'id',
      'code',
      'place_id',
      'corridor_id',
      'kind',
      'title',
      'description',
      'sector',
      'source',
      'as_of',
      'valid_until',
      'demonstration',
    ])
    .$narrowType<OpeningRow>() // this importer is the only writer
    .execute();
  return new Map(rows.map((row) => [row.code, row]));
}

async function writeOpenings(trx: Writes<'places'>, rows: readonly OpeningRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into places.openings
           (id, code, place_id, corridor_id, kind, title, description, sector, source, as_of, valid_until, demonstration)
    select id, code, place_id, corridor_id, kind, title, description, sector, source, as_of, valid_until, demonstration
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (
        id uuid, code text, place_id uuid, corridor_id uuid, kind text, title jsonb, description jsonb, sector text,
        source jsonb, as_of text, valid_until date, demonstration boolean)
    on conflict (code) do update
       set place_id = excluded.place_id,
           corridor_id = excluded.corridor_id,
           kind = excluded.kind,
           title = excluded.title,
           description = excluded.description,
           sector = excluded.sector,
           source = excluded.source,
           as_of = excluded.as_of,
           valid_until = excluded.valid_until,
           demonstration = excluded.demonstration,
           updated_at = now()`.execute(trx);
}
