import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { asSystem, type Database } from '#kernel/db';
import { projectRoot } from '#kernel/i18n';
import { addDays } from '#kernel/time';
import { latestRates, ratesImporter } from '#modules/exchangerates';

const file = z.object({
  source: z.string(),
  base: z.string(),
  currencies: z.array(z.object({ currency: z.string(), rates: z.record(z.string(), z.string()) })),
});

/** Brings in invented rates of the days before the first start; marked as invented wherever one is shown. */
export async function loadRates(owner: Database, now: Date): Promise<void> {
  const { source, base, currencies } = file.parse(JSON.parse(await readFile(join(projectRoot(), 'db/demo/exchange-rates.json'), 'utf8')));
  const today = now.toISOString().slice(0, 10);
  const listed = currencies.flatMap(({ currency, rates }) =>
    Object.entries(rates).map(([ago, rate]) => ({
      source,
      base,
      currency,
      rate,
      on_day: addDays(today, -Number(ago)),
      demonstration: 'yes',
    })),
  );
  const rows = listed.map((values, index) => ({ row: index + 1, values }));
  await asSystem(owner, async (trx) => {
    // An interrupted first start begins again, maybe on another day.
    if ((await latestRates(trx)).some(({ demonstration }) => demonstration)) return;
    const { problems } = await ratesImporter.run(trx, rows, { dryRun: false, by: null, now });
    if (problems.length > 0) throw new Error(`demo/exchange-rates.json does not load: ${JSON.stringify(problems.slice(0, 5))}`);
  });
}
