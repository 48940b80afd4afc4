import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { asActor, brokenConstraint, isForbidden, type AnyWrites } from '#kernel/db';
import { addDays, toLocal } from '#kernel/time';
import { plantAccount, plantOffice, type Somebody } from '#test/plant';
import { testSite, type FormFields, type SessionCookie } from '#test/site';

const site = await testSite();
const [leading, partner, third] = [
  await plantOffice(site.db, 'leading'),
  await plantOffice(site.db, 'partner'),
  await plantOffice(site.db, 'third'),
];
const account = async (scope: string) => await plantAccount(site.db, { roles: [{ role: 'planner', scope }] });
const people = { lead: await account(leading.id), partner: await account(partner.id), third: await account(third.id) };
const as = {
  lead: await site.signIn(people.lead.accountId),
  partner: await site.signIn(people.partner.accountId),
  third: await site.signIn(people.third.accountId),
};
const { day: today } = toLocal(site.network.now().toISOString(), 'UTC');
const end = addDays(today, 300);
const at = '/en/desk/projects';
const post = async (path: string, body: FormFields, session: SessionCookie, files?: Parameters<typeof site.post>[3]) =>
  await site.post(`${at}${path}`, body, session, files);
const get = async (path: string, session: SessionCookie) => await site.get(`${at}${path}`, session);
const done = async (path: string, body: FormFields, session: SessionCookie) => {
  const answer = await post(path, body, session);
  expect(answer.statusCode, answer.body.slice(0, 3_000)).toBe(303);
  return String(answer.headers.location);
};
const wrong = async (path: string, body: FormFields, words: string, who = as.lead) => {
  const answer = await post(path, body, who);
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(answer.body).toContain(words);
};
const attempt = async (who: Somebody, statement: ReturnType<typeof sql>) =>
  await asActor(site.db.app, who, async (trx: AnyWrites) => Number((await statement.execute(trx)).numAffectedRows ?? 0n)).catch(
    (error: unknown) => (isForbidden(error) ? 'forbidden' : (brokenConstraint(error) ?? String(error))),
  );
const idIn = async (table: string, project: string, number = 0) =>
  (await site.db.superuser.query<{ id: string }>(`select id from projects.${table} where project_id = $1 order by id`, [project])).rows[
    number
  ]?.id ?? '';

/** A project of two partners, with a package of the second. */
async function begun(): Promise<string> {
  const content = { acronym: 'TWO', title: 'Two counters (invented)', purpose: 'To tell the same', funder: '', agreement: '' };
  const location = await done('/new', { lead: leading.id, ...content, from: addDays(today, -50), until: end }, as.lead);
  const id = /projects\/([0-9a-f-]{36})/.exec(location)?.[1] ?? '';
  await done(`/${id}/partner`, { office: partner.id, task: 'Asks people' }, as.lead);
  await done(`/${id}/package`, { number: '1', office: partner.id, title: 'Work', from: today, until: end }, as.lead);
  return id;
}

