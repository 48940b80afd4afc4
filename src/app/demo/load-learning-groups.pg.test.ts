import { expect, test } from 'vitest';
import { asActor, nobody } from '#kernel/db';
import { listComingGroups } from '#modules/learning';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

test('the demonstration has groups to come and groups that have begun, and somebody waits for a place', async () => {
  const any = { officeId: null, language: null, audience: null, way: null };
  const groups = await asActor(site.db.app, nobody, async (trx) => await listComingGroups(trx, any));
  expect(groups.map(({ name }) => name).toSorted()).toEqual([
    'Agents des deux bureaux',
    'Donne, sabato mattina',
    'Jeudi soir, à distance',
    'Lunedì, già iniziato',
    'Martedì sera',
    'مجموعة بدأت الأسبوع الماضي',
  ]);
  const begun = groups.filter(({ firstAt }) => firstAt !== null && firstAt < site.network.now());
  expect(begun.map(({ language }) => language).toSorted()).toEqual(['ar', 'it']);
  expect(groups.find(({ name }) => name === 'Martedì sera')).toMatchObject({ places: 3, enrolled: 3, waiting: 1 });
  expect(groups.every(({ nextAt }) => nextAt !== null)).toBe(true);
  const page = await site.get('/en/groups');
  expect(page.body).toContain('Full. 1 person is on the waiting list.');
});
