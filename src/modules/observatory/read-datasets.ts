import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { ImportProblem } from '#kernel/import';
import { searchWords } from '#kernel/text';
import type { Format } from './dataset.ts';
import type { Edition } from './edition.ts';
import type { DatasetId, ReleaseId } from './import-statistics.ts';

export interface DatasetEntry {
  id: DatasetId;
  code: string;
  title: string;
  publisher: string;
  demonstration: boolean;
  published: string;
  releases: number;
  observations: number;
  firstPeriod: string;
  lastPeriod: string;
}

export interface DatasetFilter {
  words?: string;
  publisher?: string | null;
  /** ISO 3166-1: only datasets with figures of this country. */
  country?: string | null;
  limit?: number;
  offset?: number;
}

/** The newest release of a dataset is the one published last, not the one imported last. */
const newest = sql`
  select distinct on (dataset_id) *, count(*) over (partition by dataset_id) as releases
    from observatory.releases
   order by dataset_id, published collate "C" desc, no desc`;

/** Datasets with their newest release, by title. */
export async function listDatasets(
  trx: Reads<'observatory'>,
  { words = '', publisher, country, limit = 1_000, offset = 0 }: DatasetFilter,
): Promise<{ rows: DatasetEntry[]; total: number }> {
  const sought = searchWords(words)
    .slice(0, 10)
    .map((word) => `%${word.replaceAll(/[%_\\]/g, '\\$&')}%`);
  const { rows } = await sql<DatasetEntry & { total: string }>`
    select d.id, d.code, d.title, d.publisher, d.demonstration, r.published, r.releases::int as releases,
           r.observation_count as observations, r.first_period as "firstPeriod", r.last_period as "lastPeriod", count(*) over () as total
      from observatory.datasets d
      join (${newest}) r on r.dataset_id = d.id
     where d.words like all (${sought}::text[])
       and (${publisher ?? null}::text is null or d.publisher = ${publisher ?? null})
       and (${country ?? null}::text is null or exists (select from observatory.codes c where c.release_id = r.id and c.country = ${country ?? null}))
     order by d.title, d.code
     limit ${limit} offset ${offset}`.execute(trx);
  return { rows: rows.map(({ total: _total, ...row }) => row), total: Number(rows[0]?.total ?? 0) };
}

/** Publishers, and countries of which there are figures, for the filters. */
export async function datasetFilters(trx: Reads<'observatory'>): Promise<{ publishers: string[]; countries: string[] }> {
  const publishers = await sql<{ it: string }>`select distinct publisher as it from observatory.datasets order by 1`.execute(trx);
  const countries = await sql<{
    it: string;
  }>`select distinct country as it from observatory.codes where country is not null order by 1`.execute(trx);
  return { publishers: publishers.rows.map(({ it }) => it), countries: countries.rows.map(({ it }) => it) };
}

export interface Release {
  id: ReleaseId;
  no: number;
  title: string;
  format: Format;
  /** A year, month, day or moment. */
  published: string;
  licence: string;
  sourceUrl: string | null;
  unit: string | null;
  edition: Edition | null;
  notes: string[];
  warnings: ImportProblem[];
  series: number;
  observations: number;
  firstPeriod: string;
  lastPeriod: string;
  importedAt: Date;
}

export interface DatasetAbout {
  id: DatasetId;
  code: string;
  title: string;
  publisher: string;
  demonstration: boolean;
  /** Every release, the newest first. */
  releases: Release[];
}

/** A dataset with its releases by its id; null where there is none. */
export async function findDataset(trx: Reads<'observatory'>, id: DatasetId): Promise<DatasetAbout | null> {
  const dataset = await trx
    .selectFrom('observatory.datasets')
    .select(['id', 'code', 'title', 'publisher', 'demonstration'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!dataset) return null;
  const releases = await sql<Release>`
    select id, no, title, format, published, licence, source_url as "sourceUrl", unit, edition, notes, warnings, series_count as series,
           observation_count as observations, first_period as "firstPeriod", last_period as "lastPeriod", imported_at as "importedAt"
      from observatory.releases
     where dataset_id = ${id}
     order by published collate "C" desc, no desc`.execute(trx);
  return { ...dataset, releases: releases.rows };
}
