import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { asActor, brokenConstraint, hashLinkToken, isForbidden, newId, type AnyWrites } from '#kernel/db';
import { plantAccount } from '#test/plant';
import { testSite, type FormFields, type SessionCookie } from '#test/site';
import { openRegister } from './associations.fixtures.ts';
import { tellPartners } from './tell-partners.ts';

const site = await testSite();
const { at, desk, lettersTo, newestLink, otherDesk, register, today, verified } = await openRegister(site);

type Linked = { id: string; path: string; token: string; address: string };
const linked = async (name: string): Promise<Linked> => {
  const made = await verified({ name });
  return { ...made, ...(await newestLink(made)) };
};
const lead = await linked('Lead Circle');
const partner = await linked('Partner Circle');
const third = await linked('Third Circle');

const form: FormFields = {
  title: 'Well and workshop',
  about: 'A well at one end,\na workshop at the other.',
  language: 'en',
  place1: 'Town of here',
  place1Code: 'place-of-here',
  place2: 'Town of far',
  place2Code: 'place-of-far',
  corridor: '',
  fromOn: '2026-01-01',
  untilOn: '2027-12-31',
  ownTask: 'Collects money',
  partner1: 'partner circle',
  task1: 'Builds the well',
  amount: '1200.50',
  amountCurrency: 'EUR',
  moneySource: 'Fees and a foundation',
};

const count = async (what: string, id: string) =>
  Number((await site.db.superuser.query<{ count: string }>(`select count(*) from ${what} = $1`, [id])).rows[0]?.count);
const row = async (id: string) =>
  (
    await site.db.superuser.query<{ state: string; revision: number }>(
      'select state, revision from associations.joint_projects where id = $1',
      [id],
    )
  ).rows[0];

async function proposed(more: FormFields = {}): Promise<string> {
  const answer = await site.post(at(lead, '/projects/new'), { ...form, ...more });
  expect(answer.statusCode).toBe(303);
  return /projects\/([0-9a-f-]{36})/.exec(String(answer.headers.location))?.[1] ?? '';
}
const act = async (who: Linked, id: string, name: string, words = '', revision?: number) =>
  await site.post(at(who, `/projects/${id}/act`), {
    act: name,
    words,
    revision: String(revision ?? (await row(id))?.revision),
  });
async function agreed(more: FormFields = {}): Promise<string> {
  const id = await proposed(more);
  expect((await act(partner, id, 'yes')).statusCode).toBe(303);
  return id;
}
const shown = async (id: string, session?: SessionCookie) => await site.get(`/en/associations/projects/${id}`, session);
const byLink = async <T>(who: Linked, work: (trx: AnyWrites) => Promise<T>) =>
  await asActor(site.db.app, { accountId: null, assurance: 0, token: hashLinkToken(who.token) }, work);
/** What PostgreSQL makes of a statement: rows changed, or why it is refused. */
const attempt = async (who: Linked, statement: ReturnType<typeof sql>): Promise<number | string> =>
  await byLink(who, async (trx) => Number((await statement.execute(trx)).numAffectedRows)).catch((error: unknown) =>
    isForbidden(error) ? 'forbidden' : (brokenConstraint(error) ?? String(error)),
  );

