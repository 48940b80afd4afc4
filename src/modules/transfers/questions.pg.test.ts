import { describe, expect, test } from 'vitest';
import { asActor, newId, nobody, type Actor, type AnyWrites } from '#kernel/db';
import type { PracticeId } from '#modules/practices';
import { english, plantAccount, plantOffice } from '#test/plant';
import { testSite } from '#test/site';
import {
  answerQuestion,
  askAuthors,
  copyOfQuestions,
  findQuestion,
  hideQuestion,
  ownQuestions,
  publishedQuestions,
  takeBackQuestion,
} from './questions.ts';

const site = await testSite();
const { db } = site;
const now = new Date('2026-11-22T08:00:00Z');
const as = async <T>(actor: Actor, work: (trx: AnyWrites) => Promise<T>) => await asActor(db.app, actor, work);

const ours = await plantOffice(db, 'ours');
const theirs = await plantOffice(db, 'theirs');
const author = await plantAccount(db, { roles: [{ role: 'planner', scope: ours.id }] });
const counsellor = await plantAccount(db, { roles: [{ role: 'counsellor', scope: theirs.id }] });
const editor = await plantAccount(db, { roles: [{ role: 'editor' }] });
const reader = { ...(await plantAccount(db)), assurance: 1 } as const;
const other = { ...(await plantAccount(db)), assurance: 1 } as const;

async function plantPractice(code: string, keeperId: string | null): Promise<PracticeId> {
  const id = newId<'practices.practices'>();
  await db.superuser.query(
    `insert into practices.practices (id, code, title, summary, admin_level, source, keeper_id) values ($1, $2, $3, $3, 'municipality', '{"name":"Test"}', $4)`,
    [id, code, JSON.stringify(english(`Practice ${code}`)), keeperId],
  );
  return id;
}
const kept = await plantPractice('kept', ours.id);
const unkept = await plantPractice('unkept', null);

const ask = async (more: { practiceId?: PracticeId; agreed?: boolean; words?: string } = {}, who = reader) =>
  await as(who, async (trx) => {
    const question = { practiceId: kept, officeId: null, words: 'What did it cost?', language: 'en', agreed: true, ...more };
    return await askAuthors(trx, who.accountId, question, now);
  });
const answer = { answer: 'A room and light.', language: 'en', keeperId: ours.id };

