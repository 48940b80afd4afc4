import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { newId, type Id, type Writes } from '#kernel/db';
import type { ImportProblem } from '#kernel/import';
import { searchWords } from '#kernel/text';
import { countObservations, type Code, type Dataset, type ReadingChoices } from './dataset.ts';
import { editions, isRegionCode } from './edition.ts';
import { readUpdated } from './read-period.ts';
import { readStatistics } from './read-statistics.ts';
import { refuse } from './refusals.ts';

export type DatasetId = Id<'observatory.datasets'>;
export type ReleaseId = Id<'observatory.releases'>;

/** What the importer says of a file; what the file says itself goes before it, except for the licence. */
export interface ImporterSays extends ReadingChoices {
  readonly code?: string | undefined;
  readonly title?: string | undefined;
  readonly publisher?: string | undefined;
  readonly licence?: string | undefined;
  readonly sourceUrl?: string | undefined;
  /** Date of publication, or of the download: a year, month or day. */
  readonly published?: string | undefined;
  readonly unit?: string | undefined;
}

export interface StatisticsImport {
  readonly name: string;
  readonly bytes: Buffer;
  readonly says: ImporterSays;
  readonly by: string | null;
  readonly dryRun: boolean;
  readonly demonstration?: boolean;
  /** Told now and then how many figures are written, of how many. */
  readonly onProgress?: (done: number, total: number) => Promise<void>;
}

export interface StatisticsReport {
  /** `created`: a new release; `unchanged`: the same content is there already; `refused`: nothing was written. */
  readonly outcome: 'created' | 'unchanged' | 'refused';
  readonly code: string | null;
  readonly title: string | null;
  readonly datasetId: DatasetId | null;
  /** Number of the release within its dataset. */
  readonly release: number | null;
  readonly series: number;
  readonly observations: number;
  readonly missing: number;
  /** How often each flag stands, as published; `''` is none. */
  readonly flags: Readonly<Record<string, number>>;
  readonly problems: readonly ImportProblem[];
  readonly warnings: readonly ImportProblem[];
}

/** A dataset with everything that a release needs. */
type Complete = Dataset & { code: string; title: string; publisher: string; licence: string; updated: string; sourceUrl: string | null };

const perStatement = 5_000;

/**
 * Reads a file of statistics and writes it as a new release of its dataset, all of it or nothing. The same content twice changes
 * nothing. Call in a transaction whose actor may import (planner, editor or administrator of the network).
 */
export async function importStatistics(trx: Writes<'observatory'>, order: StatisticsImport): Promise<StatisticsReport> {
  const { dataset, problems, warnings } = await readStatistics(order.bytes, order.says);
  const before = dataset && (await releaseBefore(trx, dataset.code ?? order.says.code ?? ''));
  const complete = dataset && completed(dataset, order.says, before);
  const wrong = [...problems, ...(complete && 'lacking' in complete ? complete.lacking : [])];
  const counted = dataset ? countsOf(dataset) : { series: 0, observations: 0, missing: 0, flags: {} };
  const about = { ...counted, code: dataset?.code ?? order.says.code ?? null, title: dataset?.title ?? order.says.title ?? null, warnings };
  if (!complete || 'lacking' in complete) return { ...about, outcome: 'refused', datasetId: null, release: null, problems: wrong };
  const ready = { ...about, code: complete.code, title: complete.title, problems: [] };

  const hash = hashOf(complete);
  if (before && before.publisher !== complete.publisher)
    throw refuse('another-publisher', { field: 'code', values: { code: complete.code, publisher: before.publisher } });
  const same = before && (await releaseWith(trx, before.id, hash));
  if (same) return { ...ready, outcome: 'unchanged', datasetId: before.id, release: same };
  if (order.dryRun) return { ...ready, outcome: 'created', datasetId: before?.id ?? null, release: null };

  // The row of the dataset is locked from here on: two imports of one dataset follow each other.
  const datasetId = await keepDataset(trx, complete, order.demonstration ?? false);
  const meanwhile = await releaseWith(trx, datasetId, hash);
  if (meanwhile) return { ...ready, outcome: 'unchanged', datasetId, release: meanwhile };
  const { releaseId, no } = await writeRelease(trx, datasetId, complete, order, hash, warnings);
  await writeSeries(trx, releaseId, complete, await writeDimensions(trx, releaseId, complete), order.onProgress);
  return { ...ready, outcome: 'created', datasetId, release: no };
}

/** Publishers that sign with a code: what their files leave out. Terms: ec.europa.eu/eurostat, "Copyright notice". */
const publishers: Readonly<Record<string, { publisher: string; licence: string; url: (code: string) => string }>> = {
  ESTAT: {
    publisher: 'Eurostat',
    licence: 'CC BY 4.0',
    url: (code) => `https://ec.europa.eu/eurostat/databrowser/view/${encodeURIComponent(code.toLowerCase())}`,
  },
};

interface Before {
  id: DatasetId;
  publisher: string;
  title: string;
  licence: string;
  unit: string | null;
  edition: string | null;
  sourceUrl: string | null;
}

