import { expect, test } from 'vitest';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

test('the demonstration has a public twinning, marked as invented on its list and on the page of the office, and no visit in public', async () => {
  const list = (await site.get('/ar/twinnings')).body;
  expect(list).toContain('مختلق للعرض');
  expect(list).not.toContain('market days');
  const office = (await site.get('/en/offices/diourbel-desk')).body;
  expect(office).toContain('Twinned with');
  expect(office).toContain('the same');
  expect(office).not.toContain('how a guarantee');
});

test('one visit of the demonstration has a report and one is still to come', async () => {
  const { rows } = await site.db.superuser.query('select state, demonstration from exchanges.visits order by from_day');
  expect(rows).toEqual([
    { state: 'reported', demonstration: true },
    { state: 'accepted', demonstration: true },
  ]);
});
