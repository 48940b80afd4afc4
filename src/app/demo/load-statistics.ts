import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asSystem, type Database } from '#kernel/db';
import { projectRoot } from '#kernel/i18n';
import { importStatistics, listIndicators, saveIndicator } from '#modules/observatory';

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

/** Brings in a small table of figures that are invented, of regions that do not exist, so that the pages show something. */
export async function loadStatistics(owner: Database): Promise<void> {
  const bytes = await readFile(join(projectRoot(), 'db/demo/statistics.csv'));
  const says = {
    title: 'Example statistics of the demonstration',
    publisher: 'Ponte demonstration (invented)',
    licence: 'CC0, invented figures',
    edition: 'other',
    unit: 'Number',
  } as const;
  await asSystem(owner, async (trx) => {
    const order = { name: 'statistics.csv', bytes, says, by: null, dryRun: false, demonstration: true };
    const { problems, datasetId } = await importStatistics(trx, order);
    if (!datasetId) throw new Error(`demo/statistics.csv does not load: ${JSON.stringify(problems.slice(0, 5))}`);
    if ((await listIndicators(trx)).length > 0) return;
    await saveIndicator(trx, null, null, { ...indicator, datasetId });
  });
}
