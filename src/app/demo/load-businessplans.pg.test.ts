import { expect, test } from 'vitest';
import { asActor } from '#kernel/db';
import { computePlan, listReviews, readPlan, reviewsFor } from '#modules/businessplans';
import { plantAccount, plantLink } from '#test/plant';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

const accountOf = async (email: string) => {
  const { rows } = await site.db.superuser.query<{ id: string }>('select id from identity.accounts where email = $1', [email]);
  return { accountId: rows[0]?.id ?? '', assurance: 2 as const };
};

test('two ventures have a whole plan in two currencies, and each of its figures says who stands for it', async () => {
  const { rows } = await site.db.superuser.query<{ venture_id: never }>('select venture_id from businessplans.plans order by currency');
  const officers = await Promise.all(['marta.esempi@ponte-demo.example', 'rocio.ejemplo@ponte-demo.example'].map(accountOf));
  const plans = await Promise.all(
    rows.map(async ({ venture_id }, index) => {
      const officer = officers[index];
      if (!officer) throw new Error('the demonstration has two plans');
      return await asActor(site.db.app, officer, async (trx) => await readPlan(trx, venture_id));
    }),
  );
  expect(plans.map((plan) => [plan?.currency, plan?.otherCurrency])).toEqual([
    ['EUR', 'XOF'],
    ['MAD', 'EUR'],
  ]);
  for (const plan of plans) {
    if (!plan) throw new Error('the officer in custody reads the plan');
    expect(Object.keys(plan.answers)).toHaveLength(13);
    const kinds = new Set(plan.lines.map(({ kind }) => kind));
    expect([...kinds]).toEqual(expect.arrayContaining(['start-up', 'product', 'cost', 'draw', 'own-money', 'loan', 'action', 'risk']));
    const results = computePlan(plan);
    // A demonstration that never earns would teach the wrong thing.
    expect(results.mix.kind).toBe('reached-at');
    expect(results.firstPositive).not.toBeNull();
    expect(results.years[1]?.profit).toBeGreaterThan(0n);
  }
});

test('one review is asked, and the expert at the place of the firm finds it', async () => {
  const expert = await accountOf('expert.kenitra@ponte-demo.example');
  const asked = await asActor(site.db.app, expert, async (trx) => await reviewsFor(trx, expert.accountId));
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ state: 'asked' });
  const officer = await accountOf('rocio.ejemplo@ponte-demo.example');
  const plan = await asActor(site.db.app, officer, async (trx) => (asked[0] ? await readPlan(trx, asked[0].ventureId) : null));
  const seen = await asActor(site.db.app, officer, async (trx) => (plan ? await listReviews(trx, plan) : []));
  expect(seen).toHaveLength(1);
  const other = await accountOf('expert.kaolack@ponte-demo.example');
  expect(await asActor(site.db.app, other, async (trx) => await reviewsFor(trx, other.accountId))).toEqual([]);
});

test('one venture with a plan has two founders, and the second reads it', async () => {
  const { rows } = await site.db.superuser.query<{ venture_id: never; founders: number; file: string }>(
    `select p.venture_id, count(*)::int as founders, (array_agg(f.person_id order by f.joined_at desc))[1]::text as file
       from businessplans.plans p join ventures.founders f using (venture_id) where f.left_at is null
      group by p.venture_id having count(*) > 1`,
  );
  expect(rows.map(({ founders }) => founders)).toEqual([2]);
  const second = await plantAccount(site.db);
  await plantLink(site.db, second.accountId, rows[0]?.file as never);
  const plan = await asActor(site.db.app, { accountId: second.accountId, assurance: 1 }, async (trx) =>
    rows[0] ? await readPlan(trx, rows[0].venture_id) : null,
  );
  expect(plan?.currency).toBe('EUR');
});
