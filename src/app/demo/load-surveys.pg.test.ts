import { expect, test } from 'vitest';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

const ask = async <Row extends object>(query: string) => (await site.db.superuser.query<Row>(query)).rows;
const accountOf = async (email: string) =>
  (await ask<{ id: string }>(`select id from identity.accounts where email = '${email}'`))[0]?.id ?? '';

test('the demonstration has the three questionnaires of the report and the one of readiness, and a survey with invented answers on paper', async () => {
  expect(await ask('select code from instruments.instruments order by code')).toEqual([
    { code: 'association-survey' },
    { code: 'mapping-of-initiatives' },
    { code: 'peer-review' },
    { code: 'readiness' },
  ]);
  expect(await ask('select way, state, count(*)::int as count from instruments.sheets group by 1, 2 order by 1')).toEqual([
    { way: 'body', state: 'open', count: 2 },
    { way: 'paper', state: 'submitted', count: 30 },
  ]);
});

test('a member of an invited cooperative finds the survey, in Arabic from right to left, and begins to fill it in', async () => {
  const member = await site.signIn(await accountOf('provider.women-kenitra@ponte-demo.example'));
  const list = await site.get('/ar/surveys', member);
  expect(list.body).toContain('dir="rtl"');
  const [sheet] = await ask<{ id: string }>(
    "select s.id from instruments.sheets s join directory.organisations o on o.id = s.body_id where o.code = 'demo-women-kenitra'",
  );
  expect(list.body).toContain(`/ar/surveys/${sheet?.id}`);
  expect((await site.get(`/ar/surveys/${sheet?.id}/sections/a4_s2`, member)).statusCode).toBe(200);
  const planner = await site.signIn(await accountOf('planner@ponte-demo.example'));
  expect((await site.get(`/en/surveys/${sheet?.id}`, planner)).statusCode).toBe(404);
});

test('an office of the demonstration begins to map an initiative of its own', async () => {
  const desk = await site.signIn(await accountOf('marta.esempi@ponte-demo.example'));
  const page = await site.get('/it/surveys', desk);
  expect(page.body).toContain('Map your initiative');
});
