import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, isForbidden, nobody, type AnyWrites } from '#kernel/db';
import type { Authorship } from '#kernel/i18n';
import { filledIn } from '#test/fixtures-practices';
import { aPicture } from '#test/fixtures-trade';
import { plantAccount, plantOffice, type Somebody } from '#test/plant';
import { testSite, type SessionCookie } from '#test/site';
import { addPicture, changePicture, putEarlier, takeOutPicture, withdrawPicture } from './pictures.ts';
import type { PictureId } from './practice.ts';
import { publishDraft } from './publish-sheet.ts';
import { openPicture, shownPictures } from './read-pictures.ts';
import { findPractice } from './read-practices.ts';
import { findVersion } from './read-versions.ts';
import type { DraftId } from './sheet-content.ts';
import { beginSheet, beginVersion, changeSheet, dropDraft, getDraft, sendDraft } from './write-sheet.ts';

const site = await testSite();
const now = new Date('2026-11-22T08:00:00Z');
const { id: ours } = await plantOffice(site.db, 'ours');
const { id: theirs } = await plantOffice(site.db, 'theirs');
const planner = await plantAccount(site.db, { roles: [{ role: 'planner', scope: ours }] });
const stranger = await plantAccount(site.db, { roles: [{ role: 'planner', scope: theirs }] });
const editor = await plantAccount(site.db, { roles: [{ role: 'editor' }] });
let plannerIn: SessionCookie;
let strangerIn: SessionCookie;
let editorIn: SessionCookie;
beforeAll(async () => {
  plannerIn = await site.signIn(planner.accountId);
  strangerIn = await site.signIn(stranger.accountId);
  editorIn = await site.signIn(editor.accountId);
});

const as = async <T>(who: Somebody | typeof nobody, work: (trx: AnyWrites) => Promise<T>) => await asActor(site.db.app, who, work);
const byOf = ({ accountId }: Somebody) => ({ by: accountId, kind: 'human', at: now.toISOString() }) satisfies Authorship;
const text = { words: 'A table', caption: 'An evening', credit: 'The town', licence: 'cc-by' } as const;

/** The same picture with another byte near its end, so that it counts as another one. */
const another = (count: number) => {
  const bytes = Buffer.from(aPicture);
  bytes.writeUInt8(count, bytes.length - 20);
  return bytes;
};
const begin = async (code: string, who = planner, officeId = ours) =>
  await as(who, async (trx) => {
    const given = { code, title: `Title ${code}`, lang: 'en', reason: 'New', source: 'Our town', officeId };
    const id = await beginSheet(trx, who.accountId, given, now);
    await changeSheet(trx, who.accountId, id, { base: 1, change: filledIn(who.accountId, now) }, now);
    return id;
  });
const add = async (id: DraftId, bytes = aPicture, who = planner) =>
  await as(who, async (trx) => await addPicture(trx, byOf(who), id, { ...text, bytes }, now));
const publish = async (id: DraftId) => {
  await as(planner, async (trx) => await sendDraft(trx, id, now));
  await as(editor, async (trx) => await publishDraft(trx, editor.accountId, id, now));
};
const revise = async (code: string) =>
  await as(planner, async (trx) => {
    const practice = (await findPractice(trx, code))!;
    return await beginVersion(trx, planner.accountId, practice, { officeId: ours, reason: 'Again' }, now);
  });
const picturesIn = async (id: DraftId) =>
  (await as(planner, async (trx) => await getDraft(trx, id)))!.content.pictures.map((one) => one.id);
const kept = async (id: PictureId) => (await site.db.superuser.query('select from practices.pictures where id = $1', [id])).rowCount === 1;
const sees = async (who: Somebody | typeof nobody, id: PictureId) => await as(who, async (trx) => (await openPicture(trx, id)) !== null);