describe('partners and packages', () => {
  test('are changed by the lead; a partner leaves once nothing is open, and then reads what everybody reads', async () => {
    const id = await begun();
    const work = await idIn('packages', id);
    await done(`/${id}/deliverable`, { package: work, title: 'A map', office: partner.id, dueOn: end }, as.partner);
    const item = await idIn('deliverables', id);
    const leaving = { task: 'Asked people', leftOn: addDays(today, -1) };
    expect((await post(`/${id}/partner/${partner.id}`, leaving, as.partner)).statusCode).toBe(404);
    await wrong(`/${id}/partner/${partner.id}`, leaving, 'still has open deliverables');
    await wrong(`/${id}/partner/${leading.id}`, leaving, 'The lead office stays');
    await done(`/${id}/deliverable/${item}/change`, { title: 'A better map', dueOn: end, package: work, office: leading.id }, as.lead);
    expect((await get(`/${id}/deliverable/${item}/change`, as.partner)).statusCode).toBe(404);
    await done(`/${id}/package/${work}`, { number: '4', office: leading.id, title: 'Work', from: today, until: end }, as.lead);
    await done(`/${id}/partner/${partner.id}`, leaving, as.lead);
    expect((await get(`/${id}`, as.lead)).body).toContain('until');
    expect((await get(`/${id}`, as.partner)).statusCode).toBe(404);
    expect(await attempt(people.partner, sql`select id from projects.packages where project_id = ${id}`)).toBe(0);
    await wrong(
      `/${id}/deliverable`,
      { package: work, title: 'More', office: partner.id, dueOn: end },
      'leaves the project or has left it',
    );
    await done(`/${id}/partner/${partner.id}`, { task: '', leftOn: '' }, as.lead);
    expect((await get(`/${id}`, as.partner)).statusCode).toBe(200);
  });

  test('keep who changed what, in a history that nobody writes and the partners alone read', async () => {
    const id = await begun();
    const work = await idIn('packages', id);
    await done(`/${id}/package/${work}`, { title: 'Work of two', from: today, until: end }, as.partner);
    const page = (await get(`/${id}/history`, as.lead)).body;
    for (const words of ['Work package – changed', 'Work of two', 'Office of partner']) expect(page).toContain(words);
    expect((await get(`/${id}/history`, as.third)).statusCode).toBe(404);
    expect(await attempt(people.lead, sql`delete from projects.changes where project_id = ${id}`)).toBe('forbidden');
    expect(await attempt(people.lead, sql`update projects.changes set label = 'x' where project_id = ${id}`)).toBe('forbidden');
    expect(await attempt(people.partner, sql`update projects.packages set office_id = ${leading.id} where id = ${work}`)).toBe('forbidden');
    await wrong(
      `/${id}/package/${work}`,
      { number: '1', office: third.id, title: 'Work', from: today, until: end },
      'no partner of the project',
    );
  });
});

interface Place {
  name: string;
  code: string;
}

test('a corridor is two places, added and taken away by the lead, and public with the project', async () => {
  const id = await begun();
  const { rows } = await site.db.superuser.query<Place>(
    "select kernel.text_in(name, 'en') as name, code from places.places where id = any ($1) order by code",
    [[leading.placeId, partner.placeId]],
  );
  const nowhere = { name: '', code: '' };
  const [one = nowhere, other = nowhere] = rows;
  const two = async (origin: Place, destination: Place, keep: string[] = []) => {
    const ends = { origin: origin.name, originCode: origin.code, destination: destination.name, destinationCode: destination.code };
    return await post(`/${id}/corridors`, { keep, ...ends }, as.lead);
  };
  const words = `${one.name} – ${other.name}`;
  expect((await two({ name: 'Nowhere-at-all-xyz', code: '' }, other)).body).toContain('Name both places');
  expect((await two(one, nowhere)).body).toContain('Name both places');
  expect((await two(one, one)).body).toContain('two different places');
  expect((await two(one, other)).statusCode).toBe(303);
  expect((await get(`/${id}/corridors`, as.partner)).statusCode).toBe(404);
  expect((await get(`/${id}`, as.partner)).body).toContain(words);
  await done(`/${id}/publish`, {}, as.lead);
  expect((await site.get(`/en/projects/${id}`)).body).toContain(words);
  expect((await two(nowhere, nowhere)).statusCode).toBe(303);
  expect((await site.get(`/en/projects/${id}`)).body).not.toContain(words);
});

