import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, asSystem, newId, nobody, type Actor, type AnyWrites } from '#kernel/db';
import { makeTranslated, projectRoot } from '#kernel/i18n';
import { importPlaces } from '#modules/places';
import { plantAccount, plantOffice } from '#test/plant';
import { filledIn } from '#test/fixtures-practices';
import { testDatabase } from '#test/database';
import { findPractice, importPractices, listPractices } from './index.ts';
import { publishDraft } from './publish-sheet.ts';
import { findVersion, versionsOf } from './read-versions.ts';
import type { DraftId } from './sheet-content.ts';
import {
  beginSheet,
  beginVersion,
  changeSheet,
  draftOf,
  dropDraft,
  getDraft,
  listDrafts,
  returnDraft,
  sendDraft,
  takeBack,
} from './write-sheet.ts';

const db = await testDatabase();
const now = new Date('2026-11-22T08:00:00Z');
const reference = (name: string) =>
  JSON.parse(readFileSync(join(projectRoot(), 'db/reference', `${name}.json`), 'utf8')) as Record<string, unknown>[];
const given = reference('practices').slice(0, 3);
const as = async <T>(actor: Actor, work: (trx: AnyWrites) => Promise<T>) => await asActor(db.app, actor, work);
const code = String(given[0]?.id);

const { id: ours } = await plantOffice(db, 'ours');
const { id: theirs } = await plantOffice(db, 'theirs');
const planner = await plantAccount(db, { roles: [{ role: 'planner', scope: ours }] });
const stranger = await plantAccount(db, { roles: [{ role: 'planner', scope: theirs }] });
const editor = await plantAccount(db, { roles: [{ role: 'editor' }] });
const otherEditor = await plantAccount(db, { roles: [{ role: 'editor' }] });

beforeAll(async () => {
  await asSystem(db.owner, async (trx) => {
    await importPlaces(trx, reference('places'));
    expect((await importPractices(trx, given, { now })).problems).toEqual([]);
  });
});

const revise = async (id: string, by = planner, officeId: typeof ours | null = ours) =>
  await as(by, async (trx) => {
    const practice = await findPractice(trx, id);
    if (!practice) throw new Error(`no practice ${id}`);
    return await beginVersion(trx, by.accountId, practice, { officeId, reason: 'Confirmed by telephone' }, now);
  });
const begin = async (name: string) =>
  await as(planner, async (trx) => {
    const sheet = { code: name, title: `Title ${name}`, lang: 'en', reason: 'New', source: 'Our town', officeId: ours };
    return await beginSheet(trx, planner.accountId, sheet, now);
  });
const fill = async (id: DraftId, base = 1, by = planner) =>
  await as(by, (trx) => changeSheet(trx, by.accountId, id, { base, change: filledIn(by.accountId, now) }, now));

describe('a draft', () => {
  test('is seen by its authority and the network’s editors, and by nobody else', async () => {
    const id = await begin('seen-draft');
    for (const who of [planner, editor]) expect((await as(who, (trx) => getDraft(trx, id)))?.code).toBe('seen-draft');
    for (const who of [stranger, nobody]) {
      expect(await as(who, (trx) => getDraft(trx, id))).toBeNull();
      expect(await as(who, (trx) => listDrafts(trx))).toEqual([]);
      expect(await as(who, (trx) => listPractices(trx, { lang: 'en', words: 'seen-draft' }))).toMatchObject({ total: 0 });
    }
    await expect(as(stranger, (trx) => dropDraft(trx, id))).rejects.toMatchObject({ code: 'not-found' });
    await as(planner, (trx) => dropDraft(trx, id));
  });

  test('notices that another author has changed it, and holds no more than a sheet holds', async () => {
    const id = await begin('changed-draft');
    await fill(id);
    await expect(fill(id)).rejects.toMatchObject({ code: 'draft-changed' });
    const change = (features: unknown) => async (trx: AnyWrites) =>
      await changeSheet(trx, planner.accountId, id, { base: 2, change: (content) => ({ ...content, features }) as typeof content }, now); // what a wrong program might send
    await expect(as(planner, change([{ feature: 'magic', reason: null }]))).rejects.toMatchObject({ code: 'draft-wrong' });
    await as(planner, (trx) => dropDraft(trx, id));
  });

  test('has a short name of its own, and a practice has one draft at a time', async () => {
    const id = await begin('one-draft');
    await expect(begin('one-draft')).rejects.toMatchObject({ code: 'code-taken' });
    await expect(begin(code)).rejects.toMatchObject({ code: 'code-taken' });
    const first = await revise(code);
    await expect(revise(code, editor, null)).rejects.toMatchObject({ code: 'has-draft' });
    for (const one of [id, first]) await as(planner, (trx) => dropDraft(trx, one));
  });
});

