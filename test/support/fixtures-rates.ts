import { asSystem } from '#kernel/db';
import { ratesImporter } from '#modules/exchangerates';
import { must } from './fixtures-ground.ts';
import type { TestSite } from './site.ts';

const rates = [
  ['USD', '2026-11-20', '1.15'],
  ['USD', '2026-11-19', '1.14'],
  ['MAD', '2026-11-20', '10.7'],
] as const;

/** Rates of exchange, one of them to withdraw. */
export async function plantRates({ db }: TestSite): Promise<{ toWithdraw: string }> {
  const rows = rates.map(([currency, on_day, rate], index) => ({
    row: index + 1,
    values: { source: 'A bank', base: 'EUR', currency, on_day, rate },
  }));
  const options = { dryRun: false, by: null, now: new Date('2026-11-21T10:00:00Z') };
  await asSystem(db.owner, async (trx) => await ratesImporter.run(trx, rows, options));
  const { rows: found } = await db.superuser.query<{ id: string }>("select id from exchangerates.rates where on_day = '2026-11-19'");
  return { toWithdraw: must(found[0]).id };
}
