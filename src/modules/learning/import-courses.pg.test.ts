import { describe, expect, test } from 'vitest';
import { asActor } from '#kernel/db';
import { openLearning } from './learning.fixtures.ts';
import { findCourse } from './list-courses.ts';
import { sampleCourse } from './sample-course.fixtures.ts';

const { db, learner, editor, load, idOf, begin } = await openLearning();

describe('the import', () => {
  test('of the same file again changes nothing', async () => {
    expect(await load([sampleCourse])).toMatchObject({ created: 0, updated: 0, unchanged: 1, problems: [] });
  });

  test('of a changed file makes a new version', async () => {
    await load([{ ...sampleCourse, code: 'changing' }]);
    expect(await load([{ ...sampleCourse, code: 'changing', minutes: 25 }])).toMatchObject({ updated: 1 });
    const found = await asActor(db.app, learner, async (trx) => await findCourse(trx, 'changing'));
    expect(found).toMatchObject({ number: 2, minutes: 25 });
  });

  test('tells every fault and writes nothing', async () => {
    const broken = { ...sampleCourse, code: 'broken', minutes: 'long' };
    const without = {
      ...sampleCourse,
      code: 'without-file',
      lessons: sampleCourse.lessons.map((one) => ({
        ...one,
        blocks: one.blocks.map((block) => (block.kind === 'picture' ? { ...block, file: 'gone.svg' } : block)),
      })),
    };
    const report = await load([broken, without, { ...sampleCourse, code: 'whole' }]);
    expect(report.problems.map(({ problem }) => problem)).toEqual(['learning.import.shape', 'learning.import.no-file']);
    expect(report).toMatchObject({ created: 0, updated: 0 });
    expect(await asActor(db.app, learner, async (trx) => await findCourse(trx, 'whole'))).toBeNull();
  });
});

describe('a new version', () => {
  test('is for who begins; who is in the middle finishes the old one, then may begin the new', async () => {
    await load([{ ...sampleCourse, code: 'growing' }]);
    const id = await idOf('growing');
    const first = await begin(learner, id);
    await load([{ ...sampleCourse, code: 'growing', minutes: 99 }]);
    expect(await begin(learner, id)).toBe(first);
    await db.superuser.query('update learning.studies set finished_at = now() where id = $1', [first]);
    const second = await begin(learner, id);
    expect(second).not.toBe(first);
    expect(await begin(learner, id)).toBe(second);
  });

  test('cannot be changed once published', async () => {
    await expect(
      asActor(db.app, editor, async (trx) => await trx.updateTable('learning.versions').set({ minutes: 1 }).execute()),
    ).rejects.toThrow(/permission denied/);
  });
});
