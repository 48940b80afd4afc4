import { describe, expect, test } from 'vitest';
import { asActor, newId, nobody, type Actor, type AnyWrites } from '#kernel/db';
import type { OrganisationId } from '#modules/directory';
import type { PracticeId } from '#modules/practices';
import { english, plantAccount, plantOffice } from '#test/plant';
import { testSite } from '#test/site';
import {
  contribute,
  copyOfContributions,
  findContribution,
  hideContribution,
  readDiscussion,
  repliesToQuestions,
  takeBackContribution,
  type NewContribution,
} from './discussion.ts';
import { answerQuestion, askAuthors, hideQuestion } from './questions.ts';

const site = await testSite();
const { db } = site;
const now = new Date('2026-11-22T08:00:00Z');
const as = async <T>(actor: Actor, work: (trx: AnyWrites) => Promise<T>) => await asActor(db.app, actor, work);

const ours = await plantOffice(db, 'ours');
const theirs = await plantOffice(db, 'theirs');
const manager = await plantAccount(db, { roles: [{ role: 'office-manager', scope: theirs.id }] });
const counsellor = await plantAccount(db, { roles: [{ role: 'counsellor', scope: theirs.id }] });
const planner = await plantAccount(db, { roles: [{ role: 'planner', scope: ours.id }] });
const keepersEditor = await plantAccount(db, { roles: [{ role: 'editor', scope: ours.id }] });
const foreignEditor = await plantAccount(db, { roles: [{ role: 'editor', scope: theirs.id }] });
const editor = await plantAccount(db, { roles: [{ role: 'editor' }] });
const mentor = await plantAccount(db, { roles: [{ role: 'mentor' }] });
const reader = { ...(await plantAccount(db)), assurance: 1 } as const;

async function plantPractice(code: string): Promise<PracticeId> {
  const id = newId<'practices.practices'>();
  await db.superuser.query(
    `insert into practices.practices (id, code, title, summary, admin_level, source, keeper_id) values ($1, $2, $3, $3, 'municipality', '{"name":"Test"}', $4)`,
    [id, code, JSON.stringify(english(`Practice ${code}`)), ours.id],
  );
  return id;
}
const practiceId = await plantPractice('kept');
const another = await plantPractice('another');

const write = async (who: Actor & { accountId: string }, more: Partial<NewContribution> = {}, at = now) =>
  await as(who, async (trx) => {
    const voice = { officeId: theirs.id, organisationId: null };
    const place = { practiceId, replyTo: null, questionId: null };
    return await contribute(trx, who.accountId, { ...place, ...voice, words: 'We do it on Mondays.', language: 'en', ...more }, at);
  });
const read = async (who: Actor = nobody, practice = practiceId, page = 1, pageSize = 50) =>
  await as(who, (trx) => readDiscussion(trx, practice, { page, pageSize }));

