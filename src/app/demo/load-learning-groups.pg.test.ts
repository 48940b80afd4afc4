import { expect, test } from 'vitest';
import { asActor, nobody } from '#kernel/db';
import { attendedByColleagues, listComingGroups } from '#modules/learning';
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

test('a manager of the demonstration finds who may have a certificate of attendance, and how many sessions somebody else lacks', async () => {
  const { rows } = await site.db.superuser.query<{ id: string }>('select id from identity.accounts where email = $1', [
    'anna.direttrice@ponte-demo.example',
  ]);
  const manager = { accountId: rows[0]?.id ?? '', assurance: 2 as const };
  const attended = await asActor(site.db.app, manager, async (trx) => await attendedByColleagues(trx));
  expect(attended.map(({ present, held, needed }) => [present, held, needed]).toSorted()).toEqual([
    [1, 2, 2],
    [2, 2, 2],
  ]);
});
