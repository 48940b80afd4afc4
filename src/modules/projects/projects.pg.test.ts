import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { asActor, brokenConstraint, isForbidden, newId, type AnyWrites } from '#kernel/db';
import { addDays, toLocal } from '#kernel/time';
import { plantAccount, plantOffice, type Somebody } from '#test/plant';
import { testSite, type FormFields, type SessionCookie } from '#test/site';
import { projectsTimetable } from './jobs.ts';

const site = await testSite();
const [leading, partner, others] = [
  await plantOffice(site.db, 'leading'),
  await plantOffice(site.db, 'partner'),
  await plantOffice(site.db, 'others'),
];
const account = async (role: 'planner' | 'counsellor', scope?: string) =>
  await plantAccount(site.db, { roles: [{ role, ...(scope ? { scope } : {}) }] });
const people = {
  lead: await account('planner', leading.id),
  partner: await account('planner', partner.id),
  reader: await account('counsellor', partner.id),
  stranger: await account('planner', others.id),
  network: await account('planner'),
};
const as = {
  lead: await site.signIn(people.lead.accountId),
  partner: await site.signIn(people.partner.accountId),
  reader: await site.signIn(people.reader.accountId),
  stranger: await site.signIn(people.stranger.accountId),
  network: await site.signIn(people.network.accountId),
};
const { day: today } = toLocal(site.network.now().toISOString(), 'UTC');
const end = addDays(today, 300);
const at = '/en/desk/projects';
const post = async (path: string, body: FormFields, session: SessionCookie) => await site.post(`${at}${path}`, body, session);
const get = async (path: string, session: SessionCookie) => await site.get(`${at}${path}`, session);
const attempt = async (who: Somebody, statement: ReturnType<typeof sql>) =>
  await asActor(site.db.app, who, async (trx: AnyWrites) => Number((await statement.execute(trx)).numAffectedRows ?? 0n)).catch(
    (error: unknown) => (isForbidden(error) ? 'forbidden' : (brokenConstraint(error) ?? String(error))),
  );
const wrong = async (path: string, body: FormFields, words: string, who = as.lead) => {
  const answer = await post(path, body, who);
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(answer.body).toContain(words);
};
const rowIn = async (table: string, id: string, number = 0) =>
  (await site.db.superuser.query<{ id: string }>(`select id from projects.${table} where project_id = $1 order by id`, [id])).rows[number]
    ?.id ?? '';

const content = {
  acronym: 'TWO',
  title: 'Two counters (invented)',
  purpose: 'To tell the same at both ends',
  funder: 'An invented fund',
  agreement: 'INV-7',
  from: addDays(today, -50),
  until: end,
};
/** With a partner and a package of each. */
async function begun(): Promise<string> {
  const answer = await post('/new', { lead: leading.id, ...content }, as.lead);
  expect(answer.statusCode, answer.body.slice(0, 2_000)).toBe(303);
  const id = /projects\/([0-9a-f-]{36})/.exec(String(answer.headers.location))?.[1] ?? '';
  expect((await post(`/${id}/partner`, { office: partner.id }, as.lead)).statusCode).toBe(303);
  for (const [number, office] of [
    ['1', leading.id],
    ['2', partner.id],
  ] as const) {
    const work = { number, office, title: `Work ${number}`, from: today, until: end };
    expect((await post(`/${id}/package`, work, as.lead)).statusCode).toBe(303);
  }
  return id;
}
const late = { title: 'A list of questions', dueOn: addDays(today, -3) };

