import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { asActor, brokenConstraint, isForbidden, newId, type AnyWrites } from '#kernel/db';
import { addDays, toLocal } from '#kernel/time';
import { plantAccount, plantOffice, type Somebody } from '#test/plant';
import { testSite, type FormFields, type SessionCookie } from '#test/site';

const site = await testSite();
const [guests, hosts, others] = [
  await plantOffice(site.db, 'guests'),
  await plantOffice(site.db, 'hosts'),
  await plantOffice(site.db, 'others'),
];
const account = async (role: 'planner' | 'counsellor', scope?: string) =>
  await plantAccount(site.db, { roles: [{ role, ...(scope ? { scope } : {}) }] });
const people = {
  guest: await account('planner', guests.id),
  guestStaff: await account('counsellor', guests.id),
  host: await account('planner', hosts.id),
  stranger: await account('planner', others.id),
  network: await account('planner'),
};
const as = {
  guest: await site.signIn(people.guest.accountId),
  guestStaff: await site.signIn(people.guestStaff.accountId),
  host: await site.signIn(people.host.accountId),
  stranger: await site.signIn(people.stranger.accountId),
  network: await site.signIn(people.network.accountId),
};
const { day: today } = toLocal(site.network.now().toISOString(), 'Europe/Rome');
const soon = addDays(today, 10);
const at = '/en/desk/exchanges';
const post = async (path: string, body: FormFields, session: SessionCookie) => await site.post(`${at}${path}`, body, session);
const get = async (path: string, session: SessionCookie) => await site.get(`${at}${path}`, session);
const idIn = (answer: { statusCode: number; headers: Record<string, unknown>; body: string }) => {
  expect(answer.statusCode, answer.body.slice(0, 3_000)).toBe(303);
  return /([0-9a-f-]{36})/.exec(String(answer.headers.location))?.[1] ?? '';
};
/** What the database says to a statement that the application would never send. */
const attempt = async (who: Somebody, statement: ReturnType<typeof sql>) =>
  await asActor(site.db.app, who, async (trx: AnyWrites) => Number((await statement.execute(trx)).numAffectedRows ?? 0n)).catch(
    (error: unknown) => (isForbidden(error) ? 'forbidden' : (brokenConstraint(error) ?? String(error))),
  );

const need = {
  kind: 'need',
  office: guests.id,
  topic: 'credit',
  words: '',
  about: 'Reading a balance',
  languages: 'fr',
  mode: 'distance',
  course: '',
  validUntil: soon,
};
const offer = { ...need, kind: 'offer', office: hosts.id, about: 'We teach balances', languages: 'fr', mode: 'both' };
const twinning = {
  office: guests.id,
  partner: hosts.id,
  purpose: 'Counters of both',
  from: today,
  until: addDays(today, 300),
  shows: 'yes',
};
const visit = { guest: guests.id, host: hosts.id, twinning: '', purpose: 'The counter', from: soon, until: soon, people: '3' };
const propose = async (more: FormFields = {}) => idIn(await post('/twinnings/new', { ...twinning, ...more }, as.guest));
const ask = async (more: FormFields = {}, who = as.guest) => idIn(await post('/visits/new', { ...visit, ...more }, who));
const accepted = async (more: FormFields = {}) => {
  const id = await ask(more);
  expect((await post(`/visits/${id}/act`, { act: 'accept', words: 'Welcome' }, as.host)).statusCode).toBe(303);
  return id;
};
const wrong = async (path: string, body: FormFields, words: string, who = as.guest) => {
  const answer = await post(path, body, who);
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(answer.body).toContain(words);
};