describe('a file that is handed in', () => {
  const file = (bytes: string, name = 'map.txt') => ({ file: { name, bytes: Buffer.from(bytes) } });

  test('is read by the partners, and by everybody once it is accepted and the project is public', async () => {
    const id = await begun();
    await done(`/${id}/deliverable`, { package: await idIn('packages', id), title: 'A map', office: partner.id, dueOn: end }, as.partner);
    const item = await idIn('deliverables', id);
    const hand = async (files?: ReturnType<typeof file>) =>
      await post(`/${id}/deliverable/${item}`, { act: 'hand-in', link: '' }, as.partner, files);
    expect((await hand()).body).toContain('or send a file');
    expect((await hand(file('<script>alert(1)</script>', 'map.html'))).statusCode).toBe(422);
    expect((await hand(file('First map'))).statusCode).toBe(303);
    expect((await get(`/${id}/deliverable/${item}/file`, as.lead)).body).toBe('First map');
    expect((await get(`/${id}/deliverable/${item}/file`, as.third)).statusCode).toBe(404);
    await done(`/${id}/publish`, {}, as.lead);
    expect((await site.get(`/en/projects/${id}/deliverables/${item}/file`)).statusCode).toBe(404);
    await done(`/${id}/deliverable/${item}`, { act: 'take-back', link: '' }, as.partner);
    expect((await hand(file('Second map'))).statusCode).toBe(303);
    const kept = await site.db.superuser.query('select from files.files where uploaded_by = $1', [people.partner.accountId]);
    expect(kept.rowCount).toBe(1);
    await done(`/${id}/deliverable/${item}`, { act: 'accept', link: '' }, as.lead);
    const shown = await site.get(`/en/projects/${id}/deliverables/${item}/file`);
    expect([shown.statusCode, shown.body]).toEqual([200, 'Second map']);
    expect((await site.get(`/en/projects/${id}`)).body).toContain('map.txt');
    expect(await attempt(people.partner, sql`delete from files.files where uploaded_by = ${people.partner.accountId}`)).toBe(
      'deliverables_file',
    );
    await done(`/${id}/publish`, {}, as.lead);
    expect((await site.get(`/en/projects/${id}/deliverables/${item}/file`)).statusCode).toBe(404);
  });

  test('is never one that somebody else handed in', async () => {
    const [mine, theirs] = [await begun(), await begun()];
    for (const id of [mine, theirs])
      await done(`/${id}/deliverable`, { package: await idIn('packages', id), title: 'A map', office: partner.id, dueOn: end }, as.partner);
    const item = await idIn('deliverables', mine);
    expect((await post(`/${mine}/deliverable/${item}`, { act: 'hand-in', link: '' }, as.partner, file('A map'))).statusCode).toBe(303);
    const { rows } = await site.db.superuser.query<{ file_id: string }>('select file_id from projects.deliverables where id = $1', [item]);
    const steal = sql`update projects.deliverables set file_id = ${rows[0]?.file_id} where project_id = ${theirs}`;
    expect(await attempt(people.lead, steal)).toBe('forbidden');
  });
});

