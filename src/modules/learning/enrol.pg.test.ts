import { describe, expect, test } from 'vitest';
import { asActor, asSystem, type Actor } from '#kernel/db';
import { plantAccount, plantLink, plantPerson } from '#test/plant';
import { enrolAtDesk, enrolSelf, moveUp, withdrawEnrolment } from './enrol.ts';
import { enrolmentsOfPerson, getEnrolment, learnersOfGroup, ownEnrolments, placeInLine } from './enrolment.ts';
import { openGroups } from './groups.fixtures.ts';
import { openLearning } from './learning.fixtures.ts';
import { changeGroup } from './plan-group.ts';

const world = await openLearning();
const { db, learner, other, site } = world;
const { asking, clock, counsellor, enrol, groupOf, inDays, kaolack, manager, openGroup, otherTrainer, padova, plan, text, trainer } =
  await openGroups(world);

const people = async (count: number) =>
  await Promise.all(Array.from({ length: count }, async (_one, index) => await plantAccount(db, { name: `Learner ${index}` })));
const stateOf = async (who: Actor, id: Parameters<typeof getEnrolment>[1]) =>
  (await asActor(db.app, who, async (trx) => await getEnrolment(trx, id)))?.state;
const jobs = async (kind: string, group: string) =>
  (
    await db.superuser.query<{ payload: { enrolmentId?: string } }>(
      `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
        where t.identifier = 'learning.tell' and payload->>'kind' = $1 and payload->>'groupId' = $2`,
      [kind, group],
    )
  ).rows.map(({ payload }) => payload);

describe('a place', () => {
  test('that is the last goes to exactly one of forty who ask at once; the others wait in order', async () => {
    const { id } = await openGroup({ places: 1 });
    const crowd = await people(40);
    const answers = await Promise.all(crowd.map(async (who) => ({ who, ...(await enrol(who, id)) })));
    expect(answers.filter(({ state }) => state === 'enrolled').length).toBe(1);
    const waiting = answers.filter(({ state }) => state === 'waiting');
    const lines = await Promise.all(
      waiting.map(async (one) => await asActor(db.app, one.who, async (trx) => await placeInLine(trx, one.id))),
    );
    expect(lines.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 39 }, (_one, index) => index + 1));
    expect(await groupOf(id)).toMatchObject({ enrolled: 1, waiting: 39 });
  }, 60_000);

  test('that becomes free goes to the first in the line, who is told', async () => {
    const { id } = await openGroup({ places: 1 });
    const [first, second, third] = await people(3);
    if (!first || !second || !third) throw new Error('three people');
    const [a, b, c] = [await enrol(first, id), await enrol(second, id), await enrol(third, id)];
    expect([a.state, b.state, c.state]).toEqual(['enrolled', 'waiting', 'waiting']);
    await asActor(db.app, first, async (trx) => await withdrawEnrolment(trx, a.id));
    expect([await stateOf(second, b.id), await stateOf(third, c.id)]).toEqual(['enrolled', 'waiting']);
    expect(await jobs('moved-up', id)).toMatchObject([{ enrolmentId: b.id }]);
    await asActor(db.app, manager, async (trx) => await changeGroup(trx, id, { ...text({ places: 2 }), trainers: [trainer.accountId] }));
    expect(await stateOf(third, c.id)).toBe('enrolled');
    await expect(
      asActor(db.app, manager, async (trx) => await changeGroup(trx, id, { ...text({ places: 1 }), trainers: [trainer.accountId] })),
    ).rejects.toMatchObject({ code: 'places-taken' });
    await expect(asActor(db.app, first, async (trx) => await withdrawEnrolment(trx, a.id))).rejects.toMatchObject({ code: 'not-found' });
  });

  test('that an erasure frees goes to the next in the line by the nightly round', async () => {
    const { id } = await openGroup({ places: 1 });
    const [first, second] = await people(2);
    if (!first || !second) throw new Error('two people');
    await enrol(first, id);
    const next = await enrol(second, id);
    await db.superuser.query('delete from learning.enrolments where account_id = $1', [first.accountId]);
    expect(await stateOf(second, next.id)).toBe('waiting');
    await asSystem(db.jobs, async (trx) => await moveUp(trx, id));
    expect(await stateOf(second, next.id)).toBe('enrolled');
  });

  test('is asked for once, in an open group, within its days, and comes from the line alone', async () => {
    const { id } = await openGroup({ places: 5 });
    await enrol(learner, id);
    await expect(enrol(learner, id)).rejects.toMatchObject({ code: 'enrolled-already' });
    const closed = await openGroup({ enrolFrom: inDays(-9), enrolUntil: inDays(-1) });
    await expect(enrol(learner, closed.id)).rejects.toMatchObject({ code: 'not-open' });
    const planned = await plan();
    const group = await groupOf(planned);
    await expect(asActor(db.app, learner, async (trx) => await enrolSelf(trx, learner.accountId, group, asking()))).rejects.toMatchObject({
      code: 'not-open',
    });
    await expect(
      asActor(db.app, other, async (trx) => await trx.updateTable('learning.enrolments').set({ enrolled_at: clock }).execute()),
    ).rejects.toThrow(/permission denied/);
  });

  test('in a group for women is for whoever says that it is for them, and nothing of that is kept', async () => {
    const { id } = await openGroup({ womenOnly: true, places: 5 });
    await expect(enrol(learner, id)).rejects.toMatchObject({ code: 'women-only', field: 'forMe' });
    expect((await enrol(learner, id, { forMe: true, name: '<script>alert(1)</script> \u202Eeman' })).state).toBe('enrolled');
    const { rows } = await db.superuser.query<object>('select * from learning.enrolments where group_id = $1', [id]);
    expect(Object.keys(rows[0] ?? {}).filter((column) => /sex|gender|woman|women/.test(column))).toEqual([]);
  });
});