describe('needs and offers', () => {
  test('are read by staff of every office, with the reason why an offer fits; nobody else writes for an office', async () => {
    const id = idIn(await post('/notices/new', need, as.guest));
    const other = idIn(await post('/notices/new', offer, as.host));
    const shown = (await get(`/notices/${id}`, as.stranger)).body;
    expect(shown).toContain('Reading a balance');
    expect(shown).toContain(other);
    expect(shown).toContain('Same topic. Languages of both: French. Both can do it at a distance.');
    expect((await get('', as.guest)).body).toContain('What may fit your office');
    expect((await get('?q=balances&kind=offer', as.network)).body).toContain(other);
    expect((await get('?format=csv', as.network)).body).toContain('We teach balances');
    for (const path of ['change', 'end']) expect((await get(`/notices/${id}/${path}`, as.host)).statusCode).toBe(404);
    await wrong('/notices/new', { ...need, office: hosts.id }, 'Only people who speak for that office');
    expect((await get('/notices/new', as.guestStaff)).statusCode).toBe(404);
    expect(await attempt(people.host, sql`update exchanges.notices set about = 'Mine' where id = ${id}`)).toBe(0);
    expect(await attempt(people.network, sql`update exchanges.notices set about = 'Mine' where id = ${id}`)).toBe(0);
  });

  test('lapse for other offices on their day and come back when it is moved; a taken back one is gone', async () => {
    const id = idIn(await post('/notices/new', { ...need, topic: 'data' }, as.guest));
    await site.db.superuser.query('update exchanges.notices set valid_until = current_date - 1 where id = $1', [id]);
    expect((await get(`/notices/${id}`, as.host)).statusCode).toBe(404);
    expect((await get(`/notices/${id}`, as.guestStaff)).body).toContain('Lapsed');
    const { kind: _kind, office: _office, ...content } = need;
    expect((await post(`/notices/${id}/change`, { ...content, topic: 'data' }, as.guest)).statusCode).toBe(303);
    expect((await get(`/notices/${id}`, as.host)).statusCode).toBe(200);
    expect((await post(`/notices/${id}/end`, {}, as.guest)).statusCode).toBe(303);
    expect((await get(`/notices/${id}`, as.host)).statusCode).toBe(404);
    expect((await get(`/notices/${id}/change`, as.guest)).statusCode).toBe(404);
  });

  test('say what is wrong: no topic or two, no language, a past day, more than a year', async () => {
    await wrong('/notices/new', { ...need, topic: '' }, 'Choose a topic of the list');
    await wrong('/notices/new', { ...need, words: 'Bees' }, 'Choose a topic of the list');
    await wrong('/notices/new', { ...need, languages: '' }, 'Choose at least one language');
    await wrong('/notices/new', { ...need, validUntil: addDays(today, -2) }, 'This day is past');
    await wrong('/notices/new', { ...need, validUntil: addDays(today, 500) }, 'That is too long');
    await wrong('/notices/new', { ...offer, office: guests.id, course: newId() }, 'not one for officers');
  });
});

describe('twinnings', () => {
  test('count when the other office agrees, are public when both wish it, and end without a word', async () => {
    const id = await propose();
    await wrong('/twinnings/new', twinning, 'a twinning or a proposal already');
    await wrong('/twinnings/new', { ...twinning, office: hosts.id, partner: guests.id }, 'a twinning or a proposal already', as.host);
    await wrong('/twinnings/new', { ...twinning, partner: guests.id }, 'two different offices');
    expect((await get(`/twinnings/${id}`, as.stranger)).statusCode).toBe(404);
    expect((await get(`/twinnings/${id}`, as.network)).statusCode).toBe(404);
    expect((await get(`/twinnings/${id}`, as.guestStaff)).statusCode).toBe(200);
    expect((await get(`/twinnings/${id}/act`, as.guestStaff)).statusCode).toBe(404);
    await wrong(`/twinnings/${id}/act`, { act: 'agree' }, 'Somebody else of the other office decides');
    const stolen = sql`update exchanges.twinnings set state = 'agreed', decided_by = ${people.guestStaff.accountId}, decided_at = now() where id = ${id}`;
    expect(await attempt(people.guest, stolen)).toBe('forbidden');
    expect(await attempt(people.stranger, stolen)).toBe(0);
    expect((await site.get('/en/twinnings')).body).not.toContain('Counters of both');
    expect((await post(`/twinnings/${id}/act`, { act: 'agree' }, as.host)).statusCode).toBe(303);
    expect((await site.get('/en/twinnings')).body).not.toContain('Counters of both');
    expect(await attempt(people.guest, sql`update exchanges.twinnings set partner_shows = true where id = ${id}`)).toBe('forbidden');
    expect((await post(`/twinnings/${id}/act`, { act: 'show' }, as.host)).statusCode).toBe(303);
    expect((await site.get('/en/twinnings')).body).toContain('Counters of both');
    expect((await site.get('/en/offices/hosts')).body).toContain('Counters of both');
    expect((await site.get('/en/offices/others')).body).not.toContain('Twinned with');
    expect((await post(`/twinnings/${id}/act`, { act: 'end' }, as.guest)).statusCode).toBe(303);
    expect((await site.get('/en/twinnings')).body).not.toContain('Counters of both');
    expect((await get(`/twinnings/${id}`, as.host)).body).toContain('Nobody needs to say why');
    await wrong(`/twinnings/${id}/act`, { act: 'show' }, 'cannot be done any more', as.host);
  });
});

