import { beforeAll, expect, test } from 'vitest';
import { asActor, type Actor } from '#kernel/db';
import { plantAccount, plantLink, plantOffice, plantPerson, type Somebody } from '#test/plant';
import { testSite } from '#test/site';
import { countReturnFollowUps, countReturns } from './count-returns.ts';
import { planVisit, recordFollowUp } from './follow-ups.ts';
import { beginPlan, getPlan, movePlan } from './plans.ts';

const site = await testSite();
const { db } = site;
const span = { from: new Date('2020-01-01T00:00:00Z'), until: new Date('2100-01-01T00:00:00Z') };
const days = { from: '2026-05-01', until: '2026-05-31' };

let here: string, there: string;
let counsellor: Somebody, elsewhere: Somebody, planner: Somebody, self: Somebody;

beforeAll(async () => {
  here = (await plantOffice(db, 'here')).id;
  there = (await plantOffice(db, 'there')).id;
  counsellor = await plantAccount(db, { roles: [{ role: 'counsellor', scope: here }] });
  elsewhere = await plantAccount(db, { roles: [{ role: 'counsellor', scope: there }] });
  planner = await plantAccount(db, { roles: [{ role: 'planner' }] });
  self = await plantAccount(db);
  const way = { leaving: 'IT', arriving: 'SN' };
  for (const step of ['none', 'inform', 'withdraw'] as const) {
    const personId = await plantPerson(site, counsellor, here);
    await plantLink(db, self.accountId, personId);
    await asActor(db.app, counsellor, async (trx) => {
      const id = await beginPlan(trx, counsellor.accountId, { personId, officeId: here, side: 'counsellor' }, way);
      for (const day of ['2026-05-01', '2026-06-01']) await planVisit(trx, await getPlan(trx, id), day);
      if (step !== 'none') await movePlan(trx, id, { action: step });
    });
  }
});

const returns = async (actor: Actor, offices = [here, there]) =>
  (await asActor(db.app, actor, async (trx) => await countReturns(trx, offices, span))).map(({ state, count, leaving, arriving }) => [
    state,
    count,
    `${leaving} ${arriving}`,
  ]);

test('returns are counted by state and way, for the desk, and for nobody else', async () => {
  const expected = [
    ['considering', 1, 'IT SN'],
    ['informed', 1, 'IT SN'],
    ['withdrawn', 1, 'IT SN'],
  ];
  expect((await returns(counsellor)).toSorted()).toEqual(expected);
  // Who plans reads what is frozen.
  for (const actor of [planner, elsewhere, self]) expect(await returns(actor)).toEqual([]);
  expect(await returns(counsellor, [there])).toEqual([]);
});

test('only those begun in the time are counted', async () => {
  const before = { from: span.from, until: new Date('2021-01-01T00:00:00Z') };
  expect(await asActor(db.app, counsellor, async (trx) => await countReturns(trx, [here], before))).toEqual([]);
});

test('follow-ups are counted by their day, and none is to come in a month that is over', async () => {
  const told = await asActor(db.app, counsellor, async (trx) => await countReturnFollowUps(trx, [here], days));
  expect(told.reduce((sum, { count }) => sum + count, 0)).toBe(3);
  expect(told.every(({ state }) => state === 'overdue' || state === 'to-come')).toBe(true);
  const { rows } = await db.superuser.query("select id from returns.follow_ups where due_on = '2026-05-01' limit 1");
  const id = (rows[0] as { id: Parameters<typeof recordFollowUp>[3] }).id; // a row of that table
  await asActor(db.app, counsellor, async (trx) => {
    const said = { how: 'phone' as const, signs: [], note: null, taskTitle: '', today: '2026-05-02' };
    await recordFollowUp(trx, site.network.keyring, counsellor.accountId, id, said);
  });
  const after = await asActor(db.app, counsellor, async (trx) => await countReturnFollowUps(trx, [here], days));
  expect(after.filter(({ state }) => state === 'without-sign').map(({ count }) => count)).toEqual([1]);
  expect(await asActor(db.app, elsewhere, async (trx) => await countReturnFollowUps(trx, [here], days))).toEqual([]);
});
