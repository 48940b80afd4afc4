import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Indicator, IndicatorId, IndicatorVersion } from './indicator.ts';
import { findDataset, type DatasetAbout, type Release } from './read-datasets.ts';
import { readDimensions, readSeries, type StoredCode, type StoredSeries } from './read-series.ts';

const columns = sql`
  v.no, v.language, v.name, v.definition, v.unit, v.numerator, v.denominator, v.direction, v.aggregation, v.dataset_id as "datasetId", v.key,
  v.place_dimension as "placeDimension", v.own_count as "ownCount", v.reason, v.written_at as "writtenAt"`;

/** Every indicator as its last version has it, by name. */
export async function listIndicators(trx: Reads<'observatory'>): Promise<Indicator[]> {
  const { rows } = await sql<Indicator>`
    select * from (
      select distinct on (v.indicator_id) v.indicator_id as id, ${columns}
        from observatory.indicator_versions v
       order by v.indicator_id, v.no desc
    ) last
    order by lower(name), id
    limit 1000`.execute(trx);
  return rows;
}

/** Every version of an indicator, the last first; empty where there is none. */
export async function indicatorVersions(trx: Reads<'observatory'>, id: IndicatorId): Promise<IndicatorVersion[]> {
  const { rows } = await sql<IndicatorVersion>`
    select ${columns} from observatory.indicator_versions v where v.indicator_id = ${id} order by v.no desc`.execute(trx);
  return rows;
}

/** The official figures of an indicator: a series for each place, from the newest release of its dataset. */
export interface IndicatorFigures {
  dataset: DatasetAbout;
  release: Release;
  places: readonly { place: StoredCode; series: StoredSeries }[];
  /** Labels of the codes chosen, `Sex: Women`. */
  chosen: readonly string[];
  /** Codes of the definition that the newest release has no longer. */
  gone: readonly string[];
}

/** More places than any comparison needs. */
const mostPlaces = 2_000;

/** Reads the official figures of an indicator; null where it has no official source. */
export async function indicatorFigures(trx: Reads<'observatory'>, indicator: IndicatorVersion): Promise<IndicatorFigures | null> {
  const dataset = indicator.datasetId && (await findDataset(trx, indicator.datasetId));
  const release = dataset ? dataset.releases[0] : undefined;
  if (!dataset || !release) return null;
  const dimensions = await readDimensions(trx, release.id);
  const at = dimensions.findIndex(({ code }) => code === indicator.placeDimension);
  const wanted = Object.entries(indicator.key);
  const found = wanted.map(([name, code]) => {
    const dimension = dimensions.find((one) => one.code === name);
    const stored = dimension?.codes.find((one) => one.code === code);
    return stored && dimension ? { id: stored.id, label: `${dimension.label}: ${stored.label}` } : null;
  });
  const gone = wanted.filter((_, index) => found[index] === null).map(([name, code]) => `${name}: ${code}`);
  const known = found.filter((one) => one !== null);
  if (at < 0) gone.push(indicator.placeDimension ?? '');
  if (gone.length > 0) return { dataset, release, places: [], chosen: known.map(({ label }) => label), gone };
  const codes = new Map(dimensions[at]?.codes.map((one) => [one.id, one]));
  const series = await readSeries(trx, release.id, { codes: known.map(({ id }) => id), limit: mostPlaces });
  const places = series.flatMap((one) => {
    const place = codes.get(one.codes[at] ?? 0);
    return place ? [{ place, series: one }] : [];
  });
  return { dataset, release, places, chosen: known.map(({ label }) => label), gone };
}
