import { expect, test } from 'vitest';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

test('the demonstration’s practice can be matched with a place, and all of it says that it is invented', async () => {
  const sheet = (await site.get('/en/practices/demo-evening-books')).body;
  for (const words of [
    'at least 0.5 full-time posts',
    '10,000 inhabitants to 150,000 inhabitants',
    'An editor’s reading',
    'Given up',
    'two of them told everybody',
    'Who pays for the childcare',
  ])
    expect(sheet).toContain(words);
  const { rows } = await site.db.superuser.query<{ id: string }>('select id from transfers.profiles where public');
  expect(rows).toHaveLength(1);
  const fit = (await site.get(`/en/practices/demo-evening-books/fit?profile=${rows[0]?.id}`)).body;
  expect(fit).toContain('are invented for the demonstration');
  for (const words of ['Fits', 'To adapt', 'Not known', 'The mayor decides each time']) expect(fit).toContain(words);
  expect(fit).not.toContain('Kenitra');
});

test('no practice of the reference data has a precondition or a transfer that nobody told of', async () => {
  const { rows } = await site.db.superuser.query(
    `select p.code from practices.practices p
       left join transfers.preconditions c on c.practice_id = p.id
       left join transfers.transfers t on t.practice_id = p.id
      where p.code not like 'demo-%' and (c.id is not null or t.id is not null)`,
  );
  expect(rows).toEqual([]);
});
