import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { asActor, newId, type Actor, type AnyWrites } from '#kernel/db';
import { addDays } from '#kernel/time';
import { must, plantGround } from '#test/fixtures-ground';
import { plantAccount } from '#test/plant';
import { testSite } from '#test/site';
import type { ComparisonId } from './benchmark.ts';
import { addSubject, changePeer, putItem, type Content } from './content.ts';
import { factsOf, type FactName } from './facts.ts';
import type { Kind } from './kinds.ts';
import { shownOf } from './measure.ts';
import { newerFacts } from './newer-facts.ts';
import { draftOf, listPublished } from './read-comparisons.ts';
import { subjectFor, takeFact } from './take-fact.ts';
import { beginComparison, changeDraft, publishComparison } from './write-comparison.ts';

const site = await testSite();
const { db } = site;
const administrator = await plantAccount(db, { roles: [{ role: 'administrator' }] });
const planner = await plantAccount(db, { roles: [{ role: 'planner' }] });
const ground = await plantGround(site, administrator);
const other = await plantAccount(db, { roles: [{ role: 'planner', scope: ground.offices.padova.id }] });
const now = site.network.now();
const as = async <T>(actor: Actor, work: (trx: AnyWrites) => Promise<T>) => await asActor(db.app, actor, work);
const session = await site.signIn(planner.accountId, 2);
const { padova, kaolack, tirana } = ground.offices;

let count = 0;
const begin = async (kind: Kind): Promise<ComparisonId> => {
  count += 1;
  const given = { kind, code: `own-${count}`, title: `Own ${count}`, lang: 'en', officeId: null };
  return await as(planner, async (trx) => await beginComparison(trx, planner.accountId, given, now));
};
const draft = async (id: ComparisonId) => must(await as(planner, async (trx) => await draftOf(trx, id)));
const change = async (id: ComparisonId, how: (content: Content) => Content) => {
  const { revision: base } = await draft(id);
  await as(planner, async (trx) => await changeDraft(trx, planner.accountId, id, { base, change: how }, now));
};
const withSubjects = async (kind: Kind, subjects: readonly string[]) => {
  const id = await begin(kind);
  for (const one of subjects) {
    const subject = await as(planner, async (trx) => await subjectFor(trx, kind, one, 'en'));
    await change(id, (content) => addSubject({ ...content, question: 'How?', reason: 'So' }, { ...subject, why: 'It is alike' }));
  }
  return id;
};
const take = async (id: ComparisonId, fact: FactName) => {
  const { content } = await draft(id);
  return await as(planner, async (trx) => await takeFact(trx, { fact, caveat: 'None known', content, today: ground.today }));
};
const send = async (id: ComparisonId, rest: string, form: Record<string, string>) =>
  await site.post(`/en/desk/benchmarks/${id}${rest}`, { base: String((await draft(id)).revision), ...form }, session);
const figuresOf = async (id: ComparisonId, at = 0) => {
  const { content } = await draft(id);
  const measure = must(content.measures[at]);
  return content.peers.map(({ id: peerId }) => {
    const { value, missing } = shownOf(measure, peerId);
    return value ?? missing;
  });
};

describe('facts of offices', () => {
  test('are what everybody reads, with the day, and what nobody has said is not known rather than zero', async () => {
    await db.superuser.query('delete from offices.hours where office_id = $1', [kaolack.id]);
    const id = await withSubjects('offices', [padova.id, kaolack.id]);
    const cells = async (fact: FactName) => (await take(id, fact)).cells.map(({ value, missing }) => value ?? missing);
    expect(await cells('office-hours')).toEqual(['15', 'not-known']);
    expect(await cells('office-women-hours')).toEqual(['0', 'not-known']);
    expect(await cells('office-languages')).toEqual(['5', '5']);
    expect(await cells('office-appointment')).toEqual(['30', '30']);
    expect(await cells('office-services')).toEqual(['not-known', 'not-known']);
    expect(await cells('office-classes')).toEqual(['0', '0']);
    await db.superuser.query('update offices.offices set organisation_id = $2 where id = $1', [padova.id, ground.organisations.chamber]);
    expect(await cells('office-services')).toEqual(['1', 'not-known']);
    expect((await take(id, 'office-hours')).takenOn).toBe(ground.today);
    await db.superuser.query('update offices.offices set active = false where id = $1', [kaolack.id]);
    expect(await cells('office-hours')).toEqual(['15', 'gone']);
    await db.superuser.query('update offices.offices set active = true where id = $1', [kaolack.id]);
  });

  test('are the same whoever takes them: nothing in them depends on the reader', async () => {
    const { content } = await draft(await withSubjects('offices', [padova.id, tirana.id]));
    for (const fact of factsOf('offices')) {
      const taken = [planner, other, administrator].map(
        async (who) => await as(who, async (trx) => await takeFact(trx, { fact, caveat: 'x', content, today: ground.today })),
      );
      const [first, ...rest] = await Promise.all(taken);
      for (const one of rest) expect(one).toEqual(first);
    }
  });
});