describe('a project', () => {
  test('is seen by its partners alone until it is public, and then only with what was accepted', async () => {
    const id = await begun();
    for (const who of [as.stranger, as.network]) expect((await get(`/${id}`, who)).statusCode).toBe(404);
    expect((await get(`/${id}`, as.reader)).body).toContain('To tell the same at both ends');
    expect((await site.get(`/en/projects/${id}`)).statusCode).toBe(404);
    const work = await rowIn('packages', id, 1);
    for (const title of ['Accepted map', 'Planned map'])
      expect((await post(`/${id}/deliverable`, { package: work, title, office: partner.id, dueOn: end }, as.partner)).statusCode).toBe(303);
    const item = await rowIn('deliverables', id);
    expect((await post(`/${id}/deliverable/${item}`, { act: 'hand-in', link: 'https://map.example' }, as.partner)).statusCode).toBe(303);
    await wrong(`/${id}/deliverable/${item}`, { act: 'accept', link: '' }, 'cannot be done any more', as.partner);
    expect((await post(`/${id}/deliverable/${item}`, { act: 'accept', link: '' }, as.lead)).statusCode).toBe(303);
    expect((await post(`/${id}/publish`, {}, as.partner)).statusCode).toBe(404);
    expect((await post(`/${id}/publish`, {}, as.lead)).statusCode).toBe(303);
    const shown = (await site.get(`/en/projects/${id}`)).body;
    for (const words of ['To tell the same at both ends', 'Office of partner', 'Accepted map', 'INV-7']) expect(shown).toContain(words);
    for (const words of ['Planned map', 'Work 1']) expect(shown).not.toContain(words);
    expect((await site.get('/en/projects')).body).toContain(id);
    for (const q of ['TÉLL same', 'both ends']) expect((await site.get(`/en/projects?q=${encodeURIComponent(q)}`)).body, q).toContain(id);
    const none = (await site.get('/en/projects?q=nowhere%25')).body;
    expect(none).not.toContain(id);
    expect(none).toContain('Try fewer words');
    expect((await site.get('/en/projects?q=tell&format=csv')).body).toContain('Two counters (invented)');
    expect((await site.get('/en/projects?page=9')).statusCode).toBe(200);
    expect((await post(`/${id}/publish`, {}, as.lead)).statusCode).toBe(303);
    expect((await site.get(`/en/projects/${id}`)).statusCode).toBe(404);
  });

  test('is written by the lead; a partner writes its own package and deliverables', async () => {
    const id = await begun();
    const [first, second] = [await rowIn('packages', id), await rowIn('packages', id, 1)];
    for (const path of ['change', 'partner', 'package', `package/${first}`])
      expect((await get(`/${id}/${path}`, as.partner)).statusCode).toBe(404);
    expect((await post(`/${id}/package/${second}`, { title: 'Ours', from: today, until: end }, as.partner)).statusCode).toBe(303);
    expect((await get(`/${id}/deliverable`, as.reader)).statusCode).toBe(404);
    await wrong(`/${id}/deliverable`, { ...late, package: first, office: leading.id }, 'a partner writes what it leads', as.partner);
    expect((await post(`/${id}/deliverable`, { ...late, package: second, office: partner.id }, as.partner)).statusCode).toBe(303);
    const page = (await get(`/${id}`, as.reader)).body;
    expect(page).toContain('Overdue');
    expect((await get(`/${id}?format=csv`, as.reader)).body).toContain('A list of questions');
    const item = await rowIn('deliverables', id);
    const accepted = sql`update projects.deliverables set state = 'accepted', handed_in_on = current_date, accepted_on = current_date where id = ${item}`;
    expect(await attempt(people.partner, accepted)).toBe('forbidden');
    expect(await attempt(people.stranger, accepted)).toBe(0);
    expect(await attempt(people.reader, accepted)).toBe(0);
    expect(await attempt(people.lead, accepted)).toBe(1);
    expect(await attempt(people.lead, sql`update projects.deliverables set title = 'Other' where id = ${item}`)).toBe('forbidden');
    expect(await attempt(people.partner, sql`update projects.packages set title = 'Other' where id = ${first}`)).toBe(0);
    const joined = sql`insert into projects.partners (project_id, office_id) values (${id}, ${others.id})`;
    for (const who of [people.stranger, people.partner]) expect(await attempt(who, joined)).toBe('forbidden');
  });

  test('says what is wrong: days, a number or partner twice, another project’s package, no link', async () => {
    const id = await begun();
    const other = await begun();
    await wrong('/new', { lead: leading.id, ...content, until: content.from }, 'comes before the first');
    await wrong('/new', { lead: leading.id, ...content, until: addDays(today, 5_000) }, 'ten years at most');
    await wrong('/new', { lead: partner.id, ...content }, 'The lead office writes all');
    await wrong(`/${id}/partner`, { office: partner.id }, 'a partner already');
    const work = { number: '1', office: partner.id, title: 'Twice', from: today, until: end };
    await wrong(`/${id}/package`, work, 'this number already');
    await wrong(`/${id}/package`, { ...work, number: '3', office: others.id }, 'no partner of the project');
    await wrong(`/${id}/package`, { ...work, number: '3', until: addDays(end, 9) }, 'outside the days');
    await wrong(`/${id}/deliverable`, { ...late, package: await rowIn('packages', other), office: leading.id }, 'not one of the project');
    expect(
      (await post(`/${id}/deliverable`, { ...late, package: await rowIn('packages', id), office: leading.id }, as.lead)).statusCode,
    ).toBe(303);
    const item = await rowIn('deliverables', id);
    await wrong(`/${id}/deliverable/${item}`, { act: 'hand-in', link: '' }, 'Say where it can be read');
    for (const link of ['http://plain.example', 'javascript:alert(1)', 'https:// x'])
      await wrong(`/${id}/deliverable/${item}`, { act: 'hand-in', link }, 'no address that begins with https');
    expect((await post(`/${other}/deliverable/${item}`, { act: 'hand-in', link: 'https://x.example' }, as.lead)).statusCode).toBe(404);
    expect((await get(`/${newId()}`, as.lead)).statusCode).toBe(404);
  });
});

test('the morning job writes once to the office of what is due in two weeks, and not of what is later or handed in', async () => {
  const id = await begun();
  const work = await rowIn('packages', id);
  for (const [title, day] of [
    ['Due soon', 10],
    ['Due later', 40],
    ['Handed in soon', 11],
  ] as const) {
    const given = { package: work, title, office: leading.id, dueOn: addDays(today, day) };
    expect((await post(`/${id}/deliverable`, given, as.lead)).statusCode).toBe(303);
  }
  const handedIn = await rowIn('deliverables', id, 2);
  expect((await post(`/${id}/deliverable/${handedIn}`, { act: 'hand-in', link: 'https://soon.example' }, as.lead)).statusCode).toBe(303);
  await site.db.superuser.query("update offices.offices set email = 'leading@example.org' where id = $1", [leading.id]);
  const { keyring, catalogue, publicUrl } = site.network;
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const context = { db: site.db.jobs, keyring, catalogue, publicUrl, log };
  for (const { task } of [...projectsTimetable, ...projectsTimetable]) await task.perform(context as never, {}); // all that the task takes
  const letters = (await site.messages()).filter(({ text }) => text.includes(id));
  expect(letters.map(({ text }) => /hands in: (.*)\. You/.exec(text)?.[1])).toEqual(['Due soon']);
});
