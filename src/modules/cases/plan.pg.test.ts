import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#kernel/db';
import { testDatabase } from '#test/database';
import { agreePlan } from './agree-plan.ts';
import { addBlocker, resolveBlocker } from './blocker.ts';
import { as, plantFounder, plantWorld, refusalOf, stepText, type Founder, type World } from './cases.fixtures.ts';
import { changeCase } from './change-case.ts';
import { addStep, changeStep, moveStep } from './change-plan.ts';
import { closeCase, reopenCase } from './close-case.ts';
import { recordFollowUp } from './follow-up.ts';
import { caseOfPerson, getCase } from './get-case.ts';
import { markStep } from './mark-step.ts';
import { writeNote } from './note.ts';
import { openCase } from './open-case.ts';
import { addTask, finishTask } from './task.ts';

const db = await testDatabase();
let world: World;
let awa: Founder;

beforeAll(async () => {
  world = await plantWorld(db);
});
beforeEach(async () => {
  awa = await plantFounder(world);
});

const chiara = () => world.staff.chiara;
const view = (actor = chiara(), id = awa.case) => as(world, actor, (trx) => getCase(trx, world.keyring, id));

describe('a case', () => {
  test('is open once for a person', async () => {
    const again = as(world, chiara(), (trx) =>
      openCase(trx, chiara().accountId, { personId: awa.person, officeId: world.offices.padova, reason: '' }),
    );
    expect(await refusalOf(again)).toBe('cases.another-open');
  });

  test('is not opened for a person of another office, known or not', async () => {
    const { aminata } = world.staff;
    const open = (personId: Founder['person']) =>
      refusalOf(as(world, aminata, (trx) => openCase(trx, aminata.accountId, { personId, officeId: world.offices.kaolack, reason: '' })));
    expect(await open(awa.person)).toBe('cases.no-such-person');
    expect(await open(newId())).toBe('cases.no-such-person');
  });

  test('changes counsellor within the office only', async () => {
    await as(world, chiara(), (trx) => changeCase(trx, awa.case, { counsellorId: world.staff.marco.accountId }));
    expect((await view()).case.counsellorId).toBe(world.staff.marco.accountId);
    const abroad = as(world, chiara(), (trx) => changeCase(trx, awa.case, { counsellorId: world.staff.aminata.accountId }));
    expect(await refusalOf(abroad)).toBe('cases.counsellor-unknown');
  });

  test('is tied to no venture that its writer cannot see', async () => {
    const fatou = await plantFounder(world, { name: 'Fatou', at: 'aminata' });
    const change = as(world, chiara(), (trx) => changeCase(trx, awa.case, { ventureId: fatou.venture }));
    expect(await refusalOf(change)).toBe('cases.venture-unknown');
    const planted = as(world, chiara(), (trx) =>
      trx
        .updateTable('cases.cases')
        .set({ venture_id: fatou.venture, venture_office_id: world.offices.kaolack })
        .where('id', '=', awa.case)
        .execute(),
    );
    await expect(planted).rejects.toThrow('no such venture');
  });

  test('closes with outcomes, plans three follow-ups, and opens again', async () => {
    const outcome = { personOutcome: 'self-employed', ventureOutcome: 'trading' };
    await as(world, chiara(), (trx) => closeCase(trx, chiara().accountId, awa.case, outcome, '2026-11-30'));
    const closed = await view();
    expect(closed.case).toMatchObject({ state: 'closed', ...outcome });
    expect(closed.followUps.map(({ months, dueOn }) => [months, dueOn])).toEqual([
      [3, '2027-02-28'],
      [6, '2027-05-30'],
      [12, '2027-11-30'],
    ]);
    expect(await refusalOf(as(world, chiara(), (trx) => addStep(trx, chiara().accountId, awa.case, stepText())))).toBe('cases.case-closed');
    await as(world, chiara(), (trx) => reopenCase(trx, awa.case));
    expect((await view()).case.state).toBe('open');
  });

  test('is followed up once each time, and the venture moves on', async () => {
    await as(world, chiara(), (trx) =>
      closeCase(trx, chiara().accountId, awa.case, { personOutcome: 'self-employed', ventureOutcome: null }, '2026-01-31'),
    );
    const first = (await view()).followUps[0];
    const answer = { reached: true, personState: 'self-employed', ventureStage: 'trading', note: 'Two employees' } as const;
    const followUp = () => as(world, chiara(), (trx) => recordFollowUp(trx, chiara().accountId, first?.id ?? newId(), answer));
    await followUp();
    expect(await refusalOf(followUp())).toBe('cases.follow-up-done');
    const after = await view();
    expect(after.followUps[0]).toMatchObject({ reached: true, personState: 'self-employed', ventureStage: 'trading' });
    expect(after.venture?.stage).toBe('trading');
  });
});

