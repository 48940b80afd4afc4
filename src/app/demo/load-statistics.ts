import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asSystem, type Database } from '#kernel/db';
import { projectRoot } from '#kernel/i18n';
import { giveBoundaries, importStatistics, listIndicators, saveIndicator } from '#modules/observatory';

const indicator = {
  language: 'en',
  name: 'Firms founded by people born abroad (example)',
  definition:
    'New firms in a year whose first owner was born abroad. Invented for the demonstration; it does not say whether the firms live on.',
  unit: 'firms a year',
  numerator: 'New firms founded by people born abroad',
  denominator: null,
  direction: 'higher-is-better',
  aggregation: 'sum',
  key: { what: 'FOUNDERS' },
  placeDimension: 'place',
  ownCount: 'started',
  reason: 'Written for the demonstration',
} as const;

/** Shapes for the regions that do not exist. */
const shapes = {
  edition: 'other',
  codeProperty: 'code',
  source: 'Ponte demonstration (invented shapes of invented regions)',
  sourceUrl: null,
  licence: 'CC0, invented shapes',
  published: '2026-03-02',
} as const;

/**
 * Brings in a small table of figures that are invented, of regions that do not exist, so that the pages show something; and some
 * figures between real countries, which are the World Bank's: a map of lines needs places that lie somewhere.
 */
export async function loadStatistics(owner: Database): Promise<void> {
  const bytes = await readFile(join(projectRoot(), 'db/demo/statistics.csv'));
  const says = {
    title: 'Example statistics of the demonstration',
    publisher: 'Ponte demonstration (invented)',
    licence: 'CC0, invented figures',
    edition: 'other',
    unit: 'Number',
  } as const;
  await loadStocks(owner);
  await asSystem(owner, async (trx) => {
    const order = { name: 'statistics.csv', bytes, says, by: null, dryRun: false, demonstration: true };
    const { problems, datasetId } = await importStatistics(trx, order);
    if (!datasetId) throw new Error(`demo/statistics.csv does not load: ${JSON.stringify(problems.slice(0, 5))}`);
    if ((await listIndicators(trx)).length > 0) return;
    await saveIndicator(trx, null, null, { ...indicator, datasetId });
    await giveBoundaries(trx, {
      ...shapes,
      datasetId,
      name: 'boundaries.json',
      bytes: await readFile(join(projectRoot(), 'db/demo/boundaries.json')),
      by: null,
    });
  });
}

/** People of twelve countries in seven others, taken without a change from the World Bank's table of 2017 (KNOMAD, 2018). */
async function loadStocks(owner: Database): Promise<void> {
  const bytes = await readFile(join(projectRoot(), 'db/demo/migrant-stocks.csv'));
  const says = {
    title: 'Bilateral estimates of migrant stocks in 2017 (12 countries of origin, 7 of residence)',
    publisher: 'World Bank / KNOMAD',
    licence: 'CC BY 4.0',
    unit: 'persons',
  } as const;
  await asSystem(owner, async (trx) => {
    const { problems, datasetId } = await importStatistics(trx, { name: 'migrant-stocks.csv', bytes, says, by: null, dryRun: false });
    if (!datasetId) throw new Error(`demo/migrant-stocks.csv does not load: ${JSON.stringify(problems.slice(0, 5))}`);
  });
}