describe('a meeting of the partners', () => {
  const meeting = (day: string): FormFields => ({
    title: 'Second meeting',
    office: partner.id,
    zone: 'Europe/Rome',
    day,
    starts: '10:00',
    endsTime: '11:30',
    endsDay: '',
    venue: '',
    link: 'https://meet.example/two',
    agenda: 'The list\nThe questions',
  });
  const plan = async (id: string, day: string) =>
    /meetings\/([0-9a-f-]{36})/.exec(await done(`/${id}/meetings/new`, meeting(day), as.partner))?.[1] ?? '';

  test('is planned by a partner, goes into a calendar, and is read by nobody else', async () => {
    const id = await begun();
    const coming = await plan(id, addDays(today, 20));
    expect((await get(`/${id}/meetings/${coming}`, as.lead)).body).toContain('The questions');
    const ics = (await get(`/${id}/meetings/${coming}?format=ics`, as.lead)).body;
    for (const words of ['METHOD:PUBLISH', ':TWO: Second meeting', 'https://meet.example/two']) expect(ics).toContain(words);
    expect((await get(`/${id}/meetings/${coming}`, as.third)).statusCode).toBe(404);
    expect((await post(`/${id}/meetings/new`, meeting(today), as.third)).statusCode).toBe(404);
    await wrong(`/${id}/meetings/new`, { ...meeting(today), office: leading.id }, 'The lead office writes all', as.partner);
    await wrong(`/${id}/meetings/new`, { ...meeting(today), endsTime: '09:00' }, 'must end after it begins');
    await wrong(`/${id}/meetings/new`, { ...meeting(today), link: '' }, 'a place, a link, or both');
    await wrong(`/${id}/meetings/new`, { ...meeting(today), link: 'javascript:alert(1)' }, 'no address that begins with https');
    await wrong(`/${id}/meetings/new`, { ...meeting(today), zone: 'Mars/Base' }, 'must end after it begins');
    await wrong(`/${id}/meetings/${coming}/minutes`, { said: 'Nothing', decisions: '' }, 'has not begun yet', as.partner);
    await done(`/${id}/meetings/${coming}/call-off`, { because: 'Nobody has time' }, as.partner);
    expect((await get(`/${id}/meetings/${coming}?format=ics`, as.lead)).body).toContain('METHOD:CANCEL');
    await wrong(`/${id}/meetings/${coming}/change`, meeting(today), 'cannot be done any more', as.partner);
  });

  test('is told to the other offices that take part, by their own clock, and to nobody else', async () => {
    const id = await begun();
    const letters = async (code: string) =>
      (await site.messages())
        .flatMap((one) => (one.channel === 'mail' && one.to.address === `${code}@example.org` && one.text.includes(id) ? [one] : []))
        .toSorted((one, other) => one.subject.localeCompare(other.subject));
    await site.db.superuser.query("update offices.offices set time_zone = 'Africa/Dakar' where id = $1", [leading.id]);
    const coming = await plan(id, addDays(today, 20));
    const over = await plan(id, addDays(today, -3));
    await done(`/${id}/meetings/${coming}/change`, { ...meeting(addDays(today, 21)), title: 'A later meeting' }, as.partner);
    await done(`/${id}/meetings/${coming}/call-off`, { because: 'A secret reason' }, as.partner);
    await done(`/${id}/meetings/${over}/minutes`, { said: 'Something', decisions: '', came: [], close: 'on' }, as.partner);
    const told = await letters('leading');
    expect(told.map(({ subject }) => subject)).toEqual([
      'TWO: a meeting is called off',
      'TWO: a meeting of the partners',
      'TWO: a meeting was changed',
      'TWO: minutes of a meeting',
    ]);
    expect(told[2]?.text).toMatch(/A later meeting, .* at 0[89]:00 \(/);
    expect(told[2]?.text).toContain(`/en/desk/projects/${id}/meetings/${coming}`);
    expect(told.map(({ text }) => text).join()).not.toMatch(/secret|meet\.example|Something/);
    expect(await letters('partner')).toEqual([]);
    expect(await letters('third')).toEqual([]);
    // The lead did it for the partner: now the partner does not know.
    await done(`/${id}/meetings/new`, meeting(addDays(today, 30)), as.lead);
    expect(await letters('partner')).toHaveLength(1);
  });

  test('has minutes, decisions and the offices that came, which nobody changes once they are closed', async () => {
    const id = await begun();
    const past = await plan(id, addDays(today, -3));
    const minutes = { said: 'Both read their list', decisions: 'Write one list\nTry it', came: [leading.id, partner.id] };
    await wrong(`/${id}/meetings/${past}/minutes`, { ...minutes, came: [third.id] }, 'no partner of the project');
    await done(`/${id}/meetings/${past}/minutes`, minutes, as.partner);
    await done(`/${id}/meetings/${past}/minutes`, { ...minutes, came: partner.id, close: 'on' }, as.lead);
    const page = (await get(`/${id}/meetings/${past}`, as.lead)).body;
    for (const words of ['Both read their list', 'Try it', 'Minutes closed']) expect(page).toContain(words);
    expect((await get(`/${id}/meetings/${past}/minutes`, as.lead)).statusCode).toBe(404);
    await wrong(`/${id}/meetings/${past}/minutes`, minutes, 'cannot be done any more');
    expect(await attempt(people.lead, sql`update projects.meetings set said = 'Other' where id = ${past}`)).toBe(0);
    expect(await attempt(people.lead, sql`delete from projects.attendance where meeting_id = ${past}`)).toBe(0);
  });
});

describe('an evaluation', () => {
  const criterion = (number: string) => ({
    number,
    question: `Do people know it (${number})?`,
    measure: 'Ten questions',
    baseline: 'Nobody knows',
    target: 'Nine of ten',
    measuredOn: today,
    evaluator: 'An institute (invented)',
  });
  const finding = { result: 'in-part', found: 'Eight of ten', reason: '', evidence: 'Thirty asked', foundOn: today };

  test('rests on criteria that are agreed before and stay as they are', async () => {
    const id = await begun();
    expect((await get(`/${id}/criterion`, as.partner)).statusCode).toBe(404);
    expect((await get(`/${id}/evaluation/final`, as.lead)).statusCode).toBe(404);
    await done(`/${id}/criterion`, criterion('1'), as.lead);
    await wrong(`/${id}/criterion`, criterion('1'), 'this number already');
    const one = await idIn('criteria', id);
    await done(`/${id}/criterion/${one}`, { ...criterion('1'), target: 'All', act: 'keep' }, as.lead);
    await done(`/${id}/agree`, {}, as.lead);
    await wrong(`/${id}/agree`, {}, 'no draft to agree on');
    await wrong(`/${id}/criterion/${one}`, { ...criterion('1'), act: 'keep' }, 'cannot be done any more');
    await wrong(`/${id}/criterion/${one}`, { ...criterion('1'), act: 'remove' }, 'cannot be done any more');
    expect(await attempt(people.lead, sql`update projects.criteria set target = 'Few' where id = ${one}`)).toBe(0);
    await done(`/${id}/criterion`, criterion('2'), as.lead);
    await done(`/${id}/criterion/${await idIn('criteria', id, 1)}`, { ...criterion('2'), act: 'remove' }, as.lead);
    expect((await get(`/${id}/evaluation`, as.partner)).body).not.toContain('Do people know it (2)?');
  });

  test('is published whole, with “not measurable” and its reason as an answer, and never changes', async () => {
    const id = await begun();
    for (const number of ['1', '2']) await done(`/${id}/criterion`, criterion(number), as.lead);
    const [one, two] = [await idIn('criteria', id), await idIn('criteria', id, 1)];
    await done(`/${id}/agree`, {}, as.lead);
    const path = `/${id}/evaluation/mid-term`;
    await done(path, { evaluator: 'An institute (invented)', summary: 'Many know it' }, as.lead);
    await wrong(`${path}/finding/${one}`, { ...finding, found: '' }, 'Say what was found');
    await wrong(`${path}/finding/${one}`, { ...finding, evidence: '' }, 'Say on what the finding rests');
    await wrong(`${path}/finding/${two}`, { ...finding, result: 'not-measurable' }, 'why it cannot be measured');
    await wrong(`${path}/finding/${two}`, { ...finding, foundOn: addDays(today, 2) }, 'outside the days of the project');
    await done(`${path}/finding/${one}`, finding, as.lead);
    await wrong(`${path}/publish`, {}, 'has no finding yet');
    await done(`${path}/finding/${two}`, { ...finding, result: 'not-measurable', reason: 'Nobody was counted' }, as.lead);
    await done(`/${id}/publish`, {}, as.lead);
    expect((await site.get(`/en/projects/${id}`)).body).not.toContain('Eight of ten');
    expect((await post(`${path}/publish`, {}, as.partner)).statusCode).toBe(404);
    await done(`${path}/publish`, {}, as.lead);
    const shown = (await site.get(`/en/projects/${id}`)).body;
    for (const words of ['Eight of ten', 'Nobody was counted', 'Not measurable', 'Nine of ten', 'Thirty asked'])
      expect(shown).toContain(words);
    await wrong(path, { evaluator: 'Other', summary: 'Other' }, 'is published and stays');
    await wrong(`${path}/finding/${one}`, finding, 'is published and stays');
    await wrong(`${path}/publish`, {}, 'is published and stays');
    expect(await attempt(people.lead, sql`update projects.findings set found = 'Ten' where project_id = ${id}`)).toBe(0);
    expect(await attempt(people.lead, sql`update projects.evaluations set summary = 'Ten' where project_id = ${id}`)).toBe(
      'evaluations_published',
    );
    expect(await attempt(people.lead, sql`delete from projects.evaluations where project_id = ${id}`)).toBe('forbidden');
  });
});
