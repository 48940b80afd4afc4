import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { asActor, asSystem, nobody } from '#kernel/db';
import { projectRoot } from '#kernel/i18n';
import { importPractices } from '#modules/practices';
import { plantAccount, plantOffice } from '#test/plant';
import { testSite, type FormFields } from '#test/site';
import { newslettersTasks, newslettersTimetable } from './jobs.ts';

const site = await testSite();
const office = await plantOffice(site.db, 'here');
const signedIn = async (scope?: string) =>
  await site.signIn((await plantAccount(site.db, { roles: [{ role: 'editor', ...(scope ? { scope } : {}) }] })).accountId);
const editor = await signedIn();
const ofOffice = await signedIn(office.id);

const { keyring, catalogue, publicUrl } = site.network;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const context = { db: site.db.jobs, keyring, catalogue, publicUrl, log };

/** Does the jobs that wait, as the worker would. */
async function work(): Promise<void> {
  const { rows } = await site.db.superuser.query<{ name: string; payload: unknown }>(
    `select t.identifier as name, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier like 'newsletters.%' order by j.id`,
  );
  for (const { name, payload } of rows) await newslettersTasks.find((task) => task.name === name)?.perform(context as never, payload); // all that the tasks take
}
const lettersTo = async (address: string) =>
  (await site.messages()).filter((one) => one.channel === 'mail' && one.to.address === address).map(({ text }) => text);
const tokenIn = (letter: string | undefined) => /newsletter\/mine\?token=([\w-]+)/.exec(letter ?? '')?.[1] ?? 'none';
const ask = async (email: string, language = 'en') => await site.post('/en/newsletter', { email, language });
const answer = async (token: string, act: string) => await site.post(`/en/newsletter/mine?token=${token}`, { act });
const readers = async () => Number((await site.db.superuser.query('select count(*) as count from newsletters.readers')).rows[0].count);

/** Somebody who asked and said yes: the secret of their link. */
async function reader(email: string, language = 'en'): Promise<string> {
  await ask(email, language);
  await work();
  const token = tokenIn((await lettersTo(email))[0]);
  expect((await answer(token, 'confirm')).statusCode).toBe(303);
  return token;
}

const words: FormFields = { language: 'en', title: 'Autumn', intro: 'Two lines\nof words.' };
const post = async (path: string, form: FormFields = {}, who = editor) => await site.post(`/en/newsletter/issues${path}`, form, who);
async function begun(form: FormFields = words): Promise<string> {
  const { headers } = await post('/new', form);
  return /issues(\/[0-9a-f-]{36})/.exec(String(headers.location))?.[1] ?? 'none';
}
const add = async (issue: string, practice = codes[0] ?? '', note = '') => await post(`${issue}/add`, { practice, note });
async function filled(form: FormFields = words): Promise<string> {
  const issue = await begun(form);
  expect((await add(issue)).statusCode).toBe(303);
  return issue;
}

const practices = JSON.parse(readFileSync(join(projectRoot(), 'db/reference/practices.json'), 'utf8')) as { id: string }[];
const codes = practices.slice(0, 32).map(({ id }) => id);
beforeAll(async () => {
  await asSystem(
    site.db.owner,
    async (trx) =>
      await importPractices(
        trx,
        practices.map(({ ...row }) => ({ ...row, placeCode: null, place: null, corridors: [] })),
      ),
  );
});

test('whoever asks gets one letter a day, and nothing else before the link was opened and a button pressed', async () => {
  expect((await ask('Ana@example.org')).headers.location).toContain('/en/newsletter/asked');
  expect((await ask('ana@example.org')).headers.location).toContain('/en/newsletter/asked');
  await work();
  await work();
  const letters = await lettersTo('ana@example.org');
  expect(letters).toHaveLength(1);
  const token = tokenIn(letters[0]);
  expect((await site.get(`/en/newsletter/mine?token=${token}`)).body).toContain('Yes, send me the newsletter');
  await post(`${await filled()}/send`);
  await work();
  expect(await lettersTo('ana@example.org')).toHaveLength(1);
  await answer(token, 'confirm');
  expect((await site.get(`/en/newsletter/mine?token=${token}`)).body).toContain('You get the newsletter in this language');
});

test('an issue goes once to each reader of its language, with the link to leave; who left is gone', async () => {
  const token = await reader('bo@example.org');
  await reader('ci@example.org', 'it');
  const issue = await filled({ ...words, title: 'Once for each' });
  expect((await site.get(`/en/newsletter/issues${issue}/send`, editor)).body).toMatch(/It goes to \d+ reader/);
  expect((await post(`${issue}/send`)).statusCode).toBe(303);
  await work();
  await work();
  const [letter, ...others] = (await lettersTo('bo@example.org')).filter((text) => text.includes('Two lines'));
  expect(others).toEqual([]);
  expect(letter).toContain(`/en/practices/${codes[0]}`);
  expect(tokenIn(letter)).toBe(token);
  expect((await lettersTo('ci@example.org')).filter((text) => text.includes('Two lines'))).toEqual([]);
  const before = await readers();
  expect((await answer(token, 'leave')).headers.location).toContain('notice=newsletters.notice.left');
  expect(await readers()).toBe(before - 1);
  const over = await site.get(`/en/newsletter/mine?token=${token}`);
  expect([over.statusCode, over.body.includes('not valid any more')]).toEqual([404, true]);
});

