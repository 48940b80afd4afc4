import { expect, test } from 'vitest';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

const ask = async <Row extends object>(query: string) => (await site.db.superuser.query<Row>(query)).rows;
const accountOf = async (email: string) =>
  (await ask<{ id: string }>(`select id from identity.accounts where email = '${email}'`))[0]?.id ?? '';

test('the demonstration has four mentors, one of whom waits, and three pairs in different states', async () => {
  expect(await ask('select count(*)::int as all, count(confirmed_at)::int as confirmed from mentoring.mentors')).toEqual([
    { all: 4, confirmed: 3 },
  ]);
  const states = await ask<{ state: string }>('select state from mentoring.pairs order by state');
  expect(states.map(({ state }) => state)).toEqual(['accepted', 'offered', 'running']);
  expect(await ask('select state, held_minutes from mentoring.sessions order by starts_at')).toEqual([
    { state: 'held', held_minutes: 70 },
    { state: 'planned', held_minutes: null },
  ]);
});

test('a mentor of the demonstration reads what the founder shares, in Arabic from right to left, and no other pair', async () => {
  const [pair] = await ask<{ id: string }>("select id from mentoring.pairs where state = 'running'");
  const mentor = await site.signIn(await accountOf('ndeye.mentor@ponte-demo.example'));
  const page = await site.get(`/ar/mentoring/pairs/${pair?.id}`, mentor);
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('dir="rtl"');
  expect(page.body).toContain('Sartoria');
  expect(page.body).toContain('Awa a choisi trois tissus.');
  expect(page.body).toContain('+33639980001');
  const other = await site.signIn(await accountOf('gino.mentore@ponte-demo.example'));
  expect((await site.get(`/ar/mentoring/pairs/${pair?.id}`, other)).statusCode).toBe(404);
  expect((await site.get('/it/mentoring', other)).body).toContain('Le è stata proposta una persona');
});

test('the founder and the desk of the demonstration find the pair', async () => {
  const founder = await site.signIn(await accountOf('awa.diouf@ponte-demo.example'), 1);
  expect((await site.get('/fr/me', founder)).body).toContain('Ndeye Mentor');
  expect((await site.get('/fr/me/mentoring', founder)).body).toContain('Un mentor vous est proposé');
  const desk = await site.signIn(await accountOf('marta.esempi@ponte-demo.example'));
  const listed = await site.get('/it/desk/mentoring?format=csv&state=all', desk);
  expect(listed.headers['content-type']).toContain('text/csv');
  expect(listed.body).toContain('Awa Diouf');
  const [venture] = await ask<{ id: string }>("select v.id from ventures.ventures v where title like 'Sartoria%'");
  expect((await site.get(`/it/desk/mentoring/ventures/${venture?.id}`, desk)).statusCode).toBe(200);
});

test('who waits is reminded: the offer went to the mentor and to the founder', async () => {
  const { rows } = await site.db.superuser.query<{ task: string }>(
    'select t.identifier as task from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id',
  );
  const tasks = rows.map(({ task }) => task).filter((task) => task.startsWith('mentoring.'));
  expect(tasks.filter((task) => task === 'mentoring.offer')).toHaveLength(3);
  expect(tasks.filter((task) => task === 'mentoring.follow-up')).toHaveLength(3);
  expect(tasks.filter((task) => task === 'mentoring.session')).toHaveLength(1);
});