test('facts of services say languages, cost, hours, access, papers, and days since somebody checked', async () => {
  const id = await withSubjects('services', [ground.course]);
  const expected = {
    'service-languages': '2',
    'service-text-languages': '1',
    'service-cost': 'free',
    'service-hours': '2',
    'service-assured': '3',
    'service-conditions': '2',
    'service-access': 'none',
    'service-papers': '1',
  };
  expect(Object.keys(expected)).toEqual(factsOf('services'));
  for (const [fact, value] of Object.entries(expected)) {
    const { cells } = await take(id, fact as FactName); // a name of the list above
    expect([fact, cells[0]?.value]).toEqual([fact, value]);
  }
  await db.superuser.query("update directory.services set status = 'defunct' where id = $1", [ground.course]);
  expect((await take(id, 'service-cost')).cells[0]?.missing).toBe('gone');
  await expect(as(planner, async (trx) => await subjectFor(trx, 'services', ground.course, 'en'))).rejects.toMatchObject({
    code: 'no-subject',
  });
  await db.superuser.query("update directory.services set status = 'active' where id = $1", [ground.course]);
});

describe('one comparison', () => {
  test('is of one kind for good: the database keeps it, and another kind of draft does not fit', async () => {
    const id = await begin('offices');
    await expect(change(id, (content) => ({ ...content, kind: 'places' }))).rejects.toMatchObject({ code: 'draft-wrong' });
    const tried = async (statement: string) => await as(planner, async (trx) => await sql.raw(statement).execute(trx));
    await expect(tried(`update benchmarks.comparisons set kind = 'places' where id = '${id}'`)).rejects.toThrow('permission denied');
    const other = `update benchmarks.drafts set content = content || '{"kind": "services"}', changed_by = kernel.actor() where comparison_id = '${id}'`;
    await expect(tried(other)).rejects.toThrow('drafts_comparison');
    await expect(tried(other.replace('"services"', 'null'))).rejects.toThrow('violates not-null');
  });

  test('takes no peer and no measure of another kind, no office twice, and none that is not there', async () => {
    const id = await withSubjects('offices', [padova.id]);
    const place = { name: 'Veneto', codes: ['ITH3'], subject: null, why: 'So' };
    await expect(change(id, (content) => putItem(content, 'peers', null, place))).rejects.toMatchObject({ code: 'draft-wrong' });
    await expect(take(id, 'service-cost')).rejects.toMatchObject({ code: 'other-kind' });
    const twice = await as(planner, async (trx) => await subjectFor(trx, 'offices', padova.id, 'en'));
    await expect(change(id, (content) => addSubject(content, { ...twice, why: 'So' }))).rejects.toMatchObject({ code: 'same-subject' });
    for (const nobodys of [newId(), ground.course])
      expect((await send(id, '/add-subject', { subject: nobodys, why: 'So' })).statusCode).toBe(422);
    expect((await send(id, '/add-peer', { name: 'Veneto', codes: 'ITH3', why: 'So' })).statusCode).toBe(404);
    expect((await send(id, '/add-fact', { fact: 'service-cost', caveat: 'So' })).statusCode).toBe(409);
    const services = await withSubjects('services', [ground.course]);
    for (const nobodys of [newId(), padova.id]) {
      expect((await send(services, '/add-subject', { subject: nobodys, why: 'So' })).statusCode).toBe(422);
      const shown = await site.get(`/en/desk/benchmarks/${services}/add-subject?subject=${nobodys}`, session);
      expect([shown.statusCode, shown.body.includes('Course in book-keeping')]).toEqual([200, true]);
    }
    const words = { name: 'Staff', unit: 'posts', definition: 'Posts', direction: 'More', caveat: 'None' };
    expect((await send(services, '/add-declared', words)).statusCode).toBe(404);
    const stranger = await site.signIn(other.accountId, 2);
    const form = { base: '1', subject: tirana.id, why: 'So' };
    expect((await site.post(`/en/desk/benchmarks/${id}/add-subject`, form, stranger)).statusCode).toBe(404);
  });
});