describe('a plan', () => {
  test('is agreed, and no longer once a step is added, changed, moved or dropped', async () => {
    const agree = () => as(world, chiara(), (trx) => agreePlan(trx, awa.case, 'signed-at-desk'));
    const agreed = async () => (await view()).case.planAgreedHow;
    const changes = [
      () => as(world, chiara(), (trx) => addStep(trx, chiara().accountId, awa.case, stepText({ title: 'One more' }))),
      () => as(world, chiara(), (trx) => changeStep(trx, awa.own, stepText({ dueOn: '2026-07-01' }))),
      () => as(world, chiara(), (trx) => moveStep(trx, awa.own, 'down')),
      () => as(world, chiara(), (trx) => markStep(trx, awa.withProvider, 'drop')),
    ];
    for (const change of changes) {
      await agree();
      expect(await agreed()).toBe('signed-at-desk');
      expect(await refusalOf(agree())).toBe('cases.agreed-already');
      await change();
      expect(await agreed()).toBeNull();
    }
  });

  test('stays agreed while its steps go forward', async () => {
    await as(world, chiara(), (trx) => agreePlan(trx, awa.case, 'spoken-at-desk'));
    await as(world, chiara(), (trx) => markStep(trx, awa.own, 'start'));
    await as(world, chiara(), (trx) => markStep(trx, awa.own, 'finish', 'Has it'));
    const { case: found, steps } = await view();
    expect(found.agreed).toBe(true);
    expect(steps[0]).toMatchObject({ state: 'done', result: 'Has it' });
    expect(steps[0]?.doneAt).toBeInstanceOf(Date);
  });

  test('is agreed to on line by the person, and by nobody else so', async () => {
    await as(world, awa.self, (trx) => agreePlan(trx, awa.case, 'on-line'));
    expect((await view()).case.planAgreedHow).toBe('on-line');
    const fatou = await plantFounder(world, { name: 'Fatou' });
    expect(await refusalOf(as(world, fatou.self, (trx) => agreePlan(trx, awa.case, 'on-line')))).toBe('cases.not-found');
  });

  test('keeps its order when a step moves up or down, and says where it ends', async () => {
    await as(world, chiara(), (trx) => moveStep(trx, awa.withProvider, 'up'));
    expect((await view()).steps.map((step) => step.id)).toEqual([awa.withProvider, awa.own]);
    expect(await refusalOf(as(world, chiara(), (trx) => moveStep(trx, awa.withProvider, 'up')))).toBe('cases.step-first');
    expect(await refusalOf(as(world, chiara(), (trx) => moveStep(trx, awa.own, 'down')))).toBe('cases.step-last');
  });

  test('sends nobody to a service that only a report tells of', async () => {
    const add = as(world, chiara(), (trx) => addStep(trx, chiara().accountId, awa.case, stepText({ serviceId: world.oldCourse })));
    expect(await refusalOf(add)).toBe('cases.service-unknown');
  });

  test('lets the person tick their own steps and nothing else', async () => {
    await as(world, awa.self, (trx) => markStep(trx, awa.own, 'finish'));
    expect((await view()).steps[0]?.state).toBe('done');
    expect(await refusalOf(as(world, awa.self, (trx) => markStep(trx, awa.withProvider, 'finish')))).toBe('cases.step-not-yours');
    expect(await refusalOf(as(world, awa.self, (trx) => changeStep(trx, awa.own, stepText())))).toBe('cases.not-found');
    const rewritten = as(world, awa.self, (trx) =>
      trx.updateTable('cases.steps').set({ title: 'Mine' }).where('id', '=', awa.own).execute(),
    );
    await expect(rewritten).rejects.toThrow('leaves the plan to the desk');
  });
});