describe('a discussion', () => {
  test('is read by everybody, what was begun last on top, replies in order, a page at a time', async () => {
    const practice = await plantPractice('paged');
    const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
    const first = await write(counsellor, { practiceId: practice, words: 'First' }, at(0));
    await write(manager, { practiceId: practice, words: 'Second' }, at(1));
    for (const [minutes, words] of [
      [2, 'Reply A'],
      [3, 'Reply B'],
    ] as const)
      await write(manager, { practiceId: practice, words, replyTo: first }, at(minutes));
    const { threads, total } = await read(nobody, practice);
    expect(threads.map(({ words, replies }) => [words, replies.map((one) => one.words)])).toEqual([
      ['Second', []],
      ['First', ['Reply A', 'Reply B']],
    ]);
    expect(total).toBe(2);
    expect((await read(nobody, practice, 2, 1)).threads).toMatchObject([{ words: 'First', officeId: theirs.id, mine: false }]);
    expect(await read(nobody, practice, 9, 1)).toMatchObject({ threads: [], total: 2 });
  });

  test('is written in no name that is not the writer’s, and by nobody without a role or a second factor', async () => {
    const bank = newId<'directory.organisations'>() satisfies OrganisationId;
    for (const [who, voice] of [
      [counsellor, { officeId: ours.id }],
      [counsellor, { officeId: null }],
      [counsellor, { officeId: null, organisationId: bank }],
      [mentor, { officeId: null }],
      [mentor, {}],
      [reader, {}],
      [{ ...counsellor, assurance: 1 } as const, {}],
    ] as const)
      await expect(write(who, voice)).rejects.toMatchObject({ code: 'not-yours' });
    await expect(
      as(counsellor, (trx) =>
        contribute(
          trx,
          manager.accountId,
          { practiceId, replyTo: null, questionId: null, officeId: theirs.id, organisationId: null, words: 'Not I', language: 'en' },
          now,
        ),
      ),
    ).rejects.toMatchObject({ code: 'not-yours' });
    const id = await write(editor, { officeId: null });
    expect(await as(nobody, (trx) => findContribution(trx, id))).toMatchObject({ officeId: null, organisationId: null });
  });

  test('has one level of replies, each in the discussion of its practice', async () => {
    const head = await write(counsellor);
    const reply = await write(planner, { officeId: ours.id, replyTo: head });
    await expect(write(counsellor, { replyTo: reply })).rejects.toMatchObject({ code: 'not-yours' });
    await expect(write(counsellor, { replyTo: head, practiceId: another })).rejects.toMatchObject({ code: 'not-yours' });
    await as(editor, (trx) => hideContribution(trx, { id: head, practiceId }, 'Rude', now));
    await expect(write(counsellor, { replyTo: head })).rejects.toMatchObject({ code: 'not-yours' });
  });

  test('goes on under an answered question, as long as everybody reads it', async () => {
    const question = { practiceId, officeId: null, words: 'What did it cost?', language: 'en', agreed: true };
    const questionId = await as(reader, (trx) => askAuthors(trx, reader.accountId, question, now));
    await expect(write(counsellor, { questionId })).rejects.toMatchObject({ code: 'not-yours' });
    await as(planner, (trx) => answerQuestion(trx, questionId, { answer: 'Little', language: 'en', keeperId: ours.id }, now));
    const id = await write(counsellor, { questionId, words: 'Ours cost more.' });
    expect(await as(nobody, (trx) => repliesToQuestions(trx, practiceId, [questionId]))).toMatchObject([{ words: 'Ours cost more.' }]);
    expect((await site.get('/en/practices/kept')).body).toContain('Ours cost more.');
    await as(editor, (trx) => hideQuestion(trx, { id: questionId, practiceId }, 'A name', now));
    expect(await as(nobody, (trx) => repliesToQuestions(trx, practiceId, [questionId]))).toEqual([]);
    expect(await as(nobody, (trx) => findContribution(trx, id))).toBeNull();
    await as(counsellor, (trx) => takeBackContribution(trx, id));
  });

  test('loses what an editor of the network or of the keeper takes away, with a reason that only they and the author read', async () => {
    const id = await write(counsellor, { words: 'Ask the caretaker.' });
    for (const who of [foreignEditor, planner, manager, counsellor, nobody])
      await expect(as(who, (trx) => hideContribution(trx, { id, practiceId }, 'Mine', now))).rejects.toMatchObject({ code: 'not-yours' });
    for (const who of [editor, keepersEditor]) {
      await as(who, (trx) => hideContribution(trx, { id, practiceId }, 'It names somebody.', now));
      expect(await as(nobody, (trx) => findContribution(trx, id))).toBeNull();
      expect((await read()).threads.find((one) => one.id === id)).toMatchObject({ standing: 'hidden', words: null, hiddenReason: null });
      expect(await as(counsellor, (trx) => findContribution(trx, id))).toMatchObject({ hiddenReason: 'It names somebody.', mine: true });
      await as(who, (trx) => hideContribution(trx, { id, practiceId }, null, now));
      expect(await as(nobody, (trx) => findContribution(trx, id))).not.toBeNull();
    }
  });

  test('loses the words that their author takes back, and keeps the replies of others', async () => {
    const alone = await write(counsellor);
    const answered = await write(counsellor, { words: 'Gone soon' });
    await write(manager, { replyTo: answered, words: 'Stays' });
    for (const who of [manager, editor, nobody])
      await expect(as(who, (trx) => takeBackContribution(trx, answered))).rejects.toMatchObject({ code: 'not-yours' });
    for (const id of [alone, answered]) await as(counsellor, (trx) => takeBackContribution(trx, id));
    const { threads } = await read();
    expect(threads.map(({ id }) => id)).not.toContain(alone);
    expect(threads.find(({ id }) => id === answered)).toMatchObject({ standing: 'taken-back', words: null, replies: [{ words: 'Stays' }] });
    const { rows } = await db.superuser.query('select account_id, words from transfers.contributions where id = $1', [answered]);
    expect(rows).toEqual([{ account_id: null, words: null }]);
    await expect(as(counsellor, (trx) => takeBackContribution(trx, answered))).rejects.toMatchObject({ code: 'not-yours' });
  });

  test('betrays its writer to nobody, not even to the application, and the words go with the account', async () => {
    const leaving = await plantAccount(db, { roles: [{ role: 'counsellor', scope: theirs.id }] });
    const id = await write(leaving, { words: 'Mine' });
    for (const who of [editor, manager, leaving])
      await expect(as(who, (trx) => trx.selectFrom('transfers.contributions').select('account_id').execute())).rejects.toThrow(
        'permission denied',
      );
    expect(await as(leaving, (trx) => copyOfContributions(trx))).toMatchObject([{ words: 'Mine', hidden: null }]);
    expect((await site.get('/en/practices/kept/discussion')).body).not.toContain(leaving.email);
    await as(editor, (trx) => hideContribution(trx, { id, practiceId }, 'Rude', now));
    await db.superuser.query('delete from access.assignments where account_id = $1', [leaving.accountId]);
    await db.superuser.query('delete from identity.accounts where id = $1', [leaving.accountId]);
    const { rows } = await db.superuser.query('select words, hidden_reason from transfers.contributions where id = $1', [id]);
    expect(rows).toEqual([{ words: null, hidden_reason: null }]);
  });

  test.each(['Ring +39 347 123 4567', 'Write to me@example.org', 'see https://example.org'])('refuses %j', async (words) => {
    await expect(write(counsellor, { words })).rejects.toMatchObject({ code: 'contact-in-text', field: 'words' });
  });

  test('takes only so much of one account in a day', async () => {
    const busy = await plantAccount(db, { roles: [{ role: 'counsellor', scope: theirs.id }] });
    for (let count = 0; count < 40; count += 1) await write(busy);
    await expect(write(busy)).rejects.toMatchObject({ code: 'too-many-contributions' });
    await write(busy, {}, new Date(now.getTime() + 2 * 86_400_000));
  });
});