describe('a question to the authors', () => {
  test('is read by the asker, the authors and the editors until it is answered, then by everybody', async () => {
    const id = await ask();
    for (const who of [other, counsellor, nobody]) expect(await as(who, (trx) => findQuestion(trx, id))).toBeNull();
    expect(await as(reader, (trx) => findQuestion(trx, id))).toMatchObject({ mine: true, toAnswer: false });
    expect(await as(author, (trx) => findQuestion(trx, id))).toMatchObject({ mine: false, toAnswer: true });
    // The network moderates; the keeper answers.
    expect(await as(editor, (trx) => findQuestion(trx, id))).toMatchObject({ toAnswer: false });
    for (const who of [other, counsellor, reader, editor, nobody])
      await expect(as(who, (trx) => answerQuestion(trx, id, answer, now))).rejects.toMatchObject({ code: 'not-yours' });
    await as(author, (trx) => answerQuestion(trx, id, answer, now));
    expect(await as(nobody, (trx) => publishedQuestions(trx, kept))).toMatchObject([{ answer: 'A room and light.', answeredFor: ours.id }]);
    await as(reader, (trx) => takeBackQuestion(trx, id));
    expect(await as(nobody, (trx) => publishedQuestions(trx, kept))).toEqual([]);
  });

  test('whose asker did not agree is never public', async () => {
    const id = await ask({ agreed: false });
    await as(author, (trx) => answerQuestion(trx, id, answer, now));
    for (const who of [other, nobody]) expect(await as(who, (trx) => findQuestion(trx, id))).toBeNull();
    expect(await as(reader, (trx) => ownQuestions(trx))).toMatchObject([{ id, answer: 'A room and light.' }]);
    await as(reader, (trx) => takeBackQuestion(trx, id));
  });

  test('is hidden by an editor with a reason that asker and authors read, and shown again', async () => {
    const id = await ask();
    await as(author, (trx) => answerQuestion(trx, id, answer, now));
    for (const who of [other, reader, author, nobody])
      await expect(as(who, (trx) => hideQuestion(trx, { id, practiceId: kept }, 'Mine', now))).rejects.toMatchObject({ code: 'not-yours' });
    await as(editor, (trx) => hideQuestion(trx, { id, practiceId: kept }, 'It names somebody.', now));
    expect(await as(nobody, (trx) => findQuestion(trx, id))).toBeNull();
    for (const who of [reader, author])
      expect(await as(who, (trx) => findQuestion(trx, id))).toMatchObject({ hiddenReason: 'It names somebody.' });
    await as(editor, (trx) => hideQuestion(trx, { id, practiceId: kept }, null, now));
    expect(await as(nobody, (trx) => findQuestion(trx, id))).not.toBeNull();
    await as(reader, (trx) => takeBackQuestion(trx, id));
  });

  test('about a sheet that nobody keeps is answered by an editor of the network', async () => {
    const id = await ask({ practiceId: unkept });
    await expect(as(author, (trx) => answerQuestion(trx, id, answer, now))).rejects.toMatchObject({ code: 'not-yours' });
    await as(editor, (trx) => answerQuestion(trx, id, { ...answer, keeperId: null }, now));
    expect(await as(nobody, (trx) => publishedQuestions(trx, unkept))).toMatchObject([{ answeredFor: null }]);
  });

  test.each(['Ring +39 347 123 4567', 'Write to me@example.org', 'see https://example.org'])('refuses %j', async (words) => {
    await expect(ask({ words })).rejects.toMatchObject({ code: 'contact-in-text', field: 'words' });
    const id = await ask();
    await expect(as(author, (trx) => answerQuestion(trx, id, { ...answer, answer: words }, now))).rejects.toMatchObject({
      code: 'contact-in-text',
    });
    await as(reader, (trx) => takeBackQuestion(trx, id));
  });

  test('is asked neither without an account nor for an office that is not one’s own', async () => {
    const question = { practiceId: kept, officeId: ours.id, words: 'Why?', language: 'en', agreed: true };
    for (const who of [reader, counsellor])
      await expect(as(who, (trx) => askAuthors(trx, who.accountId, question, now))).rejects.toMatchObject({ code: 'not-yours' });
    await expect(as(nobody, (trx) => askAuthors(trx, reader.accountId, { ...question, officeId: null }, now))).rejects.toMatchObject({
      code: 'not-yours',
    });
    const id = await as(counsellor, (trx) => askAuthors(trx, counsellor.accountId, { ...question, officeId: theirs.id }, now));
    await as(counsellor, (trx) => takeBackQuestion(trx, id));
  });

  test('betrays its asker to nobody, not even to the application, and goes with the account', async () => {
    const id = await ask({}, other);
    await as(author, (trx) => answerQuestion(trx, id, answer, now));
    for (const who of [author, editor, other])
      await expect(as(who, (trx) => trx.selectFrom('transfers.questions').select('account_id').execute())).rejects.toThrow(
        'permission denied',
      );
    expect(await as(other, (trx) => copyOfQuestions(trx))).toMatchObject([{ words: 'What did it cost?', answer: 'A room and light.' }]);
    expect((await site.get('/en/practices/kept')).body).not.toContain(other.email);
    await db.superuser.query('delete from identity.accounts where id = $1', [other.accountId]);
    expect(await as(author, (trx) => findQuestion(trx, id))).toBeNull();
  });

  test('waits with others only so long', async () => {
    for (let count = 0; count < 20; count += 1) await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'too-many-questions' });
  });
});

test('the page leads visitors to sign in, and staff to what waits for their answer', async () => {
  expect((await site.get('/en/practices/kept/ask')).headers.location).toContain('/en/sign-in');
  const page = await site.get('/en/practices/questions', await site.signIn(author.accountId));
  expect(page.body).toContain('Waiting for your answer');
  const link = /\/practices\/questions\/[0-9a-f-]{36}\/answer/.exec(page.body)?.[0] ?? '';
  expect((await site.get(`/en${link}`, await site.signIn(counsellor.accountId))).statusCode).toBe(404);
  const sent = await site.post(`/en${link}`, { answer: '<script>alert(1)</script>' }, await site.signIn(author.accountId));
  expect(sent.statusCode).toBe(303);
  const sheet = await site.get('/en/practices/kept');
  expect(sheet.body).toContain('&lt;script>alert(1)');
  expect(sheet.body).toContain('Answer of Office of ours');
});
