import { expect, test } from 'vitest';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

test('the demonstration has a book of its fund, in two currencies, in balance, marked as invented', async () => {
  const { rows } = await site.db.superuser.query<{ id: string; demonstration: boolean }>(
    "select id, demonstration from ledger.books where name = 'Guarantee fund (invented)'",
  );
  expect(rows.map(({ demonstration }) => demonstration)).toEqual([true]);
  const sums = await site.db.superuser.query(
    'select currency, sum(posted_minor)::text as sum from ledger.accounts group by currency order by 1',
  );
  expect(sums.rows).toEqual([
    { currency: 'EUR', sum: '0' },
    { currency: 'XOF', sum: '0' },
  ]);
});
