import { expect, test } from 'vitest';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

test('the demonstration has one published review and one in work, marked as invented', async () => {
  const { rows } = await site.db.superuser.query(
    'select state, published_at is not null as public, demonstration from peerreviews.reviews order by 1',
  );
  expect(rows).toEqual([
    { state: 'agreed', public: true, demonstration: true },
    { state: 'preparing', public: false, demonstration: true },
  ]);
  const list = (await site.get('/ar/peer-reviews')).body;
  expect(list).toContain('مختلقة للعرض');
  expect(list).not.toContain('market days');
});

test('the page of the reviewed practice says who reviewed it and when, and leads to the report without desk questions', async () => {
  const page = (await site.get('/en/practices/demo-evening-books')).body;
  expect(page).toContain('Peers reviewed this in');
  const id = /peer-reviews\/([0-9a-f-]{36})/.exec(page)?.[1];
  const report = (await site.get(`/en/peer-reviews/${id}`)).body;
  expect(report).toContain('half of them were rung up');
  expect(report).not.toContain('one in four');
  expect(report).not.toMatch(/Director|Drejtues|Chef/);
  expect((await site.get('/en/practices/cartaya-seasonal-migration')).body).not.toContain('Peers reviewed this');
});