test('nobody else sees a reader: no link, another link, an editor, a page', async () => {
  const token = await reader('di@example.org');
  const seen = async (who: Parameters<typeof asActor>[1]) =>
    await asActor(site.db.app, who, async (trx) => (await trx.selectFrom('newsletters.readers').select('id').execute()).length);
  expect(await seen(nobody)).toBe(0);
  expect(await seen({ ...nobody, token: 'of something else' })).toBe(0);
  expect((await site.get('/en/newsletter/mine')).statusCode).toBe(404);
  expect((await answer('wrong', 'leave')).statusCode).toBe(404);
  for (const path of ['/en/newsletter', '/en/newsletter/issues'])
    expect((await site.get(path, editor)).body).not.toContain('di@example.org');
  const { rows } = await site.db.superuser.query<{ row: string }>('select row_to_json(r)::text as row from newsletters.readers r');
  expect(rows.map(({ row }) => row).join('')).not.toMatch(/example\.org/);
  expect((await answer(token, 'confirm')).statusCode).toBe(303);
});

test('an address that never said yes is forgotten after a week', async () => {
  await ask('eli@example.org');
  const before = await readers();
  await site.db.superuser.query("update newsletters.readers set asked_at = now() - interval '8 days' where confirmed_at is null");
  for (const { task } of newslettersTimetable) await task.perform(context as never, {}); // all that the task takes
  expect(await readers()).toBeLessThan(before);
  expect((await site.db.superuser.query('select from newsletters.readers where confirmed_at is null')).rowCount).toBe(0);
});

test('an empty issue is not sent, a sent one never changes, and a second press says so', async () => {
  const issue = await begun();
  const empty = await post(`${issue}/send`);
  expect([empty.statusCode, empty.body.includes('There is no practice in this issue')]).toEqual([409, true]);
  await add(issue);
  const [one, other] = await Promise.all([post(`${issue}/send`), post(`${issue}/send`)]);
  expect([one.statusCode, other.statusCode].toSorted()).toEqual([303, 409]);
  for (const [path, form] of [
    ['', words],
    ['/add', { practice: codes[1] ?? '', note: '' }],
    ['/send', {}],
    ['/remove', {}],
  ] as const)
    expect((await post(`${issue}${path}`, form)).statusCode, path).toBe(409);
  const said = (await site.get(`/en/newsletter/issues${issue}`, editor)).body;
  const number = /\/en\/newsletter\/(\d+)"/.exec(said)?.[1] ?? '0';
  expect((await site.get(`/ar/newsletter/${number}`)).body).toContain('Two lines');
});

test('an issue holds a practice once and at most thirty, and what is taken out is gone', async () => {
  const issue = await begun({ ...words, title: 'Many' });
  for (const code of codes.slice(0, 30)) expect((await add(issue, code, 'A reason')).statusCode).toBe(303);
  expect((await add(issue, codes[31])).body).toContain('at most 30 practices');
  const page = (await site.get(`/en/newsletter/issues${issue}`, editor)).body;
  const practice = /name="practice" value="([0-9a-f-]{36})"/.exec(page)?.[1] ?? '';
  expect((await post(`${issue}/take-out`, { practice })).statusCode).toBe(303);
  expect((await add(issue, codes[5])).statusCode).toBe(409);
  expect((await add(issue, 'no-such-practice')).body).toContain('The library has no such practice');
});

test('only editors of the network write: an editor of an office, a visitor and another site find nothing', async () => {
  const issue = await begun({ ...words, title: 'Not for others' });
  for (const path of ['', '/new', issue, `${issue}/add`]) {
    expect((await site.get(`/en/newsletter/issues${path}`, ofOffice)).statusCode, path).toBe(404);
    expect((await site.get(`/en/newsletter/issues${path}`)).statusCode, path).toBe(303);
  }
  expect((await post('/new', words, ofOffice)).statusCode).toBe(404);
  expect((await post(`${issue}/remove`, {}, ofOffice)).statusCode).toBe(404);
  expect((await site.get('/en/newsletter')).body).not.toContain('Not for others');
  expect((await post(`${issue}/remove`)).statusCode).toBe(303);
  expect((await site.get(`/en/newsletter/issues${issue}`, editor)).statusCode).toBe(404);
});