describe('proposing', () => {
  test('is read by the associations that are asked alone, until the last of them has said yes', async () => {
    const id = await proposed({ partner2: `https://example.org/en/associations/${third.id}`, task2: 'Teaches' });
    expect((await site.get(at(partner, `/projects/${id}`))).body).toContain('Builds the well');
    expect((await site.get(at(lead, '/projects'))).body).toContain('Well and workshop');
    for (const session of [undefined, desk, otherDesk]) expect((await shown(id, session)).statusCode).toBe(404);
    expect((await site.get(`/en/desk/associations/projects/${id}`, desk)).statusCode).toBe(404);
    expect((await site.get('/en/associations/projects?q=workshop')).body).not.toContain(id);
    await act(partner, id, 'yes');
    expect((await shown(id)).statusCode).toBe(404);
    await act(third, id, 'yes');
    const body = (await shown(id)).body;
    for (const words of ['Well and workshop', 'Collects money', 'Builds the well', 'Teaches', '€1,200.50', 'Fees and a foundation'])
      expect(body).toContain(words);
    expect(await row(id)).toMatchObject({ state: 'agreed' });
    expect((await site.get('/en/associations/projects?q=town+of+here+workshop')).body).toContain(id);
    expect((await site.get(`/en/associations/${third.id}`)).body).toContain(`/en/associations/projects/${id}`);
    for (const who of [lead, partner, third]) expect(body).not.toContain(who.address);
  });

  test('asks each association by one letter with a link that leads there', async () => {
    const id = await proposed({ title: 'By letter' });
    const { keyring, catalogue, publicUrl } = site.network;
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const context = { db: site.db.jobs, keyring, catalogue, publicUrl, log };
    for (let run = 0; run < 2; run += 1) await tellPartners.perform(context as never, { projectId: id });
    const letters = (await lettersTo(partner.address)).filter(({ text }) => text.includes(id));
    expect(letters).toHaveLength(1);
    const path = /(\/en\/associations\/mine\/\S+)/.exec(letters[0]?.text ?? '')?.[1] ?? '';
    expect((await site.get(path)).body).toContain('Your association is asked');
    expect((await lettersTo(lead.address)).filter(({ text }) => text.includes(id))).toHaveLength(0);
    Object.assign(partner, await newestLink(partner));
  });

  test.each([
    ['nobody to do it with', { partner1: '', task1: '' }, 'needs another association'],
    ['an association that is not in the register', { partner1: 'Nobody at all' }, 'No verified association'],
    ['itself', { partner1: 'Lead Circle' }, 'stands here twice'],
    ['the same one twice', { partner2: 'Partner Circle', task2: 'More' }, 'stands here twice'],
    ['one without a task', { task1: '' }, 'what this association does'],
    ['no place', { place1: '', place1Code: '', place2: '', place2Code: '' }, 'place'],
    ['a place that nobody knows', { place1: 'Nowhere at all', place1Code: '' }, 'Nowhere at all'],
    ['days the wrong way round', { fromOn: '2027-01-01', untilOn: '2026-01-01' }, 'error-summary'],
    ['words for money', { amount: 'a lot' }, 'no amount of money'],
    ['nothing at all', { title: '', about: '', ownTask: '' }, 'error-summary'],
  ])('refuses %s and keeps what was typed', async (_what, wrong, says) => {
    const answer = await site.post(at(lead, '/projects/new'), { ...form, moneySource: 'Kept words', ...(wrong as FormFields) });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(says);
    expect(answer.body).toContain('Kept words');
  });

  test('is for verified associations, as partners too', async () => {
    const waiting = await register({ name: 'Waiting Circle' });
    await site.post(at(waiting, '/act'), { act: 'confirm', words: '' });
    expect((await site.get(at(waiting, '/projects'))).body).toContain('Wait until yours is');
    expect((await site.get(at(waiting, '/projects/new'))).statusCode).toBe(404);
    expect((await site.post(at(waiting, '/projects/new'), form)).statusCode).toBe(409);
    expect((await site.post(at(lead, '/projects/new'), { ...form, partner1: 'Waiting Circle' })).statusCode).toBe(422);
    const id = await proposed();
    const add = sql`insert into associations.joint_partners (project_id, association_id, name, task) values (${id}, ${waiting.id}, 'x', 'x')`;
    expect(await attempt(lead, add)).toBe('joint_partners_verified');
  });
});