describe('publishing', () => {
  test('needs what every sheet needs, an editor, and one who wrote nothing of it', async () => {
    const id = await begin('two-eyes');
    await expect(as(planner, (trx) => sendDraft(trx, id, now))).rejects.toMatchObject({ code: 'sheet-incomplete' });
    await fill(id);
    await fill(id, 2, editor);
    await expect(as(otherEditor, (trx) => publishDraft(trx, otherEditor.accountId, id, now))).rejects.toMatchObject({
      code: 'not-waiting',
    });
    await as(planner, (trx) => sendDraft(trx, id, now));
    await expect(fill(id, 3)).rejects.toMatchObject({ code: 'draft-waiting' });
    for (const who of [planner, stranger])
      await expect(as(who, (trx) => publishDraft(trx, who.accountId, id, now))).rejects.toBeInstanceOf(Error);
    await expect(as(editor, (trx) => publishDraft(trx, editor.accountId, id, now))).rejects.toMatchObject({ code: 'own-draft' });
    await as(otherEditor, (trx) => publishDraft(trx, otherEditor.accountId, id, now));
    const practice = await as(nobody, (trx) => findPractice(trx, 'two-eyes'));
    expect(practice).toMatchObject({ standing: 'confirmed', standingOn: '2026-05', version: 1, keeperId: ours });
    expect(practice?.features.map(({ feature }) => feature)).toEqual(['adaptability']);
    const [version] = await as(nobody, (trx) => versionsOf(trx, practice!.id));
    expect(version).toMatchObject({ number: 1, officeId: ours, reason: 'New', publishedBy: otherEditor.accountId });
    expect(version?.authors.toSorted()).toEqual([planner.accountId, editor.accountId].toSorted());
    expect(await as(planner, (trx) => getDraft(trx, id))).toBeNull();
  });

  test('is not to be had by hand either: the database refuses an author, a forged version and a quiet change', async () => {
    const id = await begin('by-hand');
    await fill(id);
    await as(planner, (trx) => sendDraft(trx, id, now));
    const practice = await as(nobody, (trx) => findPractice(trx, code));
    const version = (draft: string | null, by: string | null) => async (trx: AnyWrites) =>
      await trx
        .insertInto('practices.versions')
        .values({ id: newId(), practice_id: practice!.id, number: 7, draft_id: draft as DraftId | null, content: '{}', published_by: by })
        .execute();
    await expect(as(planner, version(id, planner.accountId))).rejects.toBeInstanceOf(Error);
    await expect(as(editor, version(id, editor.accountId))).rejects.toMatchObject({ constraint: 'versions_waiting' });
    await expect(as(editor, version(null, null))).rejects.toMatchObject({ code: '42501' });
    await expect(
      as(editor, (trx) =>
        trx.updateTable('practices.practices').set({ website: 'https://example.org' }).where('code', '=', 'two-eyes').execute(),
      ),
    ).rejects.toMatchObject({ constraint: 'practices_by_version' });
    await expect(
      as(editor, (trx) => trx.updateTable('practices.practices').set({ version: 9 }).where('code', '=', code).execute()),
    ).rejects.toMatchObject({ constraint: 'practices_by_version' });
    await as(planner, (trx) => dropDraft(trx, id));
  });

  test('keeps what was reported in 2010 as version 1, readable, and an import no longer changes the sheet', async () => {
    const before = await as(nobody, (trx) => findPractice(trx, code));
    const id = await revise(code);
    await fill(id);
    await as(planner, (trx) => sendDraft(trx, id, now));
    await as(editor, (trx) => publishDraft(trx, editor.accountId, id, now));
    const after = await as(nobody, (trx) => findPractice(trx, code));
    expect(after).toMatchObject({ version: 2, standing: 'confirmed', title: before!.title, corridors: before!.corridors });
    const original = await as(nobody, (trx) => findVersion(trx, before!.id, 1));
    expect(original).toMatchObject({ publishedBy: null, reason: null, authors: [], content: { standing: 'reported', reported: '2010' } });
    expect(original?.content.summary).toEqual(before!.summary);
    const changed = given.map((row) => ({ ...row, summary: 'Something else.' }));
    const report = await asSystem(db.owner, (trx) => importPractices(trx, changed, { now }));
    expect(report).toMatchObject({ updated: 2, unchanged: 1, problems: [] });
    expect(await as(nobody, (trx) => findPractice(trx, code))).toEqual(after);
  });

  test('makes the authority the keeper: another one begins no version, the network may', async () => {
    await expect(revise(code, stranger, theirs)).rejects.toMatchObject({ code: 'not-keeper' });
    const id = await revise(code, editor, null);
    await as(editor, (trx) => dropDraft(trx, id));
  });
});

test('a draft that is sent back says why, and one that is taken back can be written again', async () => {
  const id = await begin('returned-draft');
  await fill(id);
  await as(planner, (trx) => sendDraft(trx, id, now));
  await as(editor, (trx) => returnDraft(trx, id, 'Say who pays.'));
  expect(await as(planner, (trx) => getDraft(trx, id))).toMatchObject({ state: 'returned', advice: 'Say who pays.' });
  await fill(id, 2);
  await as(planner, (trx) => sendDraft(trx, id, now));
  await as(planner, (trx) => takeBack(trx, id));
  await expect(as(editor, (trx) => returnDraft(trx, id, 'Late.'))).rejects.toMatchObject({ code: 'not-waiting' });
  await fill(id, 3);
});

test('features and standing narrow the library', async () => {
  const list = async (filter: object) =>
    (await as(nobody, (trx) => listPractices(trx, { lang: 'en', ...filter }))).rows.map((row) => row.code);
  expect((await list({ feature: 'adaptability' })).toSorted()).toEqual([code, 'two-eyes'].toSorted());
  expect(await list({ feature: 'institutional' })).toEqual([]);
  expect(await list({ standing: 'confirmed' })).toHaveLength(2);
  expect(await list({ words: 'fewer fines' })).toHaveLength(2);
  expect(await as(nobody, async (trx) => await draftOf(trx, (await findPractice(trx, code))!.id))).toBeNull();
});

test('a translation is kept with the text it was made from', async () => {
  const id = await begin('translated-draft');
  const author = { by: planner.accountId, kind: 'human', at: now.toISOString() } as const;
  const change = {
    base: 1,
    change: (content: Parameters<ReturnType<typeof filledIn>>[0]) => ({ ...content, summary: makeTranslated('en', 'Short', author) }),
  };
  await as(planner, (trx) => changeSheet(trx, planner.accountId, id, change, now));
  expect((await as(planner, (trx) => getDraft(trx, id)))?.content.summary?.texts.en?.text).toBe('Short');
});
