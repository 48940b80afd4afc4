import { expect, test } from 'vitest';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

test('two people of the demonstration have two assessments each, and one came further', async () => {
  const { rows } = await site.db.superuser.query<{ results: string[] }>(
    'select array_agg(result order by finished_at) as results from readiness.assessments group by person_id order by 1',
  );
  expect(rows.map(({ results }) => results)).toEqual([
    ['blocked', 'ready-with-support'],
    ['train-first', 'ready-with-support'],
  ]);
  const { rows: steps } = await site.db.superuser.query("select from readiness.planned where advice = 'support-money'");
  expect(steps).toHaveLength(1);
});
