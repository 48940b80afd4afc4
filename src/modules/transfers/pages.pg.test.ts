import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#kernel/db';
import { english, plantAccount, plantOffice } from '#test/plant';
import { testSite, type SessionCookie } from '#test/site';

const site = await testSite();
const ours = await plantOffice(site.db, 'ours');
const signed = async (role: 'planner' | 'office-manager' | 'editor' | 'counsellor', scope?: string) =>
  await site.signIn((await plantAccount(site.db, { roles: [scope ? { role, scope } : { role }] })).accountId);
const planner = await signed('planner', ours.id);
const editor = await signed('editor');
const stranger = await signed('planner', (await plantOffice(site.db, 'theirs')).id);

beforeAll(async () => {
  await site.db.superuser.query(
    `insert into practices.practices (id, code, title, summary, admin_level, source) values ($1, 'evening-books', $2, $2, 'municipality', '{"name":"Test"}')`,
    [newId(), JSON.stringify(english('Evening books'))],
  );
});

const at = '/en/practices/evening-books';
const takes = { words: 'Two posts', lang: 'en', needed: 'yes', leastCurrency: '', saidBy: 'The town', saidOn: '2026', source: 'Letter' };
const idAfter = (answer: { headers: Record<string, unknown> }) => /[0-9a-f-]{36}/.exec(String(answer.headers.location))?.[0] ?? '';

describe('matching a practice with a place', () => {
  let profile = '';
  const fit = async (session?: SessionCookie) => await site.get(`${at}/fit?profile=${profile}`, session);

  test('says at first that nobody has written what it takes', async () => {
    expect((await site.get(at)).body).toContain('Nobody has written down what this practice takes');
    expect((await site.get(`${at}/preconditions/new`, stranger)).statusCode).toBe(404);
    const answer = await site.post(`${at}/preconditions/new?kind=staff`, { ...takes, least: '2' }, editor);
    expect(answer.statusCode).toBe(303);
    const page = await site.get(at);
    expect(page.body).toContain('at least 2 full-time posts');
    expect(page.body).toContain('An editor’s reading');
  });

  test('keeps the profile for the staff until the office makes it public', async () => {
    const begun = await site.post(
      '/en/practices/profiles/new',
      { office: ours.id, place: 'Town of ours', placeCode: 'place-of-ours' },
      planner,
    );
    profile = idAfter(begun);
    expect((await site.get(`/en/practices/profiles/${profile}`)).statusCode).toBe(404);
    expect((await fit()).body).not.toContain('Town of ours');
    expect((await fit(planner)).body).toContain('Town of ours (Office of ours)');
    expect((await site.post(`/en/practices/profiles/${profile}/show`, {}, stranger)).statusCode).toBe(404);
    await site.post(`/en/practices/profiles/${profile}/show`, {}, planner);
    expect((await fit()).body).toContain('The profile of the place says nothing about it.');
  });

  test('finds by the figures, with the reason, and never adds up', async () => {
    await site.post(`/en/practices/profiles/${profile}/part/staff`, { least: '1', saidOn: '2026', source: 'The town' }, planner);
    const page = await fit();
    expect(page.body).toContain('To adapt');
    expect(page.body).toContain('At least half of it is there');
    const csv = await site.get(`${at}/fit?profile=${profile}&format=csv`);
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.body).toContain('At least half of it is there');
  });

  test('asks a person where no rule can tell, and shows the reason', async () => {
    await site.post(`${at}/preconditions/new?kind=law`, { ...takes, words: 'A law on shops' }, editor);
    const link = /href="\/en(\/practices\/evening-books\/fit\/[0-9a-f-]{36}\/[0-9a-f-]{36})"/.exec((await fit(planner)).body)?.[1] ?? '';
    expect((await site.get(`/en${link}`, stranger)).statusCode).toBe(404);
    expect((await site.post(`/en${link}`, { verdict: 'fits', reason: '' }, planner)).statusCode).toBe(422);
    await site.post(`/en${link}`, { verdict: 'fits', reason: 'The regional law of the example' }, planner);
    expect((await fit()).body).toContain('The regional law of the example');
    await site.post(`/en${link}`, { verdict: 'not-known', reason: '' }, planner);
    expect((await fit()).body).not.toContain('The regional law of the example');
  });

  test.each([
    ['a figure without its source', { least: '3', saidOn: '2026' }, 'Say where it stands'],
    ['a figure without its date', { least: '3', source: 'Us' }, 'which year'],
    ['words without the figure', { words: 'Some', saidOn: '2026', source: 'Us' }, 'Give the figure'],
    ['a word for a figure', { least: 'many', saidOn: '2026', source: 'Us' }, 'no figure'],
    ['a day that is none', { least: '3', saidOn: 'May', source: 'Us' }, 'Write a year'],
  ])('refuses %s', async (_what, fields, says) => {
    const answer = await site.post(`/en/practices/profiles/${profile}/part/staff`, fields, planner);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(says);
  });

  test('is "not known" again once everything is emptied', async () => {
    await site.post(`/en/practices/profiles/${profile}/part/staff`, {}, planner);
    expect((await fit()).body).toContain('The profile of the place says nothing about it.');
  });
});

describe('"we do this too"', () => {
  const manager = signed('office-manager', ours.id);

  test('is one press and a press to undo; twice is refused', async () => {
    const session = await manager;
    expect((await site.get(at)).body).not.toContain('We do this too');
    expect((await site.get(at, session)).body).toContain('We do this too');
    const said = { office: ours.id, since: '2025', changed: 'Mornings' };
    expect((await site.post(`${at}/too`, said, session)).statusCode).toBe(303);
    expect((await site.post(`${at}/too`, said, session)).statusCode).toBe(409);
    const page = await site.get(at);
    for (const words of ['Office of ours', 'since 2025', 'Mornings', 'Running']) expect(page.body).toContain(words);
    const withdraw = /\/practices\/transfers\/[0-9a-f-]{36}\/withdraw/.exec((await site.get(at, session)).body)?.[0] ?? '';
    expect((await site.get(`/en${withdraw}`, stranger)).statusCode).toBe(404);
    await site.post(`/en${withdraw}`, {}, session);
    expect((await site.get(at)).body).not.toContain('Mornings');
  });

  test('grows into a story that the list of all transfers tells, as CSV too', async () => {
    const session = await manager;
    await site.post(`${at}/too`, { office: ours.id, since: '2025', changed: 'Mornings' }, session);
    const link = /\/practices\/transfers\/[0-9a-f-]{36}/.exec((await site.get(at, session)).body)?.[0] ?? '';
    const ended = { state: 'given-up', since: '2025', until: '2026', changed: 'Mornings', became: '', source: '', revision: '1' };
    expect((await site.post(`/en${link}`, ended, session)).body).toContain('Say what became of it');
    await site.post(`/en${link}`, { ...ended, became: 'Nobody came in winter' }, session);
    const list = await site.get('/en/practices/transfers?state=given-up');
    expect(list.body).toContain('Nobody came in winter');
    expect((await site.get('/en/practices/transfers?state=running')).body).not.toContain('Nobody came in winter');
    expect((await site.get('/en/practices/transfers?format=csv')).body).toContain('Nobody came in winter');
    expect((await site.get('/ar/practices/transfers')).body).toContain('dir="rtl"');
  });
});
