import { beforeAll, expect, test } from 'vitest';
import { asSystem, newId } from '#kernel/db';
import { freezeQuarter } from '#modules/counts';
import { sessionOf, seededSite } from '#test/fixtures';
import type { SessionCookie } from '#test/site';

const { site, world } = await seededSite();
const { id } = world.analyses.show;
const at = `/en/desk/analyses/${id}`;
let planner: SessionCookie;
let base = 2;

const choice = { part: 'data', figure: 'people', area: 'veneto', quarter: '2020-1', split: 'gender', words: 'Few came.' };
const add = async (more: Partial<typeof choice>, session = planner, to = at) =>
  await site.post(`${to}/add-counts`, { ...choice, ...more, base: String(base) }, session);
const text = (body: string) =>
  body
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/[\u2066-\u2069]/g, '')
    .replaceAll(/\s+/g, ' ');

/** Who plans for an office alone, with an analysis of their own. */
async function plannerOf(officeId: string) {
  const account = newId();
  await site.db.superuser.query("insert into identity.accounts (id, name, origin) values ($1, 'Plans for one office', 'invitation')", [
    account,
  ]);
  await site.db.superuser.query(
    "insert into access.assignments (id, account_id, role, scope_kind, scope_id) values ($1, $2, 'planner', 'office', $3)",
    [newId(), account, officeId],
  );
  const session = await site.signIn(account, 2);
  const given = { title: 'Ours', place: 'Padua', placeCode: 'padova', code: `ours-${account.slice(-8)}`, lang: 'en', authority: officeId };
  const answer = await site.post('/en/desk/analyses/new', given, session);
  return { session, at: String(answer.headers.location).split('?')[0] ?? '' };
}

beforeAll(async () => {
  planner = (await sessionOf(site, world, 'planner')) ?? '';
});

test('own counts stand in an analysis as they were frozen: withheld, defined, with source and day', async () => {
  const form = await site.get(`${at}/add-counts?part=data`, planner);
  expect(text(form.body)).toContain('Files opened');
  expect(form.body).toContain('value="veneto"');
  expect((await add({ split: 'corridor' })).statusCode).toBe(303);
  base += 1;
  const said = text((await site.get(at, planner)).body);
  expect(said).toContain('Files opened: Veneto');
  expect(said).toMatch(/Opened Total not said → not said 30 30 Total 30 30/);
  expect(said).toMatch(/Woman × × Man × × Total 30 30/);
  expect(said).toContain('Ponte’s own counts, frozen');
  expect(said).toContain('Files that the offices opened in the time.');
  expect(said).not.toContain('There are counts of a newer quarter');
});

test('nobody takes what is not frozen, a single office, another split, or what they may not read', async () => {
  const wrong = [
    { quarter: '2020-2' },
    { area: world.offices.padova.id },
    { area: 'no-such' },
    { figure: 'plans' },
    { figure: 'officers' },
    { split: 'rows' },
  ];
  for (const one of wrong) {
    const { statusCode, body } = await add(one);
    expect(statusCode, JSON.stringify(one)).toBe(422);
    expect(body).toContain('There are no such counts that you may take');
    expect(body).toContain('Few came.');
  }
  base = 1;
  const elsewhere = await plannerOf(world.offices.kaolack.id);
  expect((await site.get(`${elsewhere.at}/add-counts?part=data`, elsewhere.session)).body).toContain(
    'There are no counts that you may take',
  );
  expect((await add({}, elsewhere.session, elsewhere.at)).statusCode).toBe(422);
  const editor = await sessionOf(site, world, 'editor');
  base = 3;
  expect((await add({}, editor)).statusCode).toBe(422);
  for (const player of ['person', 'counsellor'] as const)
    expect((await add({}, await sessionOf(site, world, player))).statusCode, player).not.toBe(303);
});

test('everybody reads them in a published analysis, also as a file, and hears that a newer quarter is there', async () => {
  const { body } = await site.get('/en/analyses/situation-published');
  expect(text(body)).toMatch(/Woman × × Man × × Total 30 30/);
  expect(body).not.toContain('/counts?area');
  const csv = await site.get('/en/analyses/situation-published?format=csv');
  expect(csv.body).toMatch(/Files opened,Opened,Veneto,Women and men: Woman,2020-1,,withheld,/);
  expect(csv.body).toMatch(/Women and men: Total,2020-1,30,,/);
  for (const format of ['xlsx', 'pdf&in=ar'])
    expect((await site.get(`/ar/analyses/situation-published?format=${format}`)).statusCode, format).toBe(200);
  const shown = {
    columns: ['opened'],
    splits: { gender: [{ key: 'woman', cells: [40], total: 40 }] },
    columnTotals: [40],
    total: 40,
  };
  const area = { kind: 'region' as const, area: 'veneto', officeIds: [world.offices.padova.id], figure: 'people', shown };
  const next = { key: '2020-2', from: '2020-04-01', until: '2020-06-30', endsAt: new Date('2020-06-30T22:00:00Z'), waitDays: 14 } as const;
  await asSystem(site.db.jobs, async (trx) => await freezeQuarter(trx, next, async () => [area]));
  expect(text((await site.get('/en/analyses/situation-published')).body)).toContain(
    'There are counts of a newer quarter: April 2020 – June 2020',
  );
});

test('whoever writes takes the newer quarter in place of the older, and keeps the words', async () => {
  const { id: of, blocks } = world.analyses.counts;
  const block = `/en/desk/analyses/${of}/counts/${blocks.counts}`;
  expect((await site.get(block, planner)).body).toContain('value="2020-2"');
  const answer = await site.post(block, { quarter: '2020-2', words: 'More came.', base: '2' }, planner);
  expect(answer.statusCode).toBe(303);
  const said = text((await site.get(`/en/desk/analyses/${of}`, planner)).body);
  expect(said).toMatch(/Woman 40 40 Total 40 40/);
  expect(said).toContain('More came.');
  expect(said).not.toContain('There are counts of a newer quarter');
  const gone = await site.post(block, { quarter: '2019-1', words: 'x', base: '3' }, planner);
  expect(gone.statusCode).toBe(422);
});

test('a plan points to own counts in a published analysis, in the version that was chosen, and to nothing else', async () => {
  const { items, parts } = world.territory;
  const plan = `/en/desk/plans/${items.links}`;
  const { body } = await site.get(`${plan}/links/new`, planner);
  const [, ref = ''] = /<option value="(situation-published\/versions\/1#block-[^"]*)"/.exec(body) ?? [];
  expect(ref).not.toBe('');
  const given = { kind: 'counts', of: parts.links.action, ref: '', words: '', address: '', position: '1', base: '2' };
  for (const counts of ['', 'situation-show/versions/1#block-x', `${ref}0`]) {
    const refused = await site.post(`${plan}/links/new`, { ...given, counts }, planner);
    expect(refused.statusCode, counts).toBe(422);
    expect(refused.body).toContain('Choose counts from the list');
  }
  expect((await site.post(`${plan}/links/new`, { ...given, counts: ref }, planner)).statusCode).toBe(303);
  const shown = (await site.get(plan, planner)).body;
  expect(text(shown)).toContain('Files opened: Veneto, January 2020 – March 2020: 30 in all');
  expect(shown).toContain(`href="/en/analyses/${ref}"`);
  expect(text((await site.get(`/en/analyses/${ref.split('#')[0]}`)).body)).toMatch(/Woman × × Man × × Total 30 30/);
});
