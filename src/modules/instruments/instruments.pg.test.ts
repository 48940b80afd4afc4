import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, asSystem, hashLinkToken, isForbidden, newId, type Actor, type AnyWrites } from '#kernel/db';
import { plantAccount, plantOffice, type Somebody } from '#test/plant';
import { testSite } from '#test/site';
import { beginForBody, beginFromPaper, inviteByLink, waitingIn } from './begin-sheet.ts';
import { addEvidence, openEvidence } from './evidence.ts';
import { importInstruments } from './import-instruments.ts';
import { choices, contentOf, when } from './instruments.fixtures.ts';
import { findVersion, listInstruments, versionsOf } from './read-instruments.ts';
import { eventsOf, getSheet, readFilled, standingIn } from './read-sheets.ts';
import { beginRound, closeRound, type NewRound, type RoundId } from './rounds.ts';
import { saveSection, type Given } from './save-section.ts';
import type { SheetId } from './sheet.ts';
import { askForContact, releaseContact, reopenSheet, submitSheet } from './submit-sheet.ts';

const site = await testSite();
const { db, network } = site;
const { keyring } = network;
const now = new Date();
const day = (from: number) => new Date(now.getTime() + from * 86_400_000).toISOString().slice(0, 10);
const content = contentOf(
  { id: 'a', type: 'choice', options: choices('yes', 'no'), required: true },
  { id: 'b', type: 'longtext', condition: when('a', 'yes') },
  { id: 'phone', type: 'text', contact: true },
);

let maker: Somebody, one: Somebody, colleague: Somebody, stranger: Somebody;
let office: string, elsewhere: string, round: RoundId;

const as = async <T>(actor: Actor, work: (trx: AnyWrites) => Promise<T>): Promise<T> => await asActor(db.app, actor, work);
const withLink = (token: string): Actor => ({ accountId: null, assurance: 0, token: hashLinkToken(token) });
const refusal = (code: string) => expect.objectContaining({ module: 'instruments', code });
const text = (words: string): Given => ({ answer: { text: words }, note: null });
const pick = (value: string): Given => ({ answer: { choice: value }, note: null });

async function beginOpen(given: Partial<NewRound> = {}): Promise<RoundId> {
  return await as(maker, async (trx) => {
    const instrument = (await listInstruments(trx)).find(({ code }) => code === 'sample');
    const usual = { title: 'Round', method: 'All asked', opensOn: day(-2), closesOn: day(20), selfStart: false, several: true };
    return await beginRound(trx, maker.accountId, instrument!.id, { ...usual, ...given }); // imported before all
  });
}
const begin = async (of = office): Promise<SheetId> =>
  await as(maker, async (trx) => await beginForBody(trx, maker.accountId, round, { kind: 'office', id: of }, 'Office'));
const save = async (actor: Actor, id: SheetId, base: number, given: Record<string, Given>) =>
  await as(
    actor,
    async (trx) => await saveSection(trx, actor.accountId, id, content, { base, given: new Map(Object.entries(given)) }, now),
  );
const read = async (actor: Actor, id: SheetId) => (await as(actor, async (trx) => await readFilled(trx, id))).answers;
const revisionOf = async (actor: Actor, id: SheetId) => (await as(actor, async (trx) => await getSheet(trx, id)))?.revision ?? -1;
const submit = async (actor: Actor, id: SheetId) =>
  await as(actor, async (trx) => await submitSheet(trx, actor.accountId, id, content, now));

beforeAll(async () => {
  ({ id: office } = await plantOffice(db, 'here'));
  ({ id: elsewhere } = await plantOffice(db, 'there'));
  maker = await plantAccount(db, { roles: [{ role: 'planner' }] });
  one = await plantAccount(db, { roles: [{ role: 'counsellor', scope: office }] });
  colleague = await plantAccount(db, { roles: [{ role: 'office-manager', scope: office }] });
  stranger = await plantAccount(db, { roles: [{ role: 'counsellor', scope: elsewhere }] });
  await asSystem(db.owner, async (trx) => await importInstruments(trx, [{ code: 'sample', content }], { now }));
  round = await beginOpen();
});

