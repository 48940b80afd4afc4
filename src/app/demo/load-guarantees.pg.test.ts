import { expect, test } from 'vitest';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

test('the demonstration has a guarantee fund with published terms that say that they are assumed, and a draft that nobody reads', async () => {
  expect((await site.get('/ar/guarantee-funds')).body).toContain('/ar/guarantee-funds/demo-guarantee-fund');
  const { body, statusCode } = await site.get('/en/guarantee-funds/demo-guarantee-fund');
  expect(statusCode).toBe(200);
  for (const words of [
    'all figures are assumptions',
    'Assumed for the demonstration',
    '€15,000.00',
    'Example Small Loans, Padua',
    'Example Cooperative Bank',
  ])
    expect(body).toContain(words);
  expect(body).not.toContain('Loans for a return');
});

test('and loans in every state, whose sums everybody reads', async () => {
  const { body } = await site.get('/en/guarantee-funds/demo-guarantee-fund');
  for (const words of ['The fund in figures', 'Associations of both shores (invented)', '€175,000.00']) expect(body).toContain(words);
  const { rows } = await site.db.superuser.query<{ state: string }>('select state from guarantees.guarantees order by number');
  expect(rows.map(({ state }) => state)).toEqual(['filed', 'asked', 'approved', 'active', 'called', 'settled', 'active']);
  const fees = await site.db.superuser.query<{ kind: string; fees: number }>(
    'select kind, count(*)::int as fees from guarantees.fees where home_minor > 0 group by kind order by kind',
  );
  // Four loans were paid out: one is older than a year, one has ended.
  expect(fees.rows).toEqual([
    { kind: 'up-front', fees: 4 },
    { kind: 'yearly', fees: 2 },
  ]);
  expect((await site.db.superuser.query('select from guarantees.fee_payments')).rowCount).toBe(1);
});
