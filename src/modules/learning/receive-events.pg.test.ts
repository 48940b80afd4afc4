import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asActor, newId } from '#kernel/db';
import { plantAccount } from '#test/plant';
import { doOnSite } from './do-on-site.ts';
import { handedInOf } from './learning-event.ts';
import { openLearning } from './learning.fixtures.ts';
import { studyOf } from './study.ts';

const { db, keyring, now, learner, other, course, begin, receive, deedsOf, answered } = await openLearning();

describe('what devices send', () => {
  test('is kept once, however often and in however many pieces it is sent', async () => {
    const study = await begin(learner);
    const devices = [newId(), newId()];
    const deeds = devices.flatMap((device, which) =>
      Array.from({ length: 6 }, (_one, index) => ({
        device,
        deed: answered(study, index + 1, { at: now.getTime() - 100_000 + index * 2_000 + which * 1_000 }),
      })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.subarray(deeds), { minLength: 1, maxLength: 3 }), async (sendings) => {
        for (const part of sendings)
          for (const device of devices)
            await receive(
              learner,
              device,
              part.filter((one) => one.device === device).map(({ deed }) => deed),
            );
      }),
      { numRuns: 8 },
    );
    for (const device of devices)
      await receive(
        learner,
        device,
        deeds.filter((one) => one.device === device).map(({ deed }) => deed),
      );
    const kept = (await deedsOf(learner, study)).map(({ id }) => id).filter((id) => deeds.some(({ deed }) => deed.id === id));
    expect(kept).toEqual(deeds.toSorted((a, b) => a.deed.at - b.deed.at).map(({ deed }) => deed.id));
  });

  test('at the same moment from two devices is all there', async () => {
    const study = await begin(other);
    const parts = [newId(), newId()].map((device) => ({
      device,
      deeds: Array.from({ length: 20 }, (_one, index) => answered(study, index + 1)),
    }));
    await Promise.all(parts.map(async ({ device, deeds }) => await receive(other, device, deeds)));
    expect((await deedsOf(other, study)).length).toBe(40);
  });

  test('is judged here, whatever the device says of it', async () => {
    const study = await begin(learner);
    const wrong = answered(study, 90, { choices: ['a'], right: true });
    await receive(learner, newId(), [wrong]);
    expect((await deedsOf(learner, study)).find(({ id }) => id === wrong.id)?.right).toBe(false);
  });

  test('of somebody else is not taken and not betrayed, and what cannot be read holds up no other', async () => {
    const foreign = await begin(other);
    const study = await begin(learner);
    const good = answered(study, 91);
    const sent = [answered(foreign, 1), answered(newId(), 2), { id: 'x' }, null, answered(study, 92, { item: null }), good];
    const result = await receive(learner, newId(), sent);
    expect(result.kept).toEqual([good.id]);
    expect(result.foreign.length).toBe(2);
    expect(result.unreadable.length).toBe(3);
  });

  test('with a wrong clock is set right, and never lies in the future', async () => {
    const study = await begin(learner);
    const slow = answered(study, 93, { at: now.getTime() - 86_400_000 - 60_000 });
    const future = answered(study, 94, { at: now.getTime() + 86_400_000 * 400 });
    await receive(learner, newId(), [slow], new Date(now.getTime() - 86_400_000));
    await receive(learner, newId(), [future]);
    const deeds = await deedsOf(learner, study);
    expect(deeds.find(({ id }) => id === slow.id)?.happenedAt).toEqual(new Date(now.getTime() - 60_000));
    expect(deeds.find(({ id }) => id === future.id)?.happenedAt).toEqual(now);
  });

  test('that took long on a slow line keeps its time, so that two devices stay in order', async () => {
    const study = await begin(learner);
    const first = answered(study, 96, { at: now.getTime() - 120_000 });
    const second = answered(study, 97, { at: now.getTime() - 110_000 });
    await receive(learner, newId(), [first], new Date(now.getTime() - 100_000));
    await receive(learner, newId(), [second]);
    const order = (await deedsOf(learner, study)).map(({ id }) => id);
    expect(order.indexOf(first.id)).toBeLessThan(order.indexOf(second.id));
  });

  test('as work is sealed, and opened for the learner', async () => {
    const study = await begin(learner);
    const work = {
      id: newId(),
      study,
      sequence: 95,
      kind: 'handed-in',
      lesson: 'second',
      item: 'my-list',
      text: 'Bread and rent',
      at: now.getTime(),
    };
    await receive(learner, newId(), [work]);
    const { rows } = await db.superuser.query<{ sealed: Buffer }>('select sealed from learning.events where id = $1', [work.id]);
    expect(rows[0]?.sealed.toString('utf8')).not.toContain('Bread');
    const opened = await asActor(db.app, learner, async (trx) => await handedInOf(trx, keyring, study));
    expect(opened).toMatchObject([{ item: 'my-list', text: 'Bread and rent' }]);
  });

  test('that finishes the course is summed up, and stays finished', async () => {
    const one = await plantAccount(db, { name: 'Quick' });
    const study = await begin(one);
    await receive(one, newId(), [
      answered(study, 1),
      answered(study, 2, { item: 'some-right', choices: ['a', 'b'] }),
      answered(study, 3, { item: 'sum', choices: null, number: '750' }),
      { id: newId(), study, sequence: 4, kind: 'finished', lesson: 'first', at: now.getTime() },
      { id: newId(), study, sequence: 5, kind: 'handed-in', lesson: 'second', item: 'my-list', text: 'x', at: now.getTime() },
    ]);
    const state = async () => await asActor(db.app, one, async (trx) => await studyOf(trx, one.accountId, course));
    expect(await state()).toMatchObject({ lessonsDone: 1, finishedAt: null });
    await asActor(
      db.app,
      one,
      async (trx) => await doOnSite(trx, keyring, one.accountId, study, { kind: 'finished', lesson: 'second' }, now),
    );
    expect(await state()).toMatchObject({ lessonsDone: 2, finishedAt: now });
    await receive(one, newId(), [answered(study, 9, { choices: ['a'] })]);
    expect(await state()).toMatchObject({ finishedAt: now });
  });
});