describe('what surrounds the plan', () => {
  test('are blockers, resolved once', async () => {
    const id = await as(world, chiara(), (trx) => addBlocker(trx, awa.case, { kind: 'permit', note: 'Runs out in May' }));
    await as(world, chiara(), (trx) => resolveBlocker(trx, id));
    expect(await refusalOf(as(world, chiara(), (trx) => resolveBlocker(trx, id)))).toBe('cases.blocker-resolved');
  });

  test('are tasks of the office, which the person may read and not finish', async () => {
    const task = { title: 'Call the chamber', dueOn: '2026-05-01', assignedTo: world.staff.marco.accountId };
    const id = await as(world, chiara(), (trx) => addTask(trx, chiara().accountId, awa.case, task));
    expect(await refusalOf(as(world, awa.self, (trx) => finishTask(trx, awa.self.accountId, id)))).toBe('cases.not-found');
    await as(world, world.staff.marco, (trx) => finishTask(trx, world.staff.marco.accountId, id));
    expect(await refusalOf(as(world, chiara(), (trx) => finishTask(trx, chiara().accountId, id)))).toBe('cases.task-done');
  });

  test('are notes, sealed, of which the person reads those shared with them', async () => {
    const write = (text: string, sharedWithPerson: boolean) =>
      as(world, chiara(), (trx) => writeNote(trx, world.keyring, chiara().accountId, awa.case, { text, sharedWithPerson }));
    await write('For the office', false);
    await write('For both', true);
    expect((await view()).notes.map((note) => note.text)).toEqual(['For both', 'For the office']);
    expect((await view(awa.self)).notes.map((note) => note.text)).toEqual(['For both']);
    const { rows } = await db.superuser.query<{ sealed: Buffer }>('select sealed from cases.notes where case_id = $1', [awa.case]);
    expect(rows.some((row) => row.sealed.toString('latin1').includes('For'))).toBe(false);
  });

  test('is a history that nobody writes by hand', async () => {
    await as(world, chiara(), (trx) => markStep(trx, awa.own, 'start'));
    const { history } = await view();
    expect(history.map((event) => event.kind)).toEqual(['step-under-way', 'step-added', 'step-added', 'case-opened']);
    const forged = as(world, chiara(), (trx) =>
      trx
        .insertInto('cases.events')
        .values({ case_id: awa.case, person_id: awa.person, office_id: world.offices.padova, kind: 'x' })
        .execute(),
    );
    await expect(forged).rejects.toThrow('permission denied');
  });
});

describe('the record of reading', () => {
  test('names the parts that an officer read, and is silent about the person themselves', async () => {
    await view();
    await view(awa.self);
    const { rows } = await db.superuser.query<{ verb: string; details: { parts?: string[] } }>(
      `select verb, details from audit.entries e join audit.pseudonyms p on p.pseudonym = e.subject where p.id = $1 and verb = 'cases.read'`,
      [awa.person],
    );
    expect(rows).toEqual([{ verb: 'cases.read', details: { parts: ['plan', 'identity', 'contact', 'profile', 'venture'] } }]);
  });
});

test('a case is found by its person, the open one first', async () => {
  expect(await as(world, chiara(), (trx) => caseOfPerson(trx, awa.person))).toBe(awa.case);
  expect(await as(world, world.staff.aminata, (trx) => caseOfPerson(trx, awa.person))).toBeNull();
});
