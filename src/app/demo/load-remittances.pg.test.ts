import { expect, test } from 'vitest';
import { testSite } from '#test/site';
import { loadRates } from './load-rates.ts';
import { loadRemittances } from './load-remittances.ts';

const site = await testSite();

test('prices and rates are invented, say so wherever one is shown, and a second start adds nothing', async () => {
  const { owner, superuser } = site.db;
  const now = site.network.now();
  const counts = async () => {
    const { rows } = await superuser.query<{ table: string; count: number; invented: boolean }>(
      `select 'rates' as table, count(*)::int, bool_and(demonstration) as invented from exchangerates.rates
       union all
       select 'services', count(*)::int, bool_and(demonstration) from remittances.services
       union all
       select 'prices', count(*)::int, true from remittances.prices`,
    );
    return rows;
  };
  await loadRates(owner, now);
  await loadRemittances(owner, now);
  const first = await counts();
  expect(first).toEqual([
    { table: 'rates', count: 35, invented: true },
    { table: 'services', count: 40, invented: true },
    { table: 'prices', count: 40, invented: true },
  ]);
  const tomorrow = new Date(now.getTime() + 86_400_000);
  await loadRates(owner, tomorrow);
  await loadRemittances(owner, tomorrow);
  expect(await counts()).toEqual(first);

  const { body } = await site.get('/en/remittances?from=ES&to=MA&amount=200&currency=EUR');
  for (const words of [
    'invented for the demonstration',
    'Kestrel Example Money',
    'Nobody told the exchange rate',
    'Seen too long ago',
    'Average cost, 3 services',
  ])
    expect(body).toContain(words);
  expect((await site.get('/en/exchange-rates')).body).toContain('Invented for the demonstration');
});
