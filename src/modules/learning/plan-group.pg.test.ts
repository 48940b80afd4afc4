import { describe, expect, test } from 'vitest';
import { asActor, isForbidden } from '#kernel/db';
import type { OfficeId } from '#modules/offices';
import { plantAccount } from '#test/plant';
import { openGroups } from './groups.fixtures.ts';
import { openLearning } from './learning.fixtures.ts';
import { callOffGroup, changeGroup, moveGroup, planGroup } from './plan-group.ts';
import { getGroup, listComingGroups, listOwnGroups, possibleTrainers } from './read-groups.ts';
import { addRoom, changeRoom, roomsOf } from './room.ts';
import { callOffSession, changeSession, getSession, sessionsOf } from './session.ts';

const world = await openLearning();
const { db, learner } = world;
const { clock, counsellor, groupOf, inDays, kaolack, letPass, manager, meet, openGroup, otherTrainer, padova, plan, room, text, trainer } =
  await openGroups(world);

const all = { officeId: null, language: null, audience: null, way: null };
const move = async (id: Parameters<typeof moveGroup>[1], to: Parameters<typeof moveGroup>[2], who = manager) =>
  await asActor(db.app, who, async (trx) => await moveGroup(trx, id, to));

describe('a group', () => {
  test('is seen by its office alone until it opens, and opens only with a trainer and a session', async () => {
    const id = await plan({}, []);
    const seen = async (who: typeof learner) => await asActor(db.app, who, async (trx) => await getGroup(trx, id));
    expect(await seen(learner)).toBeNull();
    expect((await seen(counsellor))?.state).toBe('planned');
    await expect(move(id, 'open')).rejects.toMatchObject({ code: 'no-trainer' });
    await asActor(db.app, manager, async (trx) => await changeGroup(trx, id, { ...text(), trainers: [trainer.accountId] }));
    await expect(move(id, 'open')).rejects.toMatchObject({ code: 'no-session' });
    await meet(id);
    await move(id, 'open');
    expect((await seen(learner))?.state).toBe('open');
    const listed = await asActor(db.app, learner, async (trx) => await listComingGroups(trx, { ...all, language: 'it', way: 'class' }));
    expect(listed.map((group) => group.id)).toContain(id);
    expect(await asActor(db.app, learner, async (trx) => await listComingGroups(trx, { ...all, language: 'ar' }))).toEqual([]);
  });

  test('goes on step by step, never back, and a trainer may end it', async () => {
    const { id } = await openGroup();
    await expect(move(id, 'ended')).rejects.toMatchObject({ code: 'not-now' });
    await move(id, 'running');
    await expect(move(id, 'open')).rejects.toMatchObject({ code: 'not-now' });
    await expect(move(id, 'ended', otherTrainer)).resolves.toBeUndefined();
    await expect(asActor(db.app, manager, async (trx) => await callOffGroup(trx, id, 'Too late'))).rejects.toMatchObject({
      code: 'not-now',
    });
  });

  test('that is called off frees the room and the trainer', async () => {
    const { id, session } = await openGroup();
    const { startsAt, endsAt } = (await asActor(db.app, manager, async (trx) => await getSession(trx, session))) ?? {
      startsAt: clock,
      endsAt: clock,
    };
    const other = await plan();
    await expect(meet(other, { startsAt, endsAt })).rejects.toMatchObject({ code: 'room-taken' });
    await asActor(db.app, manager, async (trx) => await callOffGroup(trx, id, 'Too few people'));
    await expect(meet(other, { startsAt, endsAt })).resolves.toBeDefined();
    expect((await groupOf(id)).reason).toBe('Too few people');
  });

  test('of another office cannot be planned, changed or moved', async () => {
    const stranger = await plantAccount(db, { name: 'Abroad', roles: [{ role: 'office-manager', scope: kaolack }] });
    const foreign = await asActor(
      db.app,
      stranger,
      async (trx) =>
        await planGroup(trx, stranger.accountId, {
          ...text(),
          courseId: (await groupOf((await openGroup()).id)).courseId,
          officeId: padova as OfficeId,
          trainers: [],
        }),
    ).catch((error: unknown) => isForbidden(error));
    expect(foreign).toBe(true);
    const { id } = await openGroup();
    await expect(asActor(db.app, stranger, async (trx) => await changeGroup(trx, id, { ...text(), trainers: [] }))).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(move(id, 'running', stranger)).rejects.toMatchObject({ code: 'not-now' });
    expect((await groupOf(id)).state).toBe('open');
  });

  test('takes only trainers who are some, and keeps one who holds a session', async () => {
    const id = await plan();
    await meet(id, { startsAt: inDays(60), endsAt: inDays(60, 1) });
    const set = async (trainers: string[]) =>
      await asActor(db.app, manager, async (trx) => await changeGroup(trx, id, { ...text(), trainers }));
    await expect(set([trainer.accountId, learner.accountId])).rejects.toThrow(/row-level security/);
    await expect(set([otherTrainer.accountId])).rejects.toMatchObject({ code: 'trainer-has-sessions' });
    const known = await asActor(db.app, manager, async (trx) => await possibleTrainers(trx, padova));
    expect(known.map(({ name }) => name)).toEqual(['Omar', 'Tina']);
    expect(await asActor(db.app, learner, async (trx) => await possibleTrainers(trx, padova))).toEqual([]);
  });

  test('asks for a span in which one can enrol', async () => {
    await expect(plan({ enrolUntil: inDays(-5) })).rejects.toMatchObject({ code: 'enrol-period', field: 'enrolUntil' });
  });

  test('stands on the list of its trainers and its office, not on that of others', async () => {
    const id = await plan();
    const own = async (who: typeof learner, offices: string[]) =>
      (await asActor(db.app, who, async (trx) => await listOwnGroups(trx, who.accountId, offices))).map((group) => group.id);
    expect(await own(trainer, [])).toContain(id);
    expect(await own(manager, [padova])).toContain(id);
    expect(await own(otherTrainer, [])).not.toContain(id);
    expect(await own(learner, [padova])).not.toContain(id);
  });
});