describe('a version', () => {
  test('never changes, not even by the owner of the tables', async () => {
    const change = asSystem(db.owner, async (trx) => await trx.updateTable('instruments.versions').set({ number: 9 }).execute());
    await expect(change).rejects.toThrow('stays as it is');
    await expect(asSystem(db.owner, async (trx) => await trx.deleteFrom('instruments.versions').execute())).rejects.toThrow(
      'stays as it is',
    );
  });

  test('is followed by the next where the file changed, and left alone where it did not', async () => {
    const given = { code: 'other', content };
    const run = async (record: unknown) => await asSystem(db.owner, async (trx) => await importInstruments(trx, [record], { now }));
    expect(await run(given)).toMatchObject({ created: 1, updated: 0 });
    expect(await run(given)).toMatchObject({ unchanged: 1 });
    const changed = { ...given, content: contentOf({ id: 'a', type: 'text' }) };
    expect(await run(changed)).toMatchObject({ updated: 1 });
    const found = (await as(maker, async (trx) => await listInstruments(trx))).find(({ code }) => code === 'other')!; // just imported
    expect((await as(maker, async (trx) => await versionsOf(trx, found.id))).map(({ number }) => number)).toEqual([2, 1]);
    expect((await as(maker, async (trx) => await findVersion(trx, found.id, 1)))?.content).toEqual(content);
  });

  test('comes back from its own export as it was', async () => {
    const exported = JSON.parse(JSON.stringify({ code: 'again', content })) as unknown;
    await asSystem(db.owner, async (trx) => await importInstruments(trx, [exported], { now }));
    const found = (await as(maker, async (trx) => await listInstruments(trx))).find(({ code }) => code === 'again');
    expect(found?.newest?.content).toEqual(content);
  });

  test('is refused with the row and the reason where the file is wrong, and nothing is written', async () => {
    const later = contentOf({ id: 'x', type: 'text', condition: when('y', 'z') }, { id: 'y', type: 'choice', options: choices('z', 'w') });
    for (const [wrong, problem] of [
      [{ code: 'wrong', content: { ...content, more: true } }, 'instruments.import.shape'],
      [{ code: 'wrong', content: later }, 'instruments.check.later-question'],
      ['no object', 'instruments.import.shape'],
    ] as const) {
      const report = await asSystem(db.owner, async (trx) => await importInstruments(trx, [{ code: 'fine', content }, wrong], { now }));
      expect(report.problems).toContainEqual(expect.objectContaining({ row: 2, problem }));
    }
    expect((await as(maker, async (trx) => await listInstruments(trx))).map(({ code }) => code)).not.toContain('fine');
  });
});

