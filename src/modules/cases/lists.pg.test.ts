import { beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#kernel/time';
import { testDatabase } from '#test/database';
import { agreement, as, inDays, plantFounder, plantWorld, stepText, type Founder, type World } from './cases.fixtures.ts';
import { addStep } from './change-plan.ts';
import { closeCase } from './close-case.ts';
import { listCases, type CaseFilter } from './list-cases.ts';
import { listDue } from './list-due.ts';
import { markStep } from './mark-step.ts';
import { referStep } from './refer-step.ts';
import { addTask, finishTask } from './task.ts';

const db = await testDatabase();
const TODAY = '2026-05-04';
let world: World;
let awa: Founder;
let fatou: Founder;
let khadija: Founder;

beforeAll(async () => {
  world = await plantWorld(db);
  awa = await plantFounder(world, { name: 'Awa' });
  fatou = await plantFounder(world, { name: 'Fatou' });
  khadija = await plantFounder(world, { name: 'Khadija' });
  await plantFounder(world, { name: 'Moussa', at: 'aminata' });
  const { chiara } = world.staff;
  await as(world, chiara, (trx) => addStep(trx, chiara.accountId, fatou.case, stepText({ title: 'Soon', dueOn: addDays(TODAY, 3) })));
  await as(world, chiara, (trx) =>
    closeCase(trx, chiara.accountId, khadija.case, { personOutcome: 'moved', ventureOutcome: null }, '2026-02-01'),
  );
  await as(world, chiara, async (trx) => {
    return await referStep(trx, chiara, awa.withProvider, {
      organisationId: world.organisations.chamber,
      serviceId: null,
      parts: [],
      message: '',
      agreement,
      endsAt: inDays(30),
    });
  });
});

const chiara = () => world.staff.chiara;
const usual = (): CaseFilter => ({ officeIds: [world.offices.padova], page: 1, pageSize: 25 });

async function people(given: Partial<CaseFilter> = {}, actor = chiara()): Promise<string[]> {
  const { rows } = await as(world, actor, (trx) => listCases(trx, { ...usual(), ...given }));
  return rows.map((row) => row.person?.split(' ')[0] ?? '–');
}

describe('the list of cases', () => {
  test('has those of the desk alone, whatever office is asked for', async () => {
    expect((await people()).sort()).toEqual(['Awa', 'Fatou', 'Khadija']);
    expect(await people({ officeIds: [world.offices.kaolack] })).toEqual([]);
    expect(await people({ officeIds: [] })).toEqual([]);
  });

  test('is narrowed by state, counsellor, stage, due day, referral and name', async () => {
    expect(await people({ state: 'closed' })).toEqual(['Khadija']);
    expect((await people({ state: 'open' })).sort()).toEqual(['Awa', 'Fatou']);
    expect(await people({ counsellorId: world.staff.marco.accountId })).toEqual([]);
    expect(await people({ stage: 'trading' })).toEqual([]);
    expect((await people({ stage: 'idea', state: 'open' })).sort()).toEqual(['Awa', 'Fatou']);
    expect(await people({ dueBy: addDays(TODAY, 7) })).toEqual(['Fatou']);
    expect(await people({ unanswered: true })).toEqual(['Awa']);
    expect(await people({ words: 'khadija' })).toEqual(['Khadija']);
    expect(await people({ words: 'zzzz' })).toEqual([]);
  });

  test('is sorted by last change, opening and next due day, forth and back', async () => {
    expect(await people({ sort: 'opened' })).toEqual(['Awa', 'Fatou', 'Khadija']);
    expect(await people({ sort: '-opened' })).toEqual(['Khadija', 'Fatou', 'Awa']);
    expect((await people({ sort: 'due', state: 'open' }))[0]).toBe('Fatou');
    expect((await people({ sort: '-due', state: 'open' })).at(-1)).toBe('Fatou');
    expect((await people({ sort: '-changed' }))[0]).toBe('Awa');
  });

  test('comes in pages that neither skip nor repeat', async () => {
    const pages = await Promise.all([1, 2, 3, 4].map(async (page) => await people({ sort: 'opened', page, pageSize: 1 })));
    expect(pages).toEqual([['Awa'], ['Fatou'], ['Khadija'], []]);
    const { total } = await as(world, chiara(), (trx) => listCases(trx, { ...usual(), pageSize: 1 }));
    expect(total).toBe(3);
  });

  test('tells venture, next due day and open referrals of each', async () => {
    const { rows } = await as(world, chiara(), (trx) => listCases(trx, { ...usual(), words: 'Awa' }));
    expect(rows[0]).toMatchObject({ venture: { title: "Awa's bakery", stage: 'idea' }, nextDue: '2026-06-01', unanswered: 1 });
  });
});

test('the next due day of a case follows its steps and tasks', async () => {
  const nextDue = async () => (await as(world, chiara(), (trx) => listCases(trx, { ...usual(), words: 'Fatou' }))).rows[0]?.nextDue;
  const task = await as(world, chiara(), (trx) =>
    addTask(trx, chiara().accountId, fatou.case, { title: 'Call', dueOn: '2026-05-01', assignedTo: null }),
  );
  expect(await nextDue()).toBe('2026-05-01');
  await as(world, chiara(), (trx) => finishTask(trx, chiara().accountId, task));
  expect(await nextDue()).toBe(addDays(TODAY, 3));
  await as(world, fatou.self, (trx) => markStep(trx, fatou.own, 'finish'));
  expect(await nextDue()).toBe(addDays(TODAY, 3));
});

test('what is due are steps and tasks of open cases and follow-ups of closed ones, the oldest first', async () => {
  const given = { title: 'Write to the bank', dueOn: '2026-05-02', assignedTo: world.staff.marco.accountId };
  await as(world, chiara(), (trx) => addTask(trx, chiara().accountId, awa.case, given));
  await as(world, chiara(), (trx) => addTask(trx, chiara().accountId, khadija.case, given)).catch(() => {});
  const due = async (accountId: string | null) =>
    (await as(world, chiara(), (trx) => listDue(trx, { officeIds: [world.offices.padova], accountId, until: addDays(TODAY, 7) }))).map(
      (one) => [one.kind, one.person?.split(' ')[0], one.dueOn, one.months],
    );
  expect(await due(null)).toEqual([
    ['follow-up', 'Khadija', '2026-05-01', 3],
    ['task', 'Awa', '2026-05-02', null],
    ['step', 'Fatou', addDays(TODAY, 3), null],
  ]);
  expect(await due(world.staff.marco.accountId)).toEqual([['task', 'Awa', '2026-05-02', null]]);
});