describe('a session', () => {
  test('cannot take a room twice at the same time, nor a trainer, even when two plan at once', async () => {
    const id = await plan({}, [trainer.accountId, otherTrainer.accountId]);
    const at = { startsAt: inDays(70), endsAt: inDays(70, 2) };
    const both = await Promise.allSettled([meet(id, at), meet(id, { ...at, trainerId: otherTrainer.accountId })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'room-taken', field: 'room' } });
    const next = { startsAt: inDays(70, 1), endsAt: inDays(70, 3) };
    const elsewhere = await asActor(
      db.app,
      manager,
      async (trx) => await addRoom(trx, padova as OfficeId, { name: 'Room 2', seats: 8, stepFree: false }),
    );
    const busy = (await asActor(db.app, manager, async (trx) => await sessionsOf(trx, [id])))[0]?.trainerId ?? '';
    await expect(meet(id, { ...next, roomId: elsewhere, trainerId: busy })).rejects.toMatchObject({ code: 'trainer-taken' });
    await expect(meet(id, { startsAt: at.endsAt, endsAt: inDays(70, 4) })).resolves.toBeDefined();
  });

  test('needs a room in class, a future, and no end before its start', async () => {
    const id = await plan();
    await expect(meet(id, { roomId: null })).rejects.toMatchObject({ code: 'room-needed' });
    await expect(meet(id, { startsAt: inDays(-1), endsAt: inDays(-1, 1) })).rejects.toMatchObject({ code: 'in-the-past' });
    await expect(meet(id, { startsAt: inDays(80), endsAt: inDays(79) })).rejects.toMatchObject({ code: 'session-length' });
    await expect(meet(id, { startsAt: inDays(80), endsAt: inDays(80, 1), trainerId: learner.accountId })).rejects.toMatchObject({
      code: 'not-a-trainer',
    });
    const distance = await plan({ way: 'distance' });
    await expect(
      meet(distance, { roomId: null, link: 'https://meet.example.org/a', startsAt: inDays(81), endsAt: inDays(81, 1) }),
    ).resolves.toBeDefined();
  });

  test('shows its link to those who take part, teach or plan, to nobody else', async () => {
    const id = await plan({ way: 'distance' });
    const session = await meet(id, { roomId: null, link: 'https://meet.example.org/secret', startsAt: inDays(82), endsAt: inDays(82, 1) });
    await move(id, 'open');
    const link = async (who: typeof learner) => (await asActor(db.app, who, async (trx) => await getSession(trx, session)))?.link;
    expect(await link(learner)).toBeNull();
    expect(await link(manager)).toBe('https://meet.example.org/secret');
    expect(await link(trainer)).toBe('https://meet.example.org/secret');
  });

  test('that two people change at once keeps the first change', async () => {
    const id = await plan();
    const session = await meet(id, { startsAt: inDays(90), endsAt: inDays(90, 1) });
    const group = await groupOf(id);
    const before = await asActor(db.app, manager, async (trx) => await getSession(trx, session));
    if (!before) throw new Error('no session');
    const change = async (topic: string) =>
      await asActor(db.app, manager, async (trx) => await changeSession(trx, group, before, { ...before, topic }, clock));
    await change('<b>First</b> ⟨⟩ \\u0000');
    await expect(change('Second')).rejects.toMatchObject({ code: 'changed-meanwhile' });
    const after = await asActor(db.app, manager, async (trx) => await getSession(trx, session));
    expect(after).toMatchObject({ topic: '<b>First</b> ⟨⟩ \\u0000', sequence: 1 });
    if (!after) return;
    await asActor(db.app, manager, async (trx) => await callOffSession(trx, group, after, 'Ill'));
    await expect(asActor(db.app, manager, async (trx) => await callOffSession(trx, group, after, 'Ill'))).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
  });

  test('in the past is not changed by calling the group off', async () => {
    const { id, session } = await openGroup();
    await letPass(session, 3);
    await asActor(db.app, manager, async (trx) => await callOffGroup(trx, id, 'Teacher ill'));
    expect((await asActor(db.app, manager, async (trx) => await getSession(trx, session)))?.state).toBe('planned');
  });
});

test('a room has one name in an office, and is no longer offered once retired', async () => {
  const given = { name: 'Room 1', seats: 5, stepFree: false };
  await expect(asActor(db.app, manager, async (trx) => await addRoom(trx, padova as OfficeId, given))).rejects.toMatchObject({
    code: 'room-name-taken',
  });
  await expect(asActor(db.app, manager, async (trx) => await addRoom(trx, kaolack as OfficeId, given))).rejects.toThrow(
    /row-level security/,
  );
  await asActor(db.app, manager, async (trx) => await changeRoom(trx, room, { name: 'Room 1', seats: 30, stepFree: true, retired: true }));
  expect((await asActor(db.app, manager, async (trx) => await roomsOf(trx, [padova]))).at(-1)).toMatchObject({
    id: room,
    seats: 30,
    retired: true,
  });
  await expect(asActor(db.app, learner, async (trx) => await changeRoom(trx, room, { ...given, retired: false }))).rejects.toMatchObject({
    code: 'not-found',
  });
});