test('a planner compares offices on facts and on what their documents say, and publishes it', async () => {
  const id = await begin('offices');
  for (const { id: subject } of [padova, tirana])
    expect((await send(id, '/add-subject', { subject, why: 'It is alike' })).statusCode).toBe(303);
  expect((await send(id, '/add-fact', { fact: 'office-hours', caveat: 'None known' })).statusCode).toBe(303);
  const words = { name: 'Staff', unit: 'posts', definition: 'Full-time posts', direction: 'More is more', caveat: 'None known' };
  expect((await send(id, '/add-declared', words)).statusCode).toBe(303);
  await send(id, '/about', { title: 'Offices', question: 'How?', reason: 'So' });
  expect(await figuresOf(id, 1)).toEqual(['not-taken', 'not-taken']);
  const { content } = await draft(id);
  const [first, second] = content.peers;
  const at = `/declared/${content.measures[1]?.id}`;
  const told = { period: '2025', source: 'Report, page 3', saidBy: 'The office' };
  const publish = async () =>
    await as(planner, async (trx) => {
      const { revision: base } = await draft(id);
      return await publishComparison(trx, planner.accountId, id, { base, reason: 'First' }, now);
    });
  const address = 'javascript:alert(1)';
  expect((await send(id, `${at}/${first?.id}`, { ...told, figure: '3.5', address })).statusCode).toBe(422);
  const neither = await send(id, `${at}/${first?.id}`, { ...told, figure: '' });
  expect(neither.statusCode).toBe(422);
  expect(neither.body).toContain('Report, page 3');
  expect((await send(id, `${at}/${first?.id}`, { ...told, figure: '3.5', unknown: 'on' })).statusCode).toBe(422);
  expect((await send(id, `${at}/${first?.id}`, { ...told, figure: '3.5', address: 'https://www.example.org/r' })).statusCode).toBe(303);
  await expect(publish()).rejects.toMatchObject({ code: 'draft-incomplete' });
  expect((await send(id, `${at}/${second?.id}`, { ...told, figure: '', unknown: 'on' })).statusCode).toBe(303);
  expect(await figuresOf(id, 1)).toEqual(['3.5', 'not-known']);
  expect((await send(id, `/subjects/${first?.id}`, { why: 'Other words' })).statusCode).toBe(303);
  expect(await figuresOf(id, 0)).toEqual(['15', '15']);
  const code = await publish();
  const { body } = await site.get(`/en/benchmarks/${code}`);
  for (const words of ['Hours open in a week', 'This network did not count them', 'Report, page 3', 'not zero', 'Other words'])
    expect(body).toContain(words);
  expect(body).toContain(`/en/offices/${padova.code}`);
  expect((await site.get(`/ar/benchmarks/${code}`)).statusCode).toBe(200);
  await db.superuser.query("update offices.offices set languages = '{en}' where id = $1", [padova.id]);
  await as(planner, async (trx) => {
    expect((await listPublished(trx, { kind: 'offices' })).total).toBe(1);
    expect((await listPublished(trx, { kind: 'services' })).total).toBe(0);
  });
  expect((await site.get('/en/benchmarks?kind=nonsense')).statusCode).toBe(200);
});

