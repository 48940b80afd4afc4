import { expect, test } from 'vitest';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

test('the demonstration asks its associations, answered some of them, and says what came of it', async () => {
  const { rows } = await site.db.superuser.query<{ title: string; state: string; invited: string; opinions: string }>(
    `select c.title, c.state, n.invited, n.opinions
       from consultations.consultations c cross join lateral consultations.counts(c.id) n order by c.title`,
  );
  expect(rows.map(({ state, invited, opinions }) => [state, Number(invited), Number(opinions)])).toEqual([
    ['open', 1, 1],
    ['open', 2, 0],
    ['finished', 2, 2],
    ['open', 2, 1],
  ]);
  const list = (await site.get('/en/consultations')).body;
  expect(list).toContain('Evening hours of the counter');
  expect(list).toContain('Being answered');
});

test('its finished consultation shows the public opinion with the answer, and not the one for the office', async () => {
  const list = (await site.get('/en/consultations?state=finished')).body;
  const id = /consultations\/([0-9a-f-]{36})/.exec(list)?.[1];
  const shown = (await site.get(`/ar/consultations/${id}`)).body;
  expect(shown).toContain('Wednesday is market day');
  expect(shown).toContain('Tuesday mornings for women');
  expect(shown).not.toContain('our women do not come');
  expect(shown).toContain('مختلقة للعرض');
});

test('a consultation and the plan that it is to change lead to one another, and an association shows where it was heard', async () => {
  const plan = (await site.get('/en/plans/demo-veneto-newcomers')).body;
  const id = /\/consultations\/([0-9a-f-]{36})/.exec(plan)?.[1];
  expect((await site.get(`/en/consultations/${id}`)).body).toContain('/en/plans/demo-veneto-newcomers');
  const { rows } = await site.db.superuser.query<{ id: string }>(
    "select id from associations.associations where name = 'Example Association of Two Shores'",
  );
  const shown = (await site.get(`/en/associations/${rows[0]?.id}`)).body;
  expect(shown).toContain('Evening hours of the counter');
  expect(shown).toContain('Seats on boards and forums');
});
