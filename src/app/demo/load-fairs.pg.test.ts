import { expect, test } from 'vitest';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

test('the demonstration holds a fair with six who come and a published schedule that meets every wish of both sides', async () => {
  const { rows } = await site.db.superuser.query<{ id: string; state: string }>('select id, state from trade.fairs');
  expect(rows.map(({ state }) => state)).toEqual(['published']);
  const { rows: people } = await site.db.superuser.query("select from trade.fair_participants where state = 'approved'");
  expect(people).toHaveLength(6);
  const { rows: missed } = await site.db.superuser.query(
    `select from trade.fair_wishes w
      where w.unmet is not null
        and exists (select from trade.fair_wishes b where b.participant_id = w.wished_id and b.wished_id = w.participant_id)`,
  );
  expect(missed).toEqual([]);
  const { rows: meetings } = await site.db.superuser.query('select from trade.fair_meetings');
  expect(meetings.length).toBeGreaterThanOrEqual(6);
  for (const lang of ['en', 'ar']) expect((await site.get(`/${lang}/fairs/${rows[0]?.id}`)).statusCode).toBe(200);
});
