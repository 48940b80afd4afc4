import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { newId, type Writes } from '#kernel/db';
import type { BoundariesId, BoundariesSaid } from './boundaries.ts';
import { isRegionCode } from './edition.ts';
import type { DatasetId } from './import-statistics.ts';
import { readBoundariesFile } from './read-boundaries-file.ts';
import { findDataset } from './read-datasets.ts';
import { readUpdated } from './read-period.ts';
import { readDimensions } from './read-series.ts';
import { refuse } from './refusals.ts';
import { simplifyRings } from './simplify-rings.ts';

/** Points of one file that are kept: a page with all of them stays within 40 kB. */
export const mostKeptPoints = 2_500;
/** Degrees to this many decimals are some ten metres: finer than any map here. */
const decimals = 4;

export interface BoundariesGiven extends BoundariesSaid {
  name: string;
  bytes: Buffer;
  /** Null for the demonstration. */
  by: string | null;
}

/**
 * Keeps the boundaries of one edition, simplified; those given before stay, and the last ones are drawn. All of the file or nothing of
 * it. Refusals: what is wrong with the file, with its feature; a list of its own without its dataset; the same file again.
 */
export async function giveBoundaries(trx: Writes<'observatory'>, given: BoundariesGiven): Promise<{ id: BoundariesId; areas: number }> {
  const published = readUpdated(given.published);
  if (!published) throw refuse('boundaries-published', { field: 'published' });
  if (given.sourceUrl && !(/^https?:\/\//.test(given.sourceUrl) && URL.canParse(given.sourceUrl)))
    throw refuse('boundaries-address', { field: 'sourceUrl' });
  const known = given.edition === 'other' ? await ownList(trx, given.datasetId) : null;
  const regions = readBoundariesFile(given.bytes, given.codeProperty, known ? (code) => known.has(code) : isRegionCode);
  const simple = simplifyRings(
    regions.map(({ rings }) => rings),
    mostKeptPoints,
  );
  const id = newId<'observatory.boundaries'>();
  const written = await trx
    .insertInto('observatory.boundaries')
    .values({
      id,
      edition: given.edition,
      dataset_id: given.edition === 'other' ? given.datasetId : null,
      source: given.source,
      source_url: given.sourceUrl,
      licence: given.licence,
      published,
      code_property: given.codeProperty,
      file_name: given.name.slice(-200) || 'boundaries.geojson',
      content_hash: createHash('sha256').update(given.bytes).digest('hex'),
      tolerance_km2: String(simple.tolerance),
      area_count: regions.length,
      point_count: simple.regions.flat(2).length,
      given_by: given.by,
    })
    .onConflict((conflict) => conflict.constraint('boundaries_once').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!written) throw refuse('boundaries-known', { field: 'file' });
  const shortened = simple.regions.map((rings) =>
    JSON.stringify(rings.map((ring) => ring.map((point) => point.map((degrees) => Number(degrees.toFixed(decimals)))))),
  );
  await sql`
    insert into observatory.areas (boundaries_id, code, rings)
    select ${id}, code, rings::jsonb
      from unnest(${regions.map(({ code }) => code)}::text[], ${shortened}::text[]) as given (code, rings)`.execute(trx);
  return { id, areas: regions.length };
}

/** Codes of regions that a dataset has by a list of its own, in its newest release. */
async function ownList(trx: Writes<'observatory'>, datasetId: DatasetId | null): Promise<Set<string>> {
  const release = datasetId && (await findDataset(trx, datasetId))?.releases[0];
  if (!release) throw refuse('boundaries-no-dataset', { field: 'dataset' });
  const dimensions = await readDimensions(trx, release.id);
  const codes = dimensions.flatMap((one) => one.codes).filter(({ edition }) => edition === 'other');
  if (codes.length === 0) throw refuse('boundaries-no-list', { field: 'dataset' });
  return new Set(codes.map(({ code }) => code));
}
