import { expect, test } from 'vitest';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

test('the demonstration has invented associations in the states that an office meets, marked as invented', async () => {
  const { rows } = await site.db.superuser.query(
    'select state, count(*)::int as count from associations.associations group by 1 order by 1',
  );
  expect(rows).toEqual([
    { state: 'asked', count: 1 },
    { state: 'verified', count: 3 },
    { state: 'waiting', count: 1 },
  ]);
  const list = await site.get('/ar/associations');
  expect(list.body).toContain('جمعية نساء المثال');
  expect(list.body).toContain('مختلقة للعرض');
  expect(list.body).not.toContain('Shoqata');
});

test('a treasurer of the demonstration who did not agree stands on no public page', async () => {
  const { rows } = await site.db.superuser.query<{ id: string }>(
    "select id from associations.associations where name like 'Example Association%'",
  );
  const shown = (await site.get(`/en/associations/${rows[0]?.id}`)).body;
  expect(shown).toContain('Fatou Inventata');
  expect(shown).not.toContain('Silvia Riservata');
});

test('two associations of the demonstration do something together, here and at the other end, marked as invented', async () => {
  const list = (await site.get('/it/associations/projects')).body;
  const id = /associations\/projects\/([0-9a-f-]{36})/.exec(list)?.[1];
  const shown = (await site.get(`/en/associations/projects/${id}`)).body;
  for (const words of ['A well there, a workshop here', 'Sunday Circle of the Example', 'eleven people', '€8,500.00', 'Running'])
    expect(shown).toContain(words);
  expect(shown).toContain('Invented for the demonstration');
});
