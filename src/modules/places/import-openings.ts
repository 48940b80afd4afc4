import { sql } from 'kysely';
import { z } from 'zod';
import { newId, type Writes } from '#kernel/db';
import type { CorridorId } from './corridor.ts';
import { placeIdsByCode } from './find-place.ts';
import * as read from './import-fields.ts';
import { differing, readRecords, refused, repeated, type ImportOptions, type ImportReport } from './import-report.ts';
import type { Opening } from './opening.ts';
import type { PlaceId } from './place.ts';
import { unknownPlaces } from './unknown-places.ts';

const openingRecord = z.object({
  code: read.code,
  placeCode: read.code,
  corridorCode: read.optional(read.code),
  kind: z.enum(['sector', 'opening']),
  title: read.texts,
  description: read.optional(read.texts),
  sector: read.optional(z.string().regex(/^[a-z0-9-]{1,80}$/)),
  source: read.source,
  asOf: read.age,
  validUntil: read.optional(read.day),
  demonstration: z.boolean().default(false),
});

/** A row of places.openings. */
interface OpeningRow extends Pick<Opening, 'id' | 'code' | 'kind' | 'title' | 'description' | 'sector' | 'source' | 'demonstration'> {
  place_id: PlaceId;
  corridor_id: CorridorId | null;
  as_of: string;
  valid_until: string | null;
}

/** Brings growing sectors and openings up to date by their code. With a problem in any row nothing is written. */
export async function importOpenings(
  trx: Writes<'places'>,
  records: readonly unknown[],
  options: ImportOptions = {},
): Promise<ImportReport> {
  const { at = new Date().toISOString(), dryRun = false } = options;
  const { rows, problems } = readRecords(openingRecord, records);
  const places = await placeIdsByCode(
    trx,
    rows.map(({ record }) => record.placeCode),
  );
  const corridors = await corridorIds(trx);
  problems.push(
    ...repeated(rows, ({ code }) => code),
    ...unknownPlaces(rows, { placeCode: (record) => record.placeCode }, places),
    ...rows.flatMap(({ row, record: { corridorCode } }) =>
      corridorCode && !corridors.has(corridorCode)
        ? [{ row, field: 'corridorCode', problem: 'places.problem.unknown-corridor', value: corridorCode }]
        : [],
    ),
  );
  if (problems.length > 0) return refused(problems);

  const stored = await storedOpenings(trx);
  const wanted = rows.map(({ record }): OpeningRow => {
    const before = stored.get(record.code);
    const author = read.unreviewed(at);
    return {
      id: before?.id ?? newId(),
      code: record.code,
      place_id: places.get(record.placeCode) as PlaceId, // unknown ones were refused above
      corridor_id: record.corridorCode === null ? null : (corridors.get(record.corridorCode) as CorridorId),
      kind: record.kind,
      title: read.translatedFrom(record.title, author, before?.title),
      description: record.description && read.translatedFrom(record.description, author, before?.description),
      sector: record.sector,
      source: record.source,
      as_of: record.asOf,
      valid_until: record.validUntil,
      demonstration: record.demonstration,
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