/** The newest release of a dataset: what neither the file nor the importer says is as it was. */
async function releaseBefore(trx: Writes<'observatory'>, code: string): Promise<Before | null> {
  const { rows } = await sql<Before>`
    select d.id, d.publisher, r.title, r.licence, r.unit, r.edition, r.source_url as "sourceUrl"
      from observatory.datasets d join observatory.releases r on r.dataset_id = d.id
     where d.code = ${code}
     order by r.published collate "C" desc, r.no desc
     limit 1`.execute(trx);
  return rows[0] ?? null;
}

function completed(dataset: Dataset, says: ImporterSays, before: Before | null): Complete | { lacking: ImportProblem[] } {
  const code = dataset.code ?? (says.code || null);
  const signed = publishers[/^([^:]+):/.exec(code ?? '')?.[1] ?? ''];
  const url = says.sourceUrl || before?.sourceUrl || (signed && code ? signed.url(code.slice(code.indexOf(':') + 1)) : null);
  const whole = {
    code,
    title: (dataset.title || says.title || before?.title)?.slice(0, 500) || code,
    publisher: dataset.publisher ?? (says.publisher || before?.publisher || signed?.publisher),
    licence: says.licence || dataset.licence || before?.licence || signed?.licence,
    updated: dataset.updated ?? (says.published ? readUpdated(says.published) : null),
  };
  const lacking = (['code', 'title', 'publisher', 'licence', 'updated'] as const)
    .filter((name) => !whole[name])
    .map((name): ImportProblem => ({
      row: 0,
      field: name === 'updated' ? 'published' : name,
      problem: `observatory.problem.says-${name}`,
    }));
  if (code && !/^[A-Za-z0-9][A-Za-z0-9._:@-]{0,99}$/.test(code))
    lacking.push({ row: 0, field: 'code', problem: 'observatory.problem.code', values: { code: code.slice(0, 60) } });
  if (url && !(/^https?:\/\//.test(url) && URL.canParse(url)))
    lacking.push({ row: 0, field: 'sourceUrl', problem: 'import.problem.web-address', values: { value: url.slice(0, 60) } });
  const edition = says.edition ?? dataset.edition ?? editions.find((one) => one === before?.edition) ?? null;
  const region = dataset.dimensions.flatMap((dimension) => (dimension.geo ? dimension.codes : [])).find(isRegion);
  if (region && !edition)
    lacking.push({ row: 0, field: 'edition', problem: 'observatory.problem.edition', values: { code: region.code.slice(0, 60) } });
  if (lacking.length > 0) return { lacking };
  const dimensions = dataset.dimensions.map((dimension) => ({
    ...dimension,
    codes: dimension.codes.map((code) => (dimension.geo && isRegion(code) ? { ...code, edition } : code)),
  }));
  return {
    ...dataset,
    dimensions,
    edition: region ? edition : null,
    ...(whole as Pick<Complete, 'code' | 'title' | 'publisher' | 'licence' | 'updated'>),
    unit: dataset.unit ?? (says.unit || before?.unit || null),
    sourceUrl: url,
  }; // each was looked at just above
}

function isRegion({ code, country }: Code): boolean {
  return country === null && isRegionCode(code);
}

function countsOf(dataset: Dataset): Pick<StatisticsReport, 'series' | 'observations' | 'missing' | 'flags'> {
  const flags: Record<string, number> = {};
  let missing = 0;
  for (const series of dataset.series) {
    for (const one of series.flags) flags[one] = (flags[one] ?? 0) + 1;
    missing += series.values.filter((value) => value === null).length;
  }
  return { series: dataset.series.length, observations: countObservations(dataset), missing, flags };
}

/** The content alone: neither the name of the file nor its kind, so that our own export comes back as the same release. */
function hashOf(dataset: Complete): string {
  const hash = createHash('sha256');
  const { code, publisher, licence, updated, unit, dimensions } = dataset;
  hash.update(JSON.stringify([code, publisher, licence, updated, unit]));
  hash.update(
    JSON.stringify(dimensions.map((dimension) => [dimension.code, dimension.codes.map((one) => [one.code, one.edition]).toSorted()])),
  );
  const lines = dataset.series.map(({ key, periods, values, flags, confidentiality }) => {
    const names = key.map((at, index) => dimensions[index]?.codes[at]?.code);
    return JSON.stringify([names, periods, values, flags, confidentiality]);
  });
  for (const line of lines.toSorted()) hash.update(line);
  return hash.digest('hex');
}

async function releaseWith(trx: Writes<'observatory'>, datasetId: DatasetId, hash: string): Promise<number | null> {
  const found = await trx
    .selectFrom('observatory.releases')
    .select('no')
    .where('dataset_id', '=', datasetId)
    .where('content_hash', '=', hash)
    .executeTakeFirst();
  return found?.no ?? null;
}

async function keepDataset(trx: Writes<'observatory'>, dataset: Complete, demonstration: boolean): Promise<DatasetId> {
  const labels = dataset.dimensions.flatMap(({ label, codes }) => [label, ...codes.slice(0, 400).map((one) => one.label)]);
  const words = [...new Set([dataset.code, dataset.title, dataset.publisher, ...labels].flatMap(searchWords))].join(' ').slice(0, 20_000);
  const { id } = await trx
    .insertInto('observatory.datasets')
    .values({
      id: newId<'observatory.datasets'>(),
      code: dataset.code,
      title: dataset.title,
      publisher: dataset.publisher,
      words,
      demonstration,
    })
    .onConflict((conflict) => conflict.column('code').doUpdateSet({ title: dataset.title, words }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function writeRelease(
  trx: Writes<'observatory'>,
  datasetId: DatasetId,
  dataset: Complete,
  order: StatisticsImport,
  hash: string,
  warnings: readonly ImportProblem[],
): Promise<{ releaseId: ReleaseId; no: number }> {
  const last = await trx
    .selectFrom('observatory.releases')
    .select(({ fn }) => fn.max('no').as('no'))
    .where('dataset_id', '=', datasetId)
    .executeTakeFirst();
  const no = (last?.no ?? 0) + 1;
  const releaseId = newId<'observatory.releases'>();
  await trx
    .insertInto('observatory.releases')
    .values({
      id: releaseId,
      dataset_id: datasetId,
      no,
      title: dataset.title,
      format: dataset.format,
      published: dataset.updated,
      licence: dataset.licence,
      source_url: dataset.sourceUrl,
      unit: dataset.unit,
      edition: dataset.edition,
      notes: JSON.stringify(dataset.notes),
      warnings: JSON.stringify(warnings),
      file_name: order.name.slice(-200) || dataset.code,
      content_hash: hash,
      series_count: dataset.series.length,
      observation_count: countObservations(dataset),
      first_period: dataset.series.reduce((first, { periods }) => ((periods[0] ?? first) < first ? (periods[0] ?? first) : first), '9999'),
      last_period: dataset.series.reduce((last, { periods }) => ((periods.at(-1) ?? last) > last ? (periods.at(-1) ?? last) : last), ''),
      imported_by: order.by,
    })
    .execute();
  return { releaseId, no };
}

/** Writes dimensions and codes; answers the number of each code. */
async function writeDimensions(trx: Writes<'observatory'>, releaseId: ReleaseId, { dimensions }: Complete): Promise<number[][]> {
  await trx
    .insertInto('observatory.dimensions')
    .values(
      dimensions.map(({ code, label, geo }, index) => ({
        release_id: releaseId,
        position: index + 1,
        code,
        label: label.slice(0, 500),
        geo,
      })),
    )
    .execute();
  const numbers: number[][] = [];
  for (const [index, { codes }] of dimensions.entries()) {
    const { rows } = await sql<{ id: number; code: string }>`
      insert into observatory.codes (release_id, position, code, label, country, edition)
      select ${releaseId}, ${index + 1}, code, label, country, edition
        from unnest(${codes.map(({ code }) => code)}::text[], ${codes.map(({ label }) => label.slice(0, 500))}::text[], ${codes.map(({ country }) => country)}::text[],
                    ${codes.map(({ edition }) => edition)}::text[]) with ordinality as given (code, label, country, edition, place)
       order by place
      returning id, code`.execute(trx);
    const byCode = new Map(rows.map(({ id, code }) => [code, id]));
    numbers.push(codes.map(({ code }) => byCode.get(code) ?? 0));
  }
  return numbers;
}

/** Lists go as texts of arrays: rows of unequal length fit no two-dimensional array, and row security knows no COPY. */
async function writeSeries(
  trx: Writes<'observatory'>,
  releaseId: ReleaseId,
  { series }: Complete,
  numbers: readonly number[][],
  onProgress: StatisticsImport['onProgress'],
): Promise<void> {
  const total = series.reduce((sum, { periods }) => sum + periods.length, 0);
  let done = 0;
  for (let at = 0; at < series.length; at += perStatement) {
    const part = series.slice(at, at + perStatement);
    await sql`
      insert into observatory.series (release_id, no, codes, periods, figures, flags, confidentiality)
      select ${releaseId}, ${at} + place, codes::int[], periods::text[], figures::numeric[], flags::text[], confidentiality::text[]
        from unnest(${part.map(({ key }) => listText(key.map((code, index) => String(numbers[index]?.[code] ?? 0))))}::text[],
                    ${part.map(({ periods }) => listText(periods))}::text[],
                    ${part.map(({ values }) => listText(values))}::text[],
                    ${part.map(({ flags }) => listText(flags))}::text[],
                    ${part.map(({ confidentiality }) => listText(confidentiality))}::text[])
             with ordinality as given (codes, periods, figures, flags, confidentiality, place)`.execute(trx);
    done += part.reduce((sum, { periods }) => sum + periods.length, 0);
    await onProgress?.(done, total);
  }
}

/** An array as PostgreSQL reads it. */
function listText(items: readonly (string | null)[]): string {
  return `{${items.map((item) => (item === null ? 'null' : /^[\w.-]+$/.test(item) && !/^null$/i.test(item) ? item : `"${item.replaceAll(/["\\]/g, '\\$&')}"`)).join(',')}}`;
}
