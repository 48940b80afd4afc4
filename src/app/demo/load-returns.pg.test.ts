import { expect, test } from 'vitest';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });
const rows = async (query: string) => (await site.db.superuser.query<Record<string, unknown>>(query)).rows;

test('one person of the demonstration thinks about a return, and the other end is asked about the venture', async () => {
  const [plan] = await rows("select state, venture_id is not null as venture from returns.plans where state = 'informed'");
  expect(plan).toEqual({ state: 'informed', venture: true });
  expect(await rows('select from returns.checks where answer is null')).toHaveLength(1);
});

test('who has returned has a reintegration plan in four parts, each with who does it and until when', async () => {
  const parts = await rows(
    `select s.section from returns.sections s join returns.plans p on p.id = s.plan_id
      where p.state = 'reintegrating' and s.section like 'there-%' and s.words is not null and s.who is not null and s.until is not null
      order by s.section`,
  );
  expect(parts.map((one) => one.section)).toEqual(['there-home', 'there-papers', 'there-people', 'there-work']);
});

test('one has returned, step by step and in order, with follow-ups and a warning sign that became a task', async () => {
  const moves = await rows(
    "select m.to_state from returns.moves m join returns.plans p on p.id = m.plan_id where p.state = 'reintegrating' order by m.at, m.id",
  );
  expect(moves.map((one) => one.to_state)).toEqual(['considering', 'informed', 'decided', 'prepared', 'left', 'arrived', 'reintegrating']);
  const followUps = await rows(
    'select months, done_on is not null as done, signs, task_id is not null as task from returns.follow_ups order by months',
  );
  expect(followUps).toEqual([
    { months: 1, done: true, signs: [], task: false },
    { months: 3, done: true, signs: ['no-income'], task: true },
    { months: 6, done: false, signs: [], task: false },
    { months: 12, done: false, signs: [], task: false },
  ]);
  expect(await rows('select from returns.follow_ups where done_on > current_date or (done_on is null and due_on < current_date)')).toEqual(
    [],
  );
});
