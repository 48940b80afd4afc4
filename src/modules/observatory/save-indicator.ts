import { newId, type Writes } from '#kernel/db';
import type { IndicatorId, IndicatorText } from './indicator.ts';
import { findDataset } from './read-datasets.ts';
import { readDimensions } from './read-series.ts';
import { refuse } from './refusals.ts';

/**
 * Writes an indicator, or a new version of one; the versions before stay. Its source must have the dimension of places, and a code
 * must be chosen in every other dimension that has several: a figure over "all" would add unlike things.
 * Refusals: no source, a dimension or a code that the newest release does not have.
 */
export async function saveIndicator(
  trx: Writes<'observatory'>,
  accountId: string | null,
  id: IndicatorId | null,
  text: IndicatorText,
): Promise<IndicatorId> {
  const key = await checkedKey(trx, text);
  const indicatorId = id ?? newId<'observatory.indicators'>();
  if (!id) await trx.insertInto('observatory.indicators').values({ id: indicatorId, created_by: accountId }).execute();
  const last = await trx
    .selectFrom('observatory.indicator_versions')
    .select(({ fn }) => fn.max('no').as('no'))
    .where('indicator_id', '=', indicatorId)
    .executeTakeFirst();
  await trx
    .insertInto('observatory.indicator_versions')
    .values({
      indicator_id: indicatorId,
      no: (last?.no ?? 0) + 1,
      language: text.language,
      name: text.name,
      definition: text.definition,
      unit: text.unit,
      numerator: text.numerator,
      denominator: text.denominator,
      direction: text.direction,
      aggregation: text.aggregation,
      dataset_id: text.datasetId,
      key: JSON.stringify(key),
      place_dimension: text.datasetId ? text.placeDimension : null,
      own_count: text.ownCount,
      reason: text.reason,
      written_by: accountId,
    })
    .onConflict((conflict) => conflict.columns(['indicator_id', 'no']).doNothing())
    .returning('no')
    .executeTakeFirst()
    .then((written) => {
      if (!written) throw refuse('changed-meanwhile');
    });
  return indicatorId;
}

async function checkedKey(
  trx: Writes<'observatory'>,
  { datasetId, key, placeDimension, ownCount }: IndicatorText,
): Promise<Record<string, string>> {
  if (!datasetId) {
    if (!ownCount) throw refuse('no-source', { field: 'ownCount' });
    return {};
  }
  const release = (await findDataset(trx, datasetId))?.releases[0];
  if (!release) throw refuse('no-source', { field: 'dataset' });
  const dimensions = await readDimensions(trx, release.id);
  const place = dimensions.find(({ code, geo }) => geo && code === placeDimension);
  if (!place) throw refuse('no-places', { field: 'placeDimension' });
  const chosen: Record<string, string> = {};
  for (const [index, dimension] of dimensions.entries()) {
    if (dimension === place || dimension.codes.length < 2) continue;
    const code = dimension.codes.find((one) => one.code === key[dimension.code]);
    if (!code) throw refuse('no-code', { field: `d${index + 1}`, values: { dimension: dimension.label } });
    chosen[dimension.code] = code.code;
  }
  return chosen;
}
