import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, type AnyWrites } from '#kernel/db';
import { makeTranslated, setTranslation } from '#kernel/i18n';
import { plantAccount, type Somebody } from '#test/plant';
import { testSite } from '#test/site';
import type { InstrumentId } from './content.ts';
import {
  beginDraft,
  changeDraft,
  choicesText,
  createInstrument,
  getDraft,
  importDraft,
  moved,
  publishDraft,
  readChoices,
  retireInstrument,
  without,
  withQuestion,
  withSection,
} from './edit-draft.ts';
import { choices, contentOf } from './instruments.fixtures.ts';
import { getInstrument, versionsOf } from './read-instruments.ts';
import { beginRound } from './rounds.ts';

const { db } = await testSite();
const now = new Date();
const author = { by: 'test', kind: 'human', at: '2026-01-01T00:00:00Z' } as const;
const whole = contentOf({ id: 'a', type: 'choice', options: choices('yes', 'no') }, { id: 'b', type: 'text' });
const [section] = whole.sections;

let maker: Somebody, colleague: Somebody, stranger: Somebody;
const as = async <T>(actor: Somebody, work: (trx: AnyWrites) => Promise<T>): Promise<T> => await asActor(db.app, actor, work);
const refusal = (code: string) => expect.objectContaining({ module: 'instruments', code });
const create = async (code: string) =>
  await as(maker, async (trx) => await createInstrument(trx, maker.accountId, { code, title: 'T', purpose: 'P', lang: 'en' }, now));
const fill = async (actor: Somebody, id: InstrumentId, base: number) =>
  await as(actor, async (trx) => await changeDraft(trx, actor.accountId, id, base, (content) => withSection(content, section!), now)); // contentOf makes one
const publish = async (id: InstrumentId) => await as(maker, async (trx) => await publishDraft(trx, maker.accountId, id, now));

beforeAll(async () => {
  maker = await plantAccount(db, { roles: [{ role: 'editor' }] });
  colleague = await plantAccount(db, { roles: [{ role: 'planner' }] });
  stranger = await plantAccount(db, { roles: [{ role: 'auditor' }] });
});

describe('a draft', () => {
  test('is seen by planners and editors alone, and changed by one after the other', async () => {
    const id = await create('seen');
    expect(await as(stranger, async (trx) => await getDraft(trx, id))).toBeNull();
    await fill(colleague, id, 1);
    await expect(fill(maker, id, 1)).rejects.toEqual(refusal('draft-changed'));
    await expect(fill(stranger, id, 2)).rejects.toEqual(refusal('not-found'));
    expect((await as(maker, async (trx) => await getDraft(trx, id)))?.content.sections).toEqual([section]);
  });

  test('is published only when nothing hinders it, then copied to the next, and the version before stays', async () => {
    const id = await create('published');
    await expect(publish(id)).rejects.toEqual(refusal('has-problems'));
    await fill(maker, id, 1);
    await publish(id);
    await expect(publish(id)).rejects.toEqual(refusal('not-found'));
    await as(maker, async (trx) => await beginDraft(trx, maker.accountId, id, now));
    await expect(as(maker, async (trx) => await beginDraft(trx, maker.accountId, id, now))).rejects.toEqual(refusal('has-draft'));
    await as(maker, async (trx) => await changeDraft(trx, maker.accountId, id, 1, (content) => without(content, 'b'), now));
    await publish(id);
    const versions = await as(maker, async (trx) => await versionsOf(trx, id));
    expect(versions.map(({ content }) => content.sections[0]?.questions.length)).toEqual([1, 2]);
  });

  test('comes from a file that the export wrote, and is refused with the reason where the file is something else', async () => {
    const bytes = (given: unknown) => Buffer.from(JSON.stringify(given));
    const take = async (file: Buffer) => await as(maker, async (trx) => await importDraft(trx, maker.accountId, file, now));
    const id = await take(bytes({ code: 'taken', content: whole }));
    expect((await as(maker, async (trx) => await getDraft(trx, id)))?.content).toEqual(whole);
    await expect(take(bytes({ code: 'taken', content: whole }))).rejects.toEqual(refusal('has-draft'));
    for (const wrong of [Buffer.from('{'), Buffer.from(''), bytes({ code: 'Wrong Code', content: whole }), bytes([])])
      await expect(take(wrong)).rejects.toEqual(refusal('wrong-file'));
  });

  test('of a name that is taken is refused', async () => {
    await create('taken-once');
    await expect(create('taken-once')).rejects.toEqual(refusal('code-taken'));
  });
});

test('no round begins with a retired questionnaire until it is brought back', async () => {
  const id = await create('retired');
  await fill(maker, id, 1);
  await publish(id);
  const day = now.toISOString().slice(0, 10);
  const round = { title: 'R', method: 'M', opensOn: day, closesOn: null, selfStart: false, several: false };
  const begin = async () => await as(maker, async (trx) => await beginRound(trx, maker.accountId, id, round));
  await as(maker, async (trx) => await retireInstrument(trx, id, true, now));
  expect((await as(maker, async (trx) => await getInstrument(trx, id)))?.retiredAt).toEqual(expect.any(Date));
  await expect(begin()).rejects.toEqual(refusal('retired'));
  await as(maker, async (trx) => await retireInstrument(trx, id, false, now));
  await begin();
});

describe('parts of a draft', () => {
  test('move within their list, and stay where there is no place', () => {
    const ids = (content: typeof whole) => content.sections[0]?.questions.map(({ id }) => id);
    expect(ids(moved(whole, 'b', -1))).toEqual(['b', 'a']);
    expect(ids(moved(whole, 'b', 1))).toEqual(['a', 'b']);
    expect(ids(withQuestion(whole, 'only', { ...whole.sections[0]!.questions[0]!, id: 'c' }))).toEqual(['a', 'b', 'c']); // contentOf made them
    expect(without(whole, 'only').sections).toHaveLength(1);
  });

  test('keep the translations of a choice that stays, and know it by its code', () => {
    const label = setTranslation(makeTranslated('en', 'Local', author), 'it', 'Locale', author);
    const before = [{ value: 'local', label, score: null, alone: false }];
    const read = readChoices('local: Local = 2\nNothing at all', { before, lang: 'en', author, alone: 'nothing-at-all' });
    expect(read[0]).toEqual({ value: 'local', label, score: 2, alone: false });
    expect(read[1]).toMatchObject({ value: 'nothing-at-all', score: null, alone: true });
    expect(choicesText(read, 'en')).toBe('local: Local = 2\nnothing-at-all: Nothing at all');
  });
});
