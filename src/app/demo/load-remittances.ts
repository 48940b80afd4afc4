import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { asSystem, type Database } from '#kernel/db';
import { projectRoot } from '#kernel/i18n';
import { addDays } from '#kernel/time';
import { listWays, pricesImporter } from '#modules/remittances';

const file = z.object({ source: z.string(), prices: z.array(z.looseObject({ daysAgo: z.number().int().min(0) })) });

/** Brings in prices of firms that do not exist, seen on the days before the first start; marked as invented wherever one is shown. */
export async function loadRemittances(owner: Database, now: Date): Promise<void> {
  const { source, prices } = file.parse(JSON.parse(await readFile(join(projectRoot(), 'db/demo/remittance-prices.json'), 'utf8')));
  const today = now.toISOString().slice(0, 10);
  const rows = prices.map(({ daysAgo, ...values }, index) => ({
    row: index + 1,
    values: { ...values, source, observed_on: addDays(today, -daysAgo), demonstration: 'yes' },
  }));
  await asSystem(owner, async (trx) => {
    // An interrupted first start begins again, maybe on another day.
    if ((await listWays(trx)).length > 0) return;
    const { problems } = await pricesImporter.run(trx, rows, { dryRun: false, by: null, now });
    if (problems.length > 0) throw new Error(`demo/remittance-prices.json does not load: ${JSON.stringify(problems.slice(0, 5))}`);
  });
}