describe('a picture of a draft', () => {
  test('is seen by those who see the draft, and by everybody once a version shows it', async () => {
    const id = await begin('seen-picture');
    const picture = await add(id);
    const at = `/en/practices/pictures/${picture}`;
    for (const who of [planner, editor]) expect(await sees(who, picture)).toBe(true);
    for (const who of [stranger, nobody]) expect(await sees(who, picture)).toBe(false);
    expect((await site.get(at, plannerIn)).statusCode).toBe(200);
    expect((await site.get(at, strangerIn)).statusCode).toBe(404);
    expect((await site.get(at)).statusCode).toBe(404);
    await publish(id);
    const answer = await site.get(at);
    expect(answer.headers['content-type']).toBe('image/png');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    const page = (await site.get('/en/practices/seen-picture')).body;
    expect(page).toMatch(/<img[^>]+alt="A table"[^>]+width="8"[^>]+height="6"[^>]+loading="lazy"/);
    expect(page).toContain('An evening');
    expect(page).toContain('CC BY 4.0');
    expect((await site.get('/en/practices/seen-picture/versions/1')).body).toContain(picture);
  });

  test('is refused where it is none, is there already, or would be the seventh', async () => {
    const id = await begin('wrong-pictures');
    await expect(add(id, Buffer.from('<svg/>'))).rejects.toMatchObject({ code: 'picture-not-accepted' });
    await expect(add(id, Buffer.alloc(0))).rejects.toMatchObject({ code: 'picture-missing' });
    await add(id);
    await expect(add(id)).rejects.toMatchObject({ code: 'same-picture' });
    for (const count of [1, 2, 3, 4, 5]) await add(id, another(count));
    await expect(add(id, another(6))).rejects.toMatchObject({ code: 'too-many-pictures' });
    expect(await picturesIn(id)).toHaveLength(6);
  });

  test('is not added without a word that those in it agreed, neither by the form nor by hand', async () => {
    const id = await begin('no-word');
    const at = `/en/practices/drafts/${id}/pictures`;
    const form = { ...text, words: 'A square' };
    const refused = await site.post(at, form, plannerIn, { file: { name: 'a.png', bytes: aPicture } });
    expect([refused.statusCode, refused.body.includes('Tick this only once everybody')]).toEqual([422, true]);
    expect(refused.body).toContain('value="A square"');
    await expect(
      as(planner, async (trx) => {
        const row = { id: crypto.randomUUID(), draft_id: id, media_type: 'image/png', width: 1, height: 1, sha256: 'a'.repeat(64) };
        await trx
          .insertInto('practices.pictures')
          .values({ ...row, id: row.id as PictureId, content: aPicture, agreed: false, added_by: planner.accountId })
          .execute();
      }),
    ).rejects.toMatchObject({ constraint: 'pictures_agreed' });
    expect((await site.post(at, { ...form, agreed: 'yes' }, plannerIn, { file: { name: 'a.png', bytes: aPicture } })).statusCode).toBe(303);
    expect(await picturesIn(id)).toHaveLength(1);
  });

  test('is put in order, worded anew and taken out; two authors notice each other', async () => {
    const id = await begin('order-of-pictures');
    const [first, second] = [await add(id), await add(id, another(1))];
    await as(planner, async (trx) => await putEarlier(trx, planner.accountId, id, second, now));
    expect(await picturesIn(id)).toEqual([second, first]);
    const change = async (base: number) =>
      await as(planner, async (trx) => {
        await changePicture(trx, byOf(planner), id, { ...text, caption: null, words: 'Two tables', picture: first, base }, now);
      });
    await change(5);
    await expect(change(5)).rejects.toMatchObject({ code: 'draft-changed' });
    const changed = (await as(planner, async (trx) => await getDraft(trx, id)))!.content.pictures[1];
    expect([changed?.words.texts.en?.text, changed?.caption]).toEqual(['Two tables', null]);
    await as(planner, async (trx) => await takeOutPicture(trx, planner.accountId, id, first, now));
    expect([await kept(first), await picturesIn(id)]).toEqual([false, [second]]);
  });

  test('goes with a draft that is thrown away', async () => {
    const id = await begin('thrown-away');
    const picture = await add(id);
    await as(planner, async (trx) => await dropDraft(trx, id));
    expect(await kept(picture)).toBe(false);
  });

  test('of somebody else is neither added, changed, taken out nor shown in a sheet of one’s own', async () => {
    const id = await begin('not-yours');
    const picture = await add(id);
    await expect(add(id, another(1), stranger)).rejects.toMatchObject({ code: 'not-found' });
    await expect(as(stranger, async (trx) => await takeOutPicture(trx, stranger.accountId, id, picture, now))).rejects.toMatchObject({
      code: 'not-found',
    });
    for (const rest of ['', `/${picture}`, `/${picture}/remove`])
      expect((await site.get(`/en/practices/drafts/${id}/pictures${rest}`, strangerIn)).statusCode, rest).toBe(404);
    const own = await begin('thief', stranger, theirs);
    await expect(
      as(stranger, async (trx) => {
        const values = { draft_id: id, media_type: 'image/png', width: 1, height: 1, sha256: 'a'.repeat(64), content: aPicture };
        await trx
          .insertInto('practices.pictures')
          .values({ ...values, id: crypto.randomUUID() as PictureId, agreed: true, added_by: stranger.accountId })
          .execute();
      }),
    ).rejects.toSatisfy(isForbidden);
    // By hand its id is put into another sheet: no editor can publish that, and the picture stays hidden.
    const [stolen] = (await as(planner, async (trx) => await getDraft(trx, id)))!.content.pictures;
    await as(stranger, async (trx) => {
      await changeSheet(trx, stranger.accountId, own, { base: 2, change: (content) => ({ ...content, pictures: [stolen!] }) }, now);
      await sendDraft(trx, own, now);
    });
    await expect(as(editor, async (trx) => await publishDraft(trx, editor.accountId, own, now))).rejects.toMatchObject({
      constraint: 'versions_pictures',
    });
    expect(await sees(stranger, picture)).toBe(false);
  });
});

