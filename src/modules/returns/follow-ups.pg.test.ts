import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, brokenConstraint, type Actor, type AnyWrites } from '#kernel/db';
import { Refusal } from '#kernel/errors';
import { plantAccount, plantLink, plantOffice, plantPerson, type Somebody } from '#test/plant';
import { testSite } from '#test/site';
import { openCase } from '#modules/cases';
import type { PersonId } from '#modules/people';
import { dueFollowUps, followUpsOf, planVisit, recordFollowUp, type Sign } from './follow-ups.ts';
import { returnsTimetable } from './jobs.ts';
import type { PlanId } from './plan.ts';
import { beginPlan, getPlan, movePlan } from './plans.ts';

const site = await testSite();
const { db } = site;
const { keyring } = site.network;
let office: string, counsellor: Somebody, stranger: Somebody, self: Somebody, person: PersonId, plan: PlanId;

const as = async <T>(actor: Actor, work: (trx: AnyWrites) => Promise<T>) => await asActor(db.app, actor, work);
const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof Refusal ? error.code : (brokenConstraint(error) ?? error);
};
const list = async (who: Actor = counsellor) => await as(who, async (trx) => await followUpsOf(trx, keyring, plan));
const record = async (who: Somebody, index: number, signs: Sign[] = []) => {
  const id = (await list())[index]?.id ?? null;
  if (!id) throw new Error('no such follow-up');
  const told = { how: 'phone', signs, note: 'Talked for an hour', taskTitle: 'Look into it', today: '2026-06-01' } as const;
  await as(who, async (trx) => await recordFollowUp(trx, keyring, who.accountId, id, told));
};

beforeAll(async () => {
  office = (await plantOffice(db, 'here')).id;
  const elsewhere = (await plantOffice(db, 'there')).id;
  counsellor = await plantAccount(db, { roles: [{ role: 'counsellor', scope: office }] });
  stranger = await plantAccount(db, { roles: [{ role: 'counsellor', scope: elsewhere }] });
  self = await plantAccount(db);
  person = await plantPerson(site, counsellor, office);
  await plantLink(db, self.accountId, person);
  const way = { leaving: 'IT', arriving: 'SN' };
  plan = await as(
    counsellor,
    async (trx) => await beginPlan(trx, counsellor.accountId, { personId: person, officeId: office, side: 'counsellor' }, way),
  );
  await db.superuser.query(`begin; set local session_replication_role = replica;
    update returns.plans set state = 'left', informed_at = now(), left_on = '2026-01-30' where id = '${plan}'; commit`);
  await as(counsellor, async (trx) => await movePlan(trx, plan, { action: 'arrive', day: '2026-01-31' }));
});

describe('after the arrival', () => {
  test('follow-ups stand at 1, 3, 6 and 12 months, the last day of a short month included', async () => {
    expect((await list()).map((one) => [one.months, one.dueOn])).toEqual([
      [1, '2026-02-28'],
      [3, '2026-04-30'],
      [6, '2026-07-31'],
      [12, '2027-01-31'],
    ]);
  });

  test('the desk sees what is due, and visits between the points; a stranger nothing', async () => {
    await as(counsellor, async (trx) => await planVisit(trx, await getPlan(trx, plan), '2026-03-15'));
    const due = async (who: Actor) =>
      (await as(who, async (trx) => await dueFollowUps(trx, keyring, [office], '2026-04-30'))).map((one) => one.dueOn);
    expect(await due(counsellor)).toEqual(['2026-02-28', '2026-03-15', '2026-04-30']);
    expect(await due(stranger)).toEqual([]);
    expect(await list(stranger)).toEqual([]);
    expect(await refusalOf(record(self, 0))).toBe('not-found');
  });

  test('a follow-up is recorded once; a sign needs a case, and leads to a task in it', async () => {
    await record(counsellor, 0);
    expect(await refusalOf(record(counsellor, 0))).toBe('done-already');
    expect(await refusalOf(record(counsellor, 1, ['no-income']))).toBe('no-case');
    await as(
      counsellor,
      async (trx) => await openCase(trx, counsellor.accountId, { personId: person, officeId: office, ventureId: null, reason: 'x' }),
    );
    await record(counsellor, 1, ['no-income', 'alone']);
    const { rows } = await db.superuser.query<{ title: string; due: string }>(
      'select title, due_on::text as due from cases.tasks where person_id = $1',
      [person],
    );
    expect(rows).toEqual([{ title: 'Look into it', due: '2026-06-04' }]);
    const [first, second] = await list(self);
    expect(first).toMatchObject({ doneOn: '2026-06-01', signs: [], note: 'Talked for an hour' });
    expect(second?.signs).toEqual(['no-income', 'alone']);
    const id = (await list())[2]?.id;
    const bare = db.superuser.query(
      "update returns.follow_ups set signs = '{debt}', done_on = '2026-06-01', how = 'phone', done_by = $2 where id = $1",
      [id, counsellor.accountId],
    );
    expect(await refusalOf(bare)).toBe('follow_ups_sign_has_task');
  });

  test('the person is told once that the office will ask, and not at all once the return was stopped', async () => {
    const context = { db: db.jobs, keyring, publicUrl: 'https://ponte.example', log: { info: () => undefined } } as never; // all that the task uses
    const reminded = async () => (await db.superuser.query('select from returns.follow_ups where reminded_at is not null')).rowCount;
    await db.superuser.query('update returns.follow_ups set due_on = current_date + 60 where months = 12');
    for (const { task } of returnsTimetable) await task.perform(context, {});
    const once = await reminded();
    expect(once).toBe(2);
    await db.superuser.query('update returns.follow_ups set reminded_at = null');
    await as(self, async (trx) => await movePlan(trx, plan, { action: 'withdraw' }));
    for (const { task } of returnsTimetable) await task.perform(context, {});
    expect(await reminded()).toBe(0);
  });
});