describe('the pages of a discussion', () => {
  const at = '/en/practices/another/discussion';
  const idIn = (body: string, deed: string) => new RegExp(`contributions/([0-9a-f-]{36})/${deed}`).exec(body)?.[1] ?? '';

  test('let staff write, and show markup as it was typed', async () => {
    const session = await site.signIn(counsellor.accountId);
    expect((await site.get(`${at}/new`)).headers.location).toContain('/en/sign-in');
    expect((await site.get(`${at}/new`, await site.signIn(mentor.accountId))).statusCode).toBe(404);
    for (const words of ['', 'x'.repeat(2_001)]) {
      const refused = await site.post(`${at}/new`, { words }, session);
      expect(refused.statusCode).toBe(422);
      expect(refused.body).toContain(words.slice(0, 100));
    }
    expect((await site.post(`${at}/new`, { words: 'Theirs', voice: ours.id }, session)).statusCode).toBe(404);
    expect((await site.post(`${at}/new`, { words: '<script>alert(1)</script>' }, session)).statusCode).toBe(303);
    for (const address of [at, '/en/practices/another']) {
      const { body } = await site.get(address);
      expect(body).toContain('&lt;script>alert(1)');
      expect(body).toContain('Office of theirs');
      expect(body).not.toContain('/take-back');
    }
  });

  test('ask those with two voices in whose name they write', async () => {
    const both = await plantAccount(db, {
      roles: [
        { role: 'counsellor', scope: theirs.id },
        { role: 'planner', scope: ours.id },
      ],
    });
    const session = await site.signIn(both.accountId);
    expect((await site.post(`${at}/new`, { words: 'Whose?', voice: '' }, session)).body).toContain('Choose in whose name you write.');
    expect((await site.post(`${at}/new`, { words: 'Ours.', voice: ours.id }, session)).statusCode).toBe(303);
    expect((await read(nobody, another)).threads[0]).toMatchObject({ words: 'Ours.', officeId: ours.id });
  });

  test('open to their author and to editors only, and say what was taken away', async () => {
    const session = await site.signIn(counsellor.accountId);
    const id = idIn((await site.get(at, session)).body, 'take-back');
    const address = `/en/practices/contributions/${id}`;
    expect((await site.get(`${address}/take-back`, await site.signIn(manager.accountId))).statusCode).toBe(404);
    expect((await site.post(`${address}/hide`, { reason: 'x' }, await site.signIn(foreignEditor.accountId))).statusCode).toBe(404);
    const keeping = await site.signIn(keepersEditor.accountId);
    expect((await site.post(`${address}/hide`, { reason: '' }, keeping)).statusCode).toBe(422);
    expect((await site.post(`${address}/hide`, { reason: 'Markup' }, keeping)).statusCode).toBe(303);
    const { body } = await site.get(at);
    expect(body).toContain('Taken away by an editor.');
    expect(body).not.toContain('alert(1)');
    expect(body).not.toContain('Markup');
    expect((await site.post(`${address}/take-back`, {}, session)).statusCode).toBe(303);
    expect((await site.get(at)).body).not.toContain('Taken away by an editor.');
  });

  test('know no reply to what is not there', async () => {
    const session = await site.signIn(counsellor.accountId);
    const [other] = (await read()).threads.filter(({ standing }) => standing === 'shown');
    for (const query of [`to=${newId()}`, `question=${newId()}`, `to=${other?.id}`])
      expect((await site.post(`${at}/new?${query}`, { words: 'Where?' }, session)).statusCode).toBe(404);
  });
});
