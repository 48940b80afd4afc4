import { beforeAll, describe, expect, test } from 'vitest';
import { giveGrant, listBases } from '#kernel/consent';
import { asActor, isForbidden, type Actor, type AnyWrites } from '#kernel/db';
import { Refusal } from '#kernel/errors';
import { plantAccount, plantLink, plantOffice, plantPerson, plantRole, type Somebody } from '#test/plant';
import { testSite } from '#test/site';
import type { PersonId } from '#modules/people';
import { chooseTracks, tracksOf, type How } from './choose-tracks.ts';
import { trackTexts, writeTrackText } from './texts.ts';
import type { Track } from './track.ts';

const site = await testSite();
const { db } = site;
const now = new Date('2026-06-01T10:00:00Z');

let office: string, elsewhere: string;
let counsellor: Somebody, stranger: Somebody, self: Somebody, editor: Somebody, manager: Somebody, person: PersonId;

const as = async <T>(actor: Actor, work: (trx: AnyWrites) => Promise<T>) => await asActor(db.app, actor, work);
const outcome = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => 'done',
    (reason: unknown) => reason,
  );
  return error instanceof Refusal ? error.code : isForbidden(error) ? 'forbidden' : error;
};
const choose = async (who: Somebody, tracks: readonly Track[], how: How = 'on-line') =>
  await as(who, async (trx) => {
    const said = { tracks, how, language: 'en', wording: 'I agree.' };
    await chooseTracks(trx, who.accountId, { personId: person, officeId: office }, said);
  });
const seen = async (who: Somebody) => (await as(who, async (trx) => await tracksOf(trx, person))).map(({ track }) => track);
const basis = async () =>
  (await as(counsellor, async (trx) => await listBases(trx, person))).find(({ purpose }) => purpose.startsWith('tracks.'));

beforeAll(async () => {
  office = (await plantOffice(db, 'here')).id;
  elsewhere = (await plantOffice(db, 'there')).id;
  counsellor = await plantAccount(db, { roles: [{ role: 'counsellor', scope: office }] });
  stranger = await plantAccount(db, { roles: [{ role: 'counsellor', scope: elsewhere }] });
  manager = await plantAccount(db, { roles: [{ role: 'office-manager', scope: elsewhere }] });
  editor = await plantAccount(db);
  await plantRole(db, editor.accountId, 'editor');
  self = { ...(await plantAccount(db)), assurance: 1 };
  person = await plantPerson(site, counsellor, office);
  await plantLink(db, self.accountId, person);
});

describe('what a person says of themselves', () => {
  test('is kept with the words agreed to, on several tracks, and by consent', async () => {
    await choose(self, ['women', 'refugees']);
    const [first] = await as(self, async (trx) => await tracksOf(trx, person));
    expect(first).toMatchObject({ track: 'women', how: 'on-line', wording: 'I agree.' });
    expect(await seen(counsellor)).toEqual(['women', 'refugees']);
    expect(await basis()).toMatchObject({ basis: 'consent', specialCategories: ['protection-status'] });
  });

  test('is deleted when it is taken back, with its basis once nothing is left', async () => {
    await choose(self, ['women']);
    expect((await basis())?.specialCategories).toEqual([]);
    await choose(self, []);
    expect(await seen(counsellor)).toEqual([]);
    expect(await basis()).toBeUndefined();
    const { rows } = await db.superuser.query('select from tracks.chosen where person_id = $1', [person]);
    expect(rows).toEqual([]);
  });

  test('said twice, also at the same moment, is kept once', async () => {
    await Promise.all([choose(self, ['youth']), choose(self, ['youth']), choose(counsellor, ['youth'], 'spoken-at-desk')]);
    expect(await seen(self)).toEqual(['youth']);
  });

  test('is open to no other desk, not even with a permission for every part', async () => {
    await choose(self, ['refugees']);
    const parts = ['identity', 'contact', 'profile', 'venture', 'plan', 'notes', 'documents'] as const;
    await as(self, async (trx) => {
      await giveGrant(trx, self, {
        subjectId: person,
        recipient: { kind: 'office', id: elsewhere },
        purpose: 'people.purpose.counselling',
        parts,
        language: 'en',
        wording: 'I agree.',
        how: 'on-line',
        endsAt: new Date(Date.now() + 86_400_000),
      });
    });
    expect(await seen(stranger)).toEqual([]);
  });

  test('is written by the person and the desk that has custody alone, each in their own name', async () => {
    expect(await outcome(choose(stranger, ['women'], 'spoken-at-desk'))).toBe('not-found');
    expect(await outcome(choose(editor, ['women']))).toBe('not-found');
    expect(await outcome(choose(self, ['women', 'refugees'], 'signed-at-desk'))).toBe('not-found');
    expect(await outcome(choose(counsellor, ['women', 'refugees'], 'on-line'))).toBe('not-found');
    expect(await seen(self)).toEqual(['refugees']);
  });

  test('does not say in the audit trail which', async () => {
    const { rows } = await db.superuser.query<{ it: string }>("select e::text as it from audit.entries e where verb like 'tracks.%'");
    expect(rows.length).toBeGreaterThan(0);
    for (const { it } of rows) expect(it).not.toMatch(/refugees|women|youth/);
  });
});

describe('texts', () => {
  const write = async (who: Somebody, officeId: string | null, lang: string, text: string | null) =>
    await as(who, async (trx) => await writeTrackText(trx, who.accountId, { track: 'women', officeId }, { lang, text, now }));
  const read = async () => await as({ accountId: null, assurance: 0 } as unknown as Actor, async (trx) => await trackTexts(trx, 'women'));

  test('of the network are for editors of the network, of an office for its manager', async () => {
    expect(await outcome(write(manager, null, 'en', 'For all.'))).toBe('not-found');
    expect(await outcome(write(manager, office, 'en', 'Not mine.'))).toBe('not-found');
    expect(await outcome(write(counsellor, office, 'en', 'No manager.'))).toBe('not-found');
    expect(await outcome(write(manager, elsewhere, 'en', 'Ours.'))).toBe('done');
    expect(await outcome(write(editor, null, 'en', 'For all.'))).toBe('done');
    expect((await read()).map(({ officeId }) => officeId).toSorted()).toEqual([elsewhere, null].toSorted());
  });

  test('are written language by language, and gone when emptied where they were first written', async () => {
    await write(editor, null, 'it', 'Per tutte.');
    await write(editor, null, 'en', 'For all women.');
    const text = (await read()).find(({ officeId }) => officeId === null);
    expect(Object.keys(text?.body.texts ?? {}).toSorted()).toEqual(['en', 'it']);
    await write(editor, null, 'it', null);
    expect(Object.keys((await read()).find(({ officeId }) => officeId === null)?.body.texts ?? {})).toEqual(['en']);
    await write(editor, null, 'en', null);
    expect((await read()).find(({ officeId }) => officeId === null)).toBeUndefined();
  });
});