describe('a published picture', () => {
  test('begins the next draft and stays with its version when that draft takes it out', async () => {
    const first = await begin('kept-picture');
    const picture = await add(first);
    await publish(first);
    const second = await revise('kept-picture');
    expect(await picturesIn(second)).toEqual([picture]);
    await expect(add(second)).rejects.toMatchObject({ code: 'same-picture' });
    await as(planner, async (trx) => await takeOutPicture(trx, planner.accountId, second, picture, now));
    const later = await add(second);
    await publish(second);
    expect([await kept(picture), await kept(later)]).toEqual([true, true]);
    const practice = (await as(nobody, async (trx) => await findPractice(trx, 'kept-picture')))!;
    expect(practice.pictures.map(({ id }) => id)).toEqual([later]);
    const version = await as(nobody, async (trx) => await findVersion(trx, practice.id, 1));
    expect(version?.content.pictures.map(({ id }) => id)).toEqual([picture]);
  });

  test('is taken away for good by an editor of the network alone, from every version', async () => {
    const id = await begin('withdrawn-picture');
    const picture = await add(id);
    await publish(id);
    const at = `/en/practices/pictures/${picture}/withdraw`;
    await expect(as(planner, async (trx) => await withdrawPicture(trx, picture))).rejects.toMatchObject({ code: 'not-found' });
    expect((await site.post(at, {}, plannerIn)).statusCode).toBe(404);
    expect((await site.get('/en/practices/withdrawn-picture', editorIn)).body).toContain(at);
    expect((await site.post(at, {}, editorIn)).statusCode).toBe(303);
    expect(await kept(picture)).toBe(false);
    expect((await site.get(`/en/practices/pictures/${picture}`)).statusCode).toBe(404);
    const page = await site.get('/en/practices/withdrawn-picture');
    expect([page.statusCode, page.body.includes('<img')]).toEqual([200, false]);
    const practice = (await as(nobody, async (trx) => await findPractice(trx, 'withdrawn-picture')))!;
    expect(await as(nobody, async (trx) => await shownPictures(trx, practice.pictures))).toEqual([]);
    // The next version can still be published without it.
    const next = await revise('withdrawn-picture');
    await publish(next);
  });
});