describe('who takes part', () => {
  test('is seen by the trainers of the group by name, by the learner alone, and by no other learner, trainer or desk', async () => {
    const { id } = await openGroup({ places: 5 });
    await enrol(learner, id, { name: 'Lea' });
    await enrol(other, id, { name: 'Oto' });
    const seen = async (who: Actor) => (await asActor(db.app, who, async (trx) => await learnersOfGroup(trx, id))).map(({ name }) => name);
    expect(await seen(trainer)).toEqual(['Lea', 'Oto']);
    expect(await seen(learner)).toEqual(['Lea']);
    for (const who of [otherTrainer, manager, counsellor, { ...trainer, assurance: 1 as const }]) expect(await seen(who)).toEqual([]);
    await db.superuser.query(`update learning.groups set state = 'ended' where id = $1`, [id]);
    expect(await seen(trainer)).toEqual([]);
  });

  test('is no longer seen by a trainer once they withdraw, nor by one who lost the role', async () => {
    const { id } = await openGroup({ places: 5 });
    const mine = await enrol(learner, id, { name: 'Lea' });
    await enrol(other, id, { name: 'Oto' });
    await asActor(db.app, learner, async (trx) => await withdrawEnrolment(trx, mine.id));
    await asActor(
      db.app,
      manager,
      async (trx) => await changeGroup(trx, id, { ...text({ places: 5 }), trainers: [trainer.accountId, otherTrainer.accountId] }),
    );
    const seen = async () => (await asActor(db.app, otherTrainer, async (trx) => await learnersOfGroup(trx, id))).map(({ name }) => name);
    expect(await seen()).toEqual(['Oto']);
    await db.superuser.query(`update access.assignments set ended_at = now() where account_id = $1`, [otherTrainer.accountId]);
    expect(await seen()).toEqual([]);
  });
});

describe('the desk', () => {
  test('enrols a person of its own file, and sees and withdraws only those', async () => {
    const { id } = await openGroup({ places: 5 });
    const group = await groupOf(id);
    const person = await plantPerson(site, counsellor, padova);
    const abroad = await plantAccount(db, { name: 'Abroad', roles: [{ role: 'counsellor', scope: kaolack }] });
    const ask = async (who: typeof abroad, officeId: string) =>
      await asActor(
        db.app,
        who,
        async (trx) => await enrolAtDesk(trx, who, { id: person, officeId }, group, { ...asking(), how: 'spoken-at-desk' }),
      );
    await expect(ask(abroad, kaolack)).rejects.toMatchObject({ code: 'not-found' });
    await expect(ask(abroad, padova)).rejects.toThrow(/row-level security/);
    const made = await ask(counsellor as typeof abroad, padova);
    expect(made.state).toBe('enrolled');
    expect(await jobs('enrolled', id)).toMatchObject([{ enrolmentId: made.id }]);
    expect(await asActor(db.app, abroad, async (trx) => await enrolmentsOfPerson(trx, person))).toEqual([]);
    await expect(asActor(db.app, abroad, async (trx) => await withdrawEnrolment(trx, made.id))).rejects.toMatchObject({
      code: 'not-found',
    });
    const account = await plantAccount(db, { name: 'Awa' });
    await plantLink(db, account.accountId, person);
    const own = await asActor(db.app, account, async (trx) => await ownEnrolments(trx, account.accountId));
    expect(own.map((one) => one.id)).toEqual([made.id]);
    await asActor(db.app, account, async (trx) => await withdrawEnrolment(trx, made.id));
    expect((await asActor(db.app, counsellor, async (trx) => await enrolmentsOfPerson(trx, person)))[0]?.state).toBe('withdrawn');
  });

  test('that takes over a file sees its enrolments; the one that gave it away no longer does', async () => {
    const { id } = await openGroup({ places: 5 });
    const person = await plantPerson(site, counsellor, padova);
    const account = await plantAccount(db, { name: 'Binta' });
    await plantLink(db, account.accountId, person);
    await enrol(account, id);
    const abroad = await plantAccount(db, { name: 'Abroad', roles: [{ role: 'counsellor', scope: kaolack }] });
    await db.superuser.query('update access.subjects set custodian_id = $2 where id = $1', [person, kaolack]);
    const seen = async (who: Actor) => (await asActor(db.app, who, async (trx) => await enrolmentsOfPerson(trx, person))).length;
    expect([await seen(abroad), await seen(counsellor)]).toEqual([1, 0]);
  });
});
