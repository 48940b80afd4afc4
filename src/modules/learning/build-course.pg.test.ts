import { describe, expect, test } from 'vitest';
import { asActor } from '#kernel/db';
import { copyCourse, createCourse, publishCourse, withdrawCourse } from './build-course.ts';
import { changeDraft, getDraft, listDrafts } from './draft.ts';
import { openLearning } from './learning.fixtures.ts';
import { listCourses } from './list-courses.ts';
import { sampleCourse } from './sample-course.fixtures.ts';
import { translateText } from './translate-text.ts';

const { db, now, learner, editor, load, course, idOf, twoOffices } = await openLearning();

describe('an office', async () => {
  const { padova, kaolack, manager, counsellor } = await twoOffices();

  test('builds, publishes, withdraws and copies courses of its own, unseen by others until published', async () => {
    const made = await asActor(
      db.app,
      manager,
      async (trx) =>
        await createCourse(
          trx,
          manager.accountId,
          {
            officeId: padova,
            lang: 'it',
            title: 'Prezzi',
            summary: 'Come si fa un prezzo.',
            audience: ['founders'],
            tracks: [],
            mode: 'class',
            minutes: 30,
          },
          now,
        ),
    );
    expect(await asActor(db.app, learner, async (trx) => await getDraft(trx, made))).toBeNull();
    await expect(asActor(db.app, manager, async (trx) => await publishCourse(trx, manager.accountId, made))).rejects.toMatchObject({
      code: 'not-ready',
    });
    await asActor(db.app, manager, async (trx) => {
      await changeDraft(trx, manager.accountId, made, (content) => ({ ...content, lessons: sampleLessons() }));
      await publishCourse(trx, manager.accountId, made);
    });
    const listed = async (words: string) =>
      await asActor(db.app, learner, async (trx) => await listCourses(trx, { audience: null, mode: 'class', language: null, words }, 'it'));
    expect((await listed('prezz')).map(({ id }) => id)).toEqual([made]);
    await asActor(db.app, manager, async (trx) => await withdrawCourse(trx, made, true));
    expect(await listed('prezz')).toEqual([]);
    const copy = await asActor(db.app, manager, async (trx) => await copyCourse(trx, manager.accountId, course, padova));
    expect((await asActor(db.app, manager, async (trx) => await listDrafts(trx))).map(({ id }) => id)).toEqual([copy, made]);
  });

  test('cannot make or change a course of another office or of the network', async () => {
    const given = { lang: 'en', title: 'X', summary: 'X', audience: ['founders' as const], tracks: [], mode: 'class' as const, minutes: 5 };
    for (const officeId of [kaolack, null]) {
      await expect(
        asActor(db.app, manager, async (trx) => await createCourse(trx, manager.accountId, { ...given, officeId }, now)),
      ).rejects.toThrow(/row-level security/);
    }
    await expect(
      asActor(db.app, manager, async (trx) => await changeDraft(trx, manager.accountId, course, (content) => content)),
    ).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      asActor(db.app, counsellor, async (trx) => await createCourse(trx, counsellor.accountId, { ...given, officeId: padova }, now)),
    ).rejects.toThrow(/row-level security/);
  });
});

test('two editors who change at once notice, and a translation of a text that changed is refused', async () => {
  await load([{ ...sampleCourse, code: 'edited' }]);
  const id = await idOf('edited');
  const draft = await asActor(db.app, editor, async (trx) => await getDraft(trx, id));
  const change = async (seen: number) =>
    await asActor(
      db.app,
      editor,
      async (trx) => await changeDraft(trx, editor.accountId, id, (content) => ({ ...content, minutes: 33 }), seen),
    );
  await change(draft?.number ?? 0);
  await expect(change(draft?.number ?? 0)).rejects.toMatchObject({ code: 'changed-meanwhile' });
  const translate = async (hash: string) =>
    await asActor(
      db.app,
      editor,
      async (trx) => await translateText(trx, editor.accountId, id, { path: 'title', lang: 'fr', text: 'Un cours', hash }, now),
    );
  await expect(translate('0'.repeat(16))).rejects.toMatchObject({ code: 'changed-meanwhile' });
  await translate(draft?.content.title.texts.en?.hash ?? '');
  const after = await asActor(db.app, editor, async (trx) => await getDraft(trx, id));
  expect(after?.content.title.texts.fr).toMatchObject({ text: 'Un cours', kind: 'human', reviewed: true });
});

function sampleLessons() {
  const at = now.toISOString();
  const text = (words: string) => ({
    source: 'it',
    texts: { it: { text: words, hash: '0'.repeat(16), by: 'x', kind: 'human' as const, at, reviewed: true } },
  });
  return [{ code: 'una', title: text('Una'), minutes: 5, blocks: [{ id: 'b1', kind: 'text' as const, text: text('Parole') }] }];
}
