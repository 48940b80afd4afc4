import { sql } from 'kysely';
import type { Writes } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { PlaceId, RecordSource } from '#modules/places';
import { sheetColumns } from './practice-columns.ts';
import type { CaseSheet, Features, Picture, PracticeId, Standing } from './practice.ts';

/** A pair of places of a practice, as a row of practices.corridors. */
export interface CorridorRow {
  position: number;
  origin_name: string;
  origin_country: string | null;
  origin_id: PlaceId | null;
  destination_name: string;
  destination_country: string | null;
  destination_id: PlaceId | null;
}

/** A row of practices.practices with its corridors, the sheet under the names of its fields. */
export interface PracticeRow {
  id: PracticeId;
  code: string;
  title: Translated;
  summary: Translated;
  place_id: PlaceId | null;
  admin_level: string;
  countries: string[];
  themes: string[];
  starts: string | null;
  ends: string | null;
  ongoing: boolean | null;
  website: string | null;
  /** Minor units as text: JSON knows no bigint. */
  budget_minor: string | null;
  budget_currency: string | null;
  budget_note: Translated | null;
  source: RecordSource;
  reported: string | null;
  features: Features;
  pictures: readonly Picture[];
  standing: Standing;
  standing_on: string | null;
  keeper_id: string | null;
  /** Number of the version that the row shows; 0 where only an import has written it. */
  version: number;
  sheet: CaseSheet;
  corridors: CorridorRow[];
  title_words: string;
  words: string;
}

const plainColumns = [
  ['id', 'uuid'],
  ['code', 'text'],
  ['title', 'jsonb'],
  ['summary', 'jsonb'],
  ['place_id', 'uuid'],
  ['admin_level', 'text'],
  ['countries', 'text[]'],
  ['themes', 'text[]'],
  ['starts', 'text'],
  ['ends', 'text'],
  ['ongoing', 'boolean'],
  ['website', 'text'],
  ['budget_minor', 'bigint'],
  ['budget_currency', 'text'],
  ['budget_note', 'jsonb'],
  ['source', 'jsonb'],
  ['reported', 'text'],
  ['features', 'jsonb'],
  ['pictures', 'jsonb'],
  ['standing', 'text'],
  ['standing_on', 'text'],
  ['keeper_id', 'uuid'],
  ['version', 'int'],
  ['title_words', 'text'],
  ['words', 'text'],
] as const;

/** Everything that is stored, or the one practice of a code, by code and in the shape in which it is written. */
export async function storedPractices(trx: Writes<'practices'>, code: string | null = null): Promise<Map<string, PracticeRow>> {
  const plain = plainColumns.filter(([name]) => name !== 'budget_minor').map(([name]) => sql.ref(`p.${name}`));
  const sheet = sheetColumns.map(({ field, column }) => sql`${sql.lit(field)}, ${sql.ref(`p.${column}`)}`);
  const { rows } = await sql<PracticeRow>`
    select ${sql.join(plain)},
           p.budget_minor::text as budget_minor,
           jsonb_build_object(${sql.join(sheet)}) as sheet,
           coalesce((
             select jsonb_agg(to_jsonb(c) - 'practice_id' order by position)
               from practices.corridors c
              where c.practice_id = p.id), '[]') as corridors
      from practices.practices p
     where ${code}::text is null or p.code = ${code}`.execute(trx);
  return new Map(rows.map((row) => [row.code, row]));
}

/** Writes practices by their code; their corridors become those given. */
export async function writePractices(trx: Writes<'practices'>, rows: readonly PracticeRow[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = [...plainColumns, ...sheetColumns.map(({ column }) => [column, 'jsonb'] as const)];
  const names = columns.map(([name]) => sql.ref(name));
  const changed = names.filter((_name, index) => !['id', 'code'].includes(columns[index]?.[0] ?? ''));
  const given = rows.map(({ sheet, corridors: _corridors, ...row }) => ({
    ...row,
    ...Object.fromEntries(sheetColumns.map(({ field, column }) => [column, sheet[field]])),
  }));
  await sql`
    insert into practices.practices (${sql.join(names)})
    select ${sql.join(names)}
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (
        ${sql.join(columns.map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`))})
    on conflict (code) do update
       set ${sql.join(changed.map((name) => sql`${name} = excluded.${name}`))},
           updated_at = now()`.execute(trx);
  await writeCorridors(trx, rows);
}

async function writeCorridors(trx: Writes<'practices'>, rows: readonly PracticeRow[]): Promise<void> {
  const ids = rows.map(({ id }) => id);
  await trx.deleteFrom('practices.corridors').where('practice_id', 'in', ids).execute();
  const corridors = rows.flatMap(({ id, corridors: pairs }) => pairs.map((pair) => ({ practice_id: id, ...pair })));
  if (corridors.length > 0) await trx.insertInto('practices.corridors').values(corridors).execute();
}