describe('study visits', () => {
  test('are asked, accepted with a word, planned by both, reported by the guests, and known to nobody else', async () => {
    const id = await ask({ from: today, until: today });
    for (const who of [as.stranger, as.network]) expect((await get(`/visits/${id}`, who)).statusCode).toBe(404);
    await wrong(`/visits/${id}/act`, { act: 'accept', words: '' }, 'Write a word', as.host);
    await wrong(`/visits/${id}/act`, { act: 'accept', words: 'Yes' }, 'Somebody else of the other office decides');
    expect((await post(`/visits/${id}/act`, { act: 'accept', words: 'Welcome to us' }, as.host)).statusCode).toBe(303);
    const item = { onDay: today, starts: '09:00', ends: '10:00', what: 'The counter', who: '' };
    expect((await post(`/visits/${id}/item`, item, as.host)).statusCode).toBe(303);
    await wrong(`/visits/${id}/item`, { ...item, onDay: soon }, 'not one of the visit');
    await wrong(`/visits/${id}/item`, { ...item, ends: '08:00' }, 'ends before it begins');
    expect((await post(`/visits/${id}/people`, { office: guests.id, task: 'Counsellors', number: '2' }, as.guest)).statusCode).toBe(303);
    expect((await get(`/visits/${id}`, as.guestStaff)).body).toContain('Welcome to us');
    const calendar = await get(`/visits/${id}/calendar`, as.host);
    expect(calendar.body).toContain('BEGIN:VEVENT');
    expect(calendar.body).toContain('SUMMARY;LANGUAGE="en":The counter');
    const report = { learned: 'How they welcome', willUse: 'A list at the door' };
    expect((await get(`/visits/${id}/report`, as.host)).statusCode).toBe(404);
    expect((await post(`/visits/${id}/report`, report, as.guest)).statusCode).toBe(303);
    expect((await get(`/visits/${id}`, as.host)).body).toContain('A list at the door');
    expect((await get(`/visits/${id}/item`, as.host)).statusCode).toBe(404);
    expect(await attempt(people.host, sql`update exchanges.visits set will_use = 'Nothing' where id = ${id}`)).toBe('forbidden');
    expect(await attempt(people.stranger, sql`delete from exchanges.items where visit_id = ${id}`)).toBe(0);
    expect(await attempt(people.host, sql`delete from exchanges.items where visit_id = ${id}`)).toBe(0);
  });

  test('name nobody but who puts themselves down, and hold no more guests than were accepted', async () => {
    const id = await accepted();
    const some = { office: guests.id, task: 'Counsellors', number: '2' };
    expect((await post(`/visits/${id}/people`, some, as.guest)).statusCode).toBe(303);
    await wrong(`/visits/${id}/people`, some, 'too many people');
    await wrong(`/visits/${id}/people`, { ...some, number: '1' }, 'Only people who speak for that office', as.guestStaff);
    await wrong(`/visits/${id}/people`, { ...some, office: others.id, number: '1' }, 'Only people who speak for that office');
    expect((await post(`/visits/${id}/people`, { ...some, self: 'yes' }, as.guestStaff)).statusCode).toBe(303);
    const [{ id: line } = { id: '' }] = (
      await site.db.superuser.query<{ id: string }>(
        'select id from exchanges.participants where visit_id = $1 and account_id is not null',
        [id],
      )
    ).rows;
    expect((await post(`/visits/${id}/remove/participants/${line}`, {}, as.host)).statusCode).toBe(409);
    expect((await post(`/visits/${id}/remove/participants/${line}`, {}, as.guestStaff)).statusCode).toBe(303);
    const named = sql`insert into exchanges.participants (id, visit_id, office_id, task, number, account_id)
      values (${newId()}, ${id}, ${guests.id}, 'A colleague', 1, ${people.guestStaff.accountId})`;
    expect(await attempt(people.guest, named)).toBe('forbidden');
  });

  test('say what is wrong: a past day, the wrong order, too long, too many, the same office, another office, another twinning', async () => {
    const refused = async (more: FormFields, words: string, who = as.guest) =>
      await wrong('/visits/new', { ...visit, ...more }, words, who);
    await refused({ from: addDays(today, -3) }, 'This day is past');
    await refused({ from: addDays(soon, 1) }, 'comes before the first');
    await refused({ until: addDays(soon, 60) }, 'That is too long');
    await refused({ people: '31' }, 'too many people');
    await refused({ host: guests.id }, 'two different offices');
    await refused({ guest: hosts.id, host: others.id }, 'Only people who speak for that office');
    const twinned = await propose({ partner: others.id });
    expect((await post(`/twinnings/${twinned}/act`, { act: 'agree' }, as.stranger)).statusCode).toBe(303);
    await refused({ twinning: twinned }, 'not one of these two offices');
    expect(await ask({ host: others.id, twinning: twinned })).not.toBe('');
    const early = await accepted();
    await wrong(`/visits/${early}/report`, { learned: 'x', willUse: 'y' }, 'not over yet');
    expect((await post(`/visits/${early}/act`, { act: 'cancel' }, as.host)).statusCode).toBe(303);
    await wrong(`/visits/${early}/act`, { act: 'cancel' }, 'cannot be done any more', as.host);
  });
});