test('an office that comes later has no figure until the facts are taken again', async () => {
  const id = await withSubjects('offices', [padova.id]);
  const measure = await take(id, 'office-appointment');
  await change(id, (content) => putItem(content, 'measures', null, measure));
  const later = await as(planner, async (trx) => await subjectFor(trx, 'offices', tirana.id, 'en'));
  await change(id, (content) => addSubject(content, { ...later, why: 'It is alike' }));
  expect(await figuresOf(id)).toEqual(['30', 'not-taken']);
  const { content } = await draft(id);
  expect((await send(id, `/facts/${content.measures[0]?.id}`, { caveat: 'Again' })).statusCode).toBe(303);
  expect(await figuresOf(id)).toEqual(['30', '30']);
  const { id: peerId = '', ...peer } = content.peers[0] ?? {};
  await change(id, (before) => changePeer(before, peerId, { ...(peer as Omit<Content['peers'][number], 'id'>), why: 'Other' }));
  expect(await figuresOf(id)).toEqual(['30', '30']);
});

test('a fact keeps its day, says when there is a newer figure, and the newer one is taken over in a draft', async () => {
  const languages = async (of: string, list: string) =>
    await db.superuser.query('update offices.offices set languages = $2 where id = $1', [of, list]);
  await languages(tirana.id, '{en,it}');
  const id = await withSubjects('offices', [tirana.id, kaolack.id]);
  const measure = await take(id, 'office-languages');
  await change(id, (content) => putItem(content, 'measures', null, { ...measure, takenOn: addDays(ground.today, -40) }));
  const page = async () => (await site.get(`/en/desk/benchmarks/${id}`, session)).body;
  expect(await page()).not.toContain('There is a newer figure');
  await languages(tirana.id, '{en,it,sq}');
  const newer = await page();
  expect(newer.match(/There is a newer figure: \W?3\W?, of/g)).toHaveLength(1);
  expect(newer).toContain('No newer one');
  const { content } = await draft(id);
  const at = `/facts/${content.measures[0]?.id}`;
  const caveat = /name="caveat" value="([^"]*)"/.exec(newer)?.[1] ?? '';
  expect([newer.includes(`/en/desk/benchmarks/${id}${at}"`), caveat]).toEqual([true, 'None known']);
  const reader = await site.signIn(other.accountId, 2);
  expect((await site.post(`/en/desk/benchmarks/${id}${at}`, { base: '1', caveat }, reader)).statusCode).toBe(404);
  const late = await site.post(`/en/desk/benchmarks/${id}${at}`, { base: '1', caveat }, session);
  expect([late.statusCode, await figuresOf(id)]).toEqual([409, ['2', '5']]);
  expect((await send(id, at, { caveat })).statusCode).toBe(303);
  expect(await figuresOf(id)).toEqual(['3', '5']);
  expect(await page()).not.toContain('There is a newer figure');

  const code = await as(planner, async (trx) => {
    const { revision: base } = await draft(id);
    return await publishComparison(trx, planner.accountId, id, { base, reason: 'First' }, now);
  });
  await db.superuser.query('update offices.offices set active = false where id = $1', [tirana.id]);
  const read = (await site.get(`/en/benchmarks/${code}`)).body;
  expect(read).toMatch(/there was no figure any more: No longer open or offered/);
  expect(read).not.toContain('Take over the newer figures');
  await db.superuser.query('update offices.offices set active = true where id = $1', [tirana.id]);
});

test('another day of the same check of a service is no newer figure, a new check is one', async () => {
  const id = await withSubjects('services', [ground.course]);
  const { content } = await draft(id);
  const taken = { ...(await take(id, 'service-assured')), takenOn: addDays(ground.today, -2), id: newId() };
  const withDays = (value: string) => ({
    ...content,
    measures: [{ ...taken, cells: taken.cells.map((cell) => ({ ...cell, value })) }],
  });
  const found = async (value: string) =>
    await as(planner, async (trx) => (await newerFacts(trx, withDays(value), ground.today)).get(taken.id)?.size ?? 0);
  expect([await found('1'), await found('30')]).toEqual([0, 1]);
});