describe('a yes', () => {
  test('is for the words that were read: a change asks everybody again', async () => {
    const id = await proposed({ partner2: 'Third Circle', task2: 'Teaches' });
    await act(partner, id, 'yes');
    const before = Number((await row(id))?.revision);
    const changed = { ...form, title: 'Well, workshop and school', partner2: 'Third Circle', task2: 'Teaches' };
    expect((await site.post(at(lead, `/projects/${id}/edit`), { ...changed, revision: String(before) })).statusCode).toBe(303);
    expect((await act(third, id, 'yes', '', before)).statusCode).toBe(409);
    await act(third, id, 'yes');
    expect((await shown(id)).statusCode).toBe(404);
    expect((await site.post(at(lead, `/projects/${id}/edit`), { ...changed, revision: String(before) })).statusCode).toBe(409);
    await act(partner, id, 'yes');
    expect((await shown(id)).body).toContain('Well, workshop and school');
    const now = String((await row(id))?.revision);
    expect((await site.post(at(lead, `/projects/${id}/edit`), { ...changed, title: 'Later', revision: now })).statusCode).toBe(409);
    expect((await site.get(at(lead, `/projects/${id}/edit`))).statusCode).toBe(404);
  });

  test('of two in the same moment makes it public once', async () => {
    const id = await proposed({ partner2: 'Third Circle', task2: 'Teaches' });
    const both = await Promise.all([act(partner, id, 'yes'), act(third, id, 'yes')]);
    expect(both.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
    expect(await row(id)).toMatchObject({ state: 'agreed' });
  });

  test('may be a no, which keeps it from the public', async () => {
    const id = await proposed();
    await act(partner, id, 'no');
    expect((await site.get(at(lead, `/projects/${id}`))).body).toContain('Says no');
    expect((await shown(id)).statusCode).toBe(404);
    expect((await act(lead, id, 'withdraw')).statusCode).toBe(422);
    expect((await act(lead, id, 'withdraw', 'Nobody joins')).statusCode).toBe(303);
    expect((await shown(id)).statusCode).toBe(404);
    expect((await act(partner, id, 'yes')).statusCode).toBe(409);
  });

  test('is given by nobody else, in no state and for no other association', async () => {
    const id = await proposed();
    expect((await act(third, id, 'yes')).statusCode).toBe(404);
    expect((await act(lead, id, 'yes')).statusCode).toBe(409);
    expect(
      (await site.post(`${partner.path}/projects/${id}/act?token=${third.token}`, { act: 'yes', words: '', revision: '4' })).statusCode,
    ).toBe(404);
    const say = (answer: string, more = sql``) =>
      sql`update associations.joint_partners set answer = ${answer}, answered_revision = 99, answered_at = now() where project_id = ${id} ${more}`;
    expect(await attempt(third, say('yes'))).toBe(0);
    expect(await attempt(lead, say('no'))).toBe('joint_partners_asked');
    expect(await attempt(partner, say('yes'))).toBe('joint_partners_read');
    expect(await attempt(partner, say('left'))).toBe('joint_partners_asked');
    for (const set of ["state = 'agreed', agreed_at = now()", "state = 'running', agreed_at = now()"])
      expect(await attempt(lead, sql`update associations.joint_projects set ${sql.raw(set)} where id = ${id}`)).toBe('forbidden');
    expect(await attempt(lead, sql`update associations.joint_projects set state = 'running' where id = ${id}`)).toMatch(/forbidden|agreed/);
    expect(await attempt(partner, sql`update associations.joint_projects set title = 'Mine' where id = ${id}`)).toBe(0);
    expect(await attempt(partner, sql`delete from associations.joint_partners where project_id = ${id}`)).toBe(0);
    const forged = sql`insert into associations.joint_projects (id, lead_id, title, about, language, words)
      values (${newId()}, ${lead.id}, 'x', 'x', 'en', 'x')`;
    expect(await attempt(partner, forged)).toBe('forbidden');
  });
});

describe('its course', () => {
  test('is begun and ended by the one that proposed, told by all that take part, and stays public with what became of it', async () => {
    const id = await agreed({ title: 'Course of things' });
    expect((await act(partner, id, 'begin')).statusCode).toBe(409);
    expect((await act(lead, id, 'begin')).statusCode).toBe(303);
    const told = await site.post(at(partner, `/projects/${id}/update`), { onDay: today, words: 'The well has water.' });
    expect(told.statusCode).toBe(303);
    expect((await site.post(at(partner, `/projects/${id}/update`), { onDay: '2999-01-01', words: 'Kept words' })).statusCode).toBe(422);
    expect((await site.post(at(third, `/projects/${id}/update`), { onDay: today, words: 'Forged' })).statusCode).toBe(404);
    expect((await act(lead, id, 'end')).statusCode).toBe(422);
    expect((await act(lead, id, 'end', 'Forty families drink from it.')).statusCode).toBe(303);
    const body = (await shown(id)).body;
    for (const words of ['The well has water.', 'Forty families drink from it.', 'Ended']) expect(body).toContain(words);
    expect((await site.post(at(partner, `/projects/${id}/update`), { onDay: today, words: 'Too late' })).statusCode).toBe(409);
    for (const set of ["outcome = 'Otherwise'", "title = 'Otherwise'", "state = 'running', ended_at = null, outcome = null"])
      expect(await attempt(lead, sql`update associations.joint_projects set ${sql.raw(set)} where id = ${id}`)).toBe('forbidden');
    expect(await attempt(lead, sql`delete from associations.joint_updates where project_id = ${id}`)).toBe('forbidden');
    const copy = (await site.get(at(partner, '/copy'))).json<{ jointProjects: { id: string; updates: { words: string }[] }[] }>();
    expect(copy.jointProjects.find((one) => one.id === id)?.updates[0]?.words).toBe('The well has water.');
  });

  test('goes on without one that left, which tells nothing more', async () => {
    const id = await agreed({ partner2: '', task2: '', title: 'Left alone' });
    expect((await act(lead, id, 'leave')).statusCode).toBe(409);
    expect((await act(partner, id, 'leave')).statusCode).toBe(303);
    expect((await shown(id)).body).toContain('Has left');
    expect((await site.get(`/en/associations/${partner.id}`)).body).not.toContain(id);
    expect((await site.post(at(partner, `/projects/${id}/update`), { onDay: today, words: 'Once more' })).statusCode).toBe(409);
    expect((await act(partner, id, 'yes')).statusCode).toBe(409);
  });

  test('is shown to the office of its places, which names a unit, takes it back, and changes nothing else', async () => {
    const id = await agreed({ place2: '', place2Code: '', title: 'Only here' });
    expect((await site.get('/en/desk/associations/projects', desk)).body).toContain('Only here');
    expect((await site.get('/en/desk/associations/projects', otherDesk)).body).not.toContain('Only here');
    const path = `/en/desk/associations/projects/${id}`;
    const given = async (more: FormFields, session: SessionCookie) => {
      const office = /name="office" value="([0-9a-f-]+)"/.exec((await site.get(path, desk)).body)?.[1] ?? '';
      return await site.post(path, { office, unit: 'Unit of water', reach: 'Room 4', ...more }, session);
    };
    expect((await given({}, otherDesk)).statusCode).toBe(404);
    expect((await given({ office: newId() }, desk)).statusCode).toBe(404);
    expect((await given({ reach: '' }, desk)).statusCode).toBe(422);
    expect((await given({}, desk)).statusCode).toBe(303);
    expect((await given({}, desk)).statusCode).toBe(303);
    const body = (await shown(id)).body;
    expect(body).toContain('Unit of water');
    expect(body).toContain('It has approved nothing');
    expect((await given({ unit: '', reach: '' }, desk)).statusCode).toBe(303);
    expect((await shown(id)).body).not.toContain('Unit of water');
    const officer = await plantAccount(site.db);
    expect((await site.get(path, await site.signIn(officer.accountId))).statusCode).toBe(404);
  });
});

test('keeps no account and no address of anybody', async () => {
  const { rows } = await site.db.superuser.query<{ name: string }>(
    `select column_name as name from information_schema.columns
      where table_schema = 'associations' and table_name like 'joint%' and column_name ~ 'account|email|created_by|written_by'`,
  );
  expect(rows).toEqual([]);
  expect(await count('associations.joint_projects where lead_id', third.id)).toBe(0);
});