describe('a sheet of a body', () => {
  test('is written by several members, and read by nobody else before it is handed in', async () => {
    const id = await begin();
    await save(one, id, 0, { a: pick('yes'), phone: text('+39 049') });
    await save(colleague, id, await revisionOf(colleague, id), { b: text('With the town') });
    expect(await read(one, id)).toMatchObject({ a: { choice: 'yes' }, b: { text: 'With the town' }, phone: { text: '+39 049' } });
    for (const actor of [maker, stranger]) expect(await read(actor, id)).toEqual({});
    await expect(save(stranger, id, 9, { a: pick('no') })).rejects.toEqual(refusal('not-found'));
    const forced = await save(maker, id, 9, { a: pick('no') }).catch((error: unknown) => error);
    expect(isForbidden(forced)).toBe(true);
    await expect(submit(maker, id)).rejects.toEqual(refusal('closed'));
    const direct = as(maker, async (trx) =>
      trx.updateTable('instruments.sheets').set({ state: 'submitted', submitted_at: now }).where('id', '=', id).execute(),
    );
    await expect(direct).rejects.toThrow('only those who fill it in');
  });

  test('keeps what a colleague wrote meanwhile where the form did not touch it', async () => {
    const id = await begin();
    await save(one, id, 0, { a: pick('yes'), b: text('first') });
    const base = await revisionOf(one, id);
    await save(colleague, id, base, { a: pick('yes'), b: text('better') });
    // The form of the first shows the old text of b, and changes a alone.
    await save(one, id, base, { a: pick('no'), b: text('first') });
    expect(await read(one, id)).toMatchObject({ a: { choice: 'no' }, b: { text: 'better' } });
  });

  test('refuses where both changed the same answer, writes nothing, and takes the form when it is sent again', async () => {
    const id = await begin();
    await save(one, id, 0, { a: pick('yes'), b: text('first') });
    const base = await revisionOf(one, id);
    await save(colleague, id, base, { b: text('of the colleague') });
    await expect(save(one, id, base, { a: pick('no'), b: text('of mine') })).rejects.toEqual(refusal('changed-meanwhile'));
    expect(await read(one, id)).toMatchObject({ a: { choice: 'yes' }, b: { text: 'of the colleague' } });
    await save(one, id, await revisionOf(one, id), { a: pick('no'), b: text('of mine') });
    expect(await read(one, id)).toMatchObject({ a: { choice: 'no' }, b: { text: 'of mine' } });
  });

  test('lets a form that is older not bring back what a colleague took out', async () => {
    const id = await begin();
    await save(one, id, 0, { b: text('to be taken out') });
    const base = await revisionOf(one, id);
    await save(colleague, id, base, { b: { answer: null, note: null } });
    await save(one, id, base, { a: pick('yes'), b: text('to be taken out') });
    expect(await read(one, id)).toEqual({ a: { choice: 'yes' } });
  });

  test('keeps what stood there before each change, but never the contact', async () => {
    const id = await begin();
    await save(one, id, 0, { b: text('first'), phone: text('+39 049') });
    await save(colleague, id, await revisionOf(one, id), { b: text('second'), phone: text('+39 050') });
    const changes = await as(one, async (trx) =>
      trx
        .selectFrom('instruments.changes')
        .select(['question', 'before', 'after'])
        .where('sheet_id', '=', id)
        .orderBy('revision')
        .execute(),
    );
    expect(changes).toEqual([
      { question: 'b', before: null, after: text('first') },
      { question: 'b', before: text('first'), after: text('second') },
    ]);
    await expect(
      as(one, async (trx) => trx.updateTable('instruments.changes').set({ question: 'x' }).where('sheet_id', '=', id).execute()),
    ).rejects.toThrow('permission denied');
  });

  test('follows one saving after the other where two send at once', async () => {
    const id = await begin();
    const sent = await Promise.allSettled([save(one, id, 0, { b: text('one') }), save(colleague, id, 0, { b: text('two') })]);
    expect(sent.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('is handed in once it is whole, then read by staff and written by nobody, and opened again with a reason', async () => {
    const id = await begin();
    await expect(submit(one, id)).rejects.toEqual(refusal('answers-missing'));
    await save(one, id, 0, { a: pick('no') });
    await submit(one, id);
    expect(await read(maker, id)).toEqual({ a: { choice: 'no' } });
    expect(await read(stranger, id)).toEqual({});
    await expect(save(one, id, 9, { a: pick('yes') })).rejects.toEqual(refusal('closed'));
    await expect(submit(one, id)).rejects.toEqual(refusal('closed'));
    await as(maker, async (trx) => await reopenSheet(trx, maker.accountId, id, 'The number is wrong'));
    expect(await read(maker, id)).toEqual({});
    await expect(as(maker, async (trx) => await reopenSheet(trx, maker.accountId, id, 'Again'))).rejects.toEqual(refusal('not-submitted'));
    expect((await as(one, async (trx) => await eventsOf(trx, id))).map(({ kind }) => kind)).toEqual(['reopened', 'submitted', 'begun']);
  });

  test('takes no answers once its round is closed', async () => {
    round = await beginOpen();
    const id = await begin();
    await as(maker, async (trx) => await closeRound(trx, round, now));
    await expect(save(one, id, 0, { a: pick('yes') })).rejects.toEqual(refusal('closed'));
    expect(await as(one, async (trx) => await standingIn(trx, id))).toEqual({ fills: true, writes: false });
    round = await beginOpen();
  });

  test('is begun by a member only where the round says so, once where it says so, and never for somebody else', async () => {
    const own = async (of: RoundId, actor: Somebody, body: string) =>
      await as(actor, async (trx) => await beginForBody(trx, actor.accountId, of, { kind: 'office', id: body }, 'Office'));
    await expect(own(round, one, office)).rejects.toEqual(refusal('not-found'));
    const toAll = await beginOpen({ selfStart: true, several: false });
    await own(toAll, one, office);
    await expect(own(toAll, colleague, office)).rejects.toEqual(refusal('invited-already'));
    await expect(own(toAll, one, elsewhere)).rejects.toEqual(refusal('not-a-body'));
    await expect(own(await beginOpen({ selfStart: true, opensOn: day(3) }), one, office)).rejects.toEqual(refusal('not-open-to-all'));
  });
});

describe('whom to ring up', () => {
  test('is read by staff only while those of the sheet allow it, and staff cannot allow it themselves', async () => {
    const id = await begin();
    await save(one, id, 0, { a: pick('no'), phone: text('+39 049') });
    await submit(one, id);
    expect(await read(maker, id)).not.toHaveProperty('phone');
    await as(maker, async (trx) => await askForContact(trx, maker.accountId, id, 'An interview', now));
    expect(await read(maker, id)).not.toHaveProperty('phone');
    await expect(as(maker, async (trx) => await releaseContact(trx, maker.accountId, id, true, now))).rejects.toEqual(refusal('not-found'));
    await as(colleague, async (trx) => await releaseContact(trx, colleague.accountId, id, true, now));
    expect(await read(maker, id)).toMatchObject({ phone: { text: '+39 049' } });
    for (const actor of [stranger, { accountId: null, assurance: 0 } as const]) expect(await read(actor, id)).toEqual({});
    await as(one, async (trx) => await releaseContact(trx, one.accountId, id, false, now));
    expect(await read(maker, id)).not.toHaveProperty('phone');
  });
});

describe('a sheet with a link', () => {
  const invite = async () =>
    await as(maker, async (trx) =>
      inviteByLink(trx, { keyring, accountId: maker.accountId, now }, round, {
        email: 'x@example.org',
        language: 'en',
        label: 'X',
        body: null,
      }),
    );

  test('opens itself to whoever has the link, and nothing else', async () => {
    const [mine, theirs] = [await invite(), await invite()];
    const guest = withLink(mine.token);
    await save(guest, mine.id, 0, { a: pick('yes'), phone: text('+39 049') });
    expect(await read(guest, mine.id)).toMatchObject({ a: { choice: 'yes' } });
    expect(await as(guest, async (trx) => await getSheet(trx, theirs.id))).toBeNull();
    await expect(save(guest, theirs.id, 0, { a: pick('no') })).rejects.toEqual(refusal('not-found'));
    for (const actor of [maker, one, withLink('a'.repeat(24))]) expect(await read(actor, mine.id)).toEqual({});
    await submit(guest, mine.id);
    expect(await read(maker, mine.id)).toEqual({ a: { choice: 'yes' } });
  });

  test('opens nothing once its time is over', async () => {
    const { id, token } = await invite();
    await as(maker, async (trx) =>
      trx
        .updateTable('instruments.invitations')
        .set({ expires_at: new Date(now.getTime() - 1000) })
        .where('sheet_id', '=', id)
        .execute(),
    );
    expect(await as(withLink(token), async (trx) => await getSheet(trx, id))).toBeNull();
  });

  test('keeps the address and the secret sealed, for the reminder alone', async () => {
    const { id, token } = await invite();
    const { rows } = await db.superuser.query<{ all: string }>('select i::text as all from instruments.invitations i where sheet_id = $1', [
      id,
    ]);
    expect(rows[0]?.all).not.toContain('x@example.org');
    expect(rows[0]?.all).not.toContain(token);
    const later = new Date(now.getTime() + 4 * 86_400_000);
    expect(await as(maker, async (trx) => await waitingIn(trx, keyring, round, now))).toEqual([]);
    expect(await as(maker, async (trx) => await waitingIn(trx, keyring, round, later))).toContainEqual({
      sheetId: id,
      email: 'x@example.org',
      token,
      language: 'en',
    });
  });

  test('takes a file with an answer, sealed, that nobody else opens', async () => {
    const { id, token } = await invite();
    const guest = withLink(token);
    const file = { sheetId: id, question: 'b', name: 'report.txt', bytes: Buffer.from('A report') };
    const added = await as(guest, async (trx) => await addEvidence(trx, keyring, null, file));
    expect((await as(guest, async (trx) => await openEvidence(trx, keyring, id, added)))?.content.toString()).toBe('A report');
    for (const actor of [maker, one]) expect(await as(actor, async (trx) => await openEvidence(trx, keyring, id, added))).toBeNull();
    const program = { ...file, name: 'run.exe', bytes: Buffer.from('MZ\u0000\u0001\u0002') };
    await expect(as(guest, async (trx) => await addEvidence(trx, keyring, null, program))).rejects.toEqual(refusal('file-not-accepted'));
    const strange = as(one, async (trx) => await addEvidence(trx, keyring, one.accountId, file)).catch((error: unknown) => error);
    expect(isForbidden(await strange)).toBe(true);
  });
});

test('a sheet from paper is written by staff, also after the round, and read as any other once it is handed in', async () => {
  const closed = await beginOpen();
  await as(maker, async (trx) => await closeRound(trx, closed, now));
  const id = await as(maker, async (trx) =>
    beginFromPaper(trx, maker.accountId, closed, { body: { kind: 'office', id: office }, label: 'Paper', receivedOn: day(-1) }),
  );
  await save(maker, id, 0, { a: pick('yes'), phone: text('+39 049') });
  await submit(maker, id);
  expect(await read(maker, id)).toEqual({ a: { choice: 'yes' } });
  expect(await read(one, id)).toMatchObject({ phone: { text: '+39 049' } });
});

test('a sheet that is not there is answered like one of somebody else', async () => {
  await expect(save(one, newId(), 0, { a: pick('yes') })).rejects.toEqual(refusal('not-found'));
  await expect(submit(one, newId())).rejects.toEqual(refusal('not-found'));
});
