import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { BoundariesAbout, BoundariesId, BoundaryEdition } from './boundaries.ts';
import type { DatasetId } from './import-statistics.ts';
import type { StoredCode } from './read-series.ts';
import type { Ring } from './simplify-rings.ts';

const columns = sql`
  id, edition, dataset_id as "datasetId", code_property as "codeProperty", source, source_url as "sourceUrl", licence, published,
  area_count as areas, point_count as points, tolerance_km2::float8 as "toleranceKm2", given_at as "givenAt"`;

/** What was given, the last first. */
export async function listBoundaries(trx: Reads<'observatory'>): Promise<(BoundariesAbout & { datasetTitle: string | null })[]> {
  const { rows } = await sql<BoundariesAbout & { datasetTitle: string | null }>`
    select ${columns}, (select title from observatory.datasets d where d.id = dataset_id) as "datasetTitle"
      from observatory.boundaries
     order by given_at desc, id desc
     limit 1000`.execute(trx);
  return rows;
}

/** Boundaries by their id, and whether earlier or later ones of the same regions are drawn without them; null where there are none. */
export async function findBoundaries(
  trx: Reads<'observatory'>,
  id: BoundariesId,
): Promise<(BoundariesAbout & { datasetTitle: string | null; others: boolean }) | null> {
  const all = await listBoundaries(trx);
  const found = all.find((one) => one.id === id);
  if (!found) return null;
  const same = (one: BoundariesAbout) => one.edition === found.edition && one.datasetId === found.datasetId;
  return { ...found, others: all.some((one) => one.id !== id && same(one)) };
}

/** Datasets whose regions have a list of their own: for them boundaries are given one by one. */
export async function datasetsOfOwnList(trx: Reads<'observatory'>): Promise<{ id: DatasetId; title: string }[]> {
  const { rows } = await sql<{ id: DatasetId; title: string }>`
    select id, title from observatory.datasets d
     where exists (select from observatory.releases r where r.dataset_id = d.id and r.edition = 'other')
     order by title, id
     limit 1000`.execute(trx);
  return rows;
}

/** Areas of the regions of one release, or why there are none. */
export interface RegionAreas {
  /** The edition of the release's codes of regions. */
  edition: BoundaryEdition;
  /** Null where nobody gave boundaries of this edition. */
  boundaries: BoundariesAbout | null;
  /** Editions of which boundaries are held, but not of this one. */
  otherEditions: readonly BoundaryEdition[];
  /** Rings by the code of the region. */
  areas: ReadonlyMap<string, readonly Ring[]>;
}

/**
 * The areas of the regions among the codes of a release; null where no code is a region. Only boundaries of the edition of the codes are
 * read, for a list without a name only those given for this very dataset: the same code may be another area elsewhere.
 */
export async function readAreas(
  trx: Reads<'observatory'>,
  datasetId: DatasetId,
  codes: readonly StoredCode[],
): Promise<RegionAreas | null> {
  const regions = codes.filter(({ edition }) => edition !== null && edition !== 'country');
  const edition = regions[0]?.edition;
  if (!edition || edition === 'country') return null;
  const { rows } = await sql<BoundariesAbout>`
    select ${columns} from observatory.boundaries
     where edition = ${edition} and dataset_id is not distinct from ${edition === 'other' ? datasetId : null}
     order by given_at desc, id desc
     limit 1`.execute(trx);
  const [boundaries] = rows;
  if (!boundaries) {
    const others = await sql<{ edition: BoundaryEdition }>`
      select distinct edition from observatory.boundaries where dataset_id is null order by 1`.execute(trx);
    return { edition, boundaries: null, otherEditions: others.rows.map((one) => one.edition), areas: new Map() };
  }
  const found = await trx
    .selectFrom('observatory.areas')
    .select(['code', 'rings'])
    .where('boundaries_id', '=', boundaries.id)
    .where(
      'code',
      'in',
      regions.filter((one) => one.edition === edition).map(({ code }) => code),
    )
    .execute();
  return { edition, boundaries, otherEditions: [], areas: new Map(found.map(({ code, rings }) => [code, rings as unknown as Ring[]])) }; // the constraint and the only writer close its shape
}
