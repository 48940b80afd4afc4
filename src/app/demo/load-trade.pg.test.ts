import { expect, test } from 'vitest';
import { asActor, nobody } from '#kernel/db';
import { searchOffers } from '#modules/trade';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

test('the demonstration shows offers and requests that a colleague has reviewed, and contacts that two founders opened', async () => {
  const found = await asActor(site.db.app, nobody, async (trx) => await searchOffers(trx, { page: 1, pageSize: 50 }));
  expect(found.offers.map(({ kind }) => kind).toSorted()).toEqual(['offer', 'offer', 'offer', 'offer', 'request']);
  const { rows } = await site.db.superuser.query<{ states: string }>(
    `select string_agg(state, ' ' order by state) as states from trade.offers`,
  );
  expect(rows[0]?.states).toBe('published published published published published returned waiting');
  const { rows: asked } = await site.db.superuser.query<{ confirmed: boolean }>(
    'select confirmed_at is not null as confirmed from trade.interests order by 1',
  );
  expect(asked.map(({ confirmed }) => confirmed)).toEqual([false, true]);
  for (const offer of found.offers)
    expect(JSON.stringify(offer, (_key, value: unknown) => String(value))).not.toContain('ponte-demo.example');
  expect((await site.get('/en/trade')).statusCode).toBe(200);
  expect((await site.get('/en/corridors/kaolack/padova')).body).toContain('Trade along this corridor');
});
