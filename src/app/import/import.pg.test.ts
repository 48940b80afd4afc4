import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testSite } from '#test/site';
import { importJob } from './import-job.ts';

const site = await testSite({ network: 'demonstration' });
const { db, network } = site;
const sheet = async (name: string) => await readFile(join(import.meta.dirname, '../../../db/demo/spreadsheet', name));
const good = await sheet('demonstration-people-and-cases.csv');
const wrong = await sheet('demonstration-people-and-cases-with-mistakes.csv');

const { rows: accounts } = await db.superuser.query<{ id: string }>(
  "select id from identity.accounts where email = 'anna.direttrice@ponte-demo.example'",
);
const session = await site.signIn(accounts[0]?.id ?? '');

/** Sends the list as the manager of Padova, does its job, and answers the page of the report and its address. */
async function send(bytes: Buffer, mode: 'check' | 'import', kind = 'people') {
  const sent = await site.post('/en/admin/import', { kind, office: '', mode }, session, { file: { name: 'people.csv', bytes } });
  expect(sent.statusCode).toBe(303);
  const path = String(sent.headers.location).split('?')[0] ?? '';
  expect((await site.get(path, session)).body).toContain('<progress');
  const context = { db: db.jobs, app: db.app, keyring: network.keyring, controller: async () => 'Test town' };
  await importJob.perform(
    { ...context, log: network.log, job: { id: '1', attempt: 1, last: true }, signal: new AbortController().signal },
    { id: path.split('/').at(-1) },
  );
  return { path, body: (await site.get(path, session)).body };
}

/** The figures of a report by their label. */
function figures(body: string): Record<string, number> {
  const found = [...body.matchAll(/<dt[^>]*>([^<]*)<\/dt>\s*<dd[^>]*>\s*(\d+)/g)];
  return Object.fromEntries(found.map(([, label = '', value = '']) => [label, Number(value)]));
}

const imported = async () => {
  const { rows } = await db.superuser.query<{ reference: string }>(
    "select reference from people.people where reference like 'PD-____-___' order by reference",
  );
  return rows.length;
};

test('an office checks its list, imports it, and sends it again without a change', { timeout: 60_000 }, async () => {
  const before = await imported();
  const checked = await send(good, 'check');
  expect(checked.body).toContain('Every row is right. Nothing was written yet.');
  expect(figures(checked.body)).toMatchObject({ 'Rows read': 25, New: 25 });
  expect(await imported()).toBe(before);

  const written = await send(good, 'import');
  expect(written.body).toContain('The list was written.');
  expect(written.body).toContain('25 new files come without the day');
  expect(figures(written.body)).toMatchObject({ 'Rows read': 25, New: 25, 'As they were': 0 });
  expect(await imported()).toBe(before + 25);
  const { rows: cases } = await db.superuser.query(
    `select c.state, count(*)::int as count, min(c.opened_at)::date::text as first from cases.cases c
      join people.people p on p.id = c.person_id where p.reference like 'PD-202%' group by 1 order by 1`,
  );
  expect(cases).toEqual([
    { state: 'closed', count: 5, first: '2024-10-07' },
    { state: 'open', count: 20, first: '2025-02-10' },
  ]);

  const again = await send(good, 'import');
  expect(figures(again.body)).toMatchObject({ 'Rows read': 25, New: 0, 'As they were': 25 });
  expect(await imported()).toBe(before + 25);
  const { rows: kept } = await db.superuser.query('select id from imports.uploads');
  expect(kept).toEqual([]);
});

test(
  'each planted mistake is told with its row and column, on the page and as CSV, and nothing is written',
  { timeout: 60_000 },
  async () => {
    const before = await imported();
    const { path, body } = await send(wrong, 'import');
    expect(body).toContain('Nothing was written');
    const file = await site.get(`${path}?format=csv`, session);
    expect(file.headers['content-type']).toContain('text/csv');
    const lines = file.body.replace('\uFEFF', '').trim().split(/\r?\n/).slice(1);
    expect(lines.map((line) => line.split(',').slice(0, 2))).toEqual([
      ['3', 'given_name'],
      ['4', 'birth_year'],
      ['5', 'origin_place'],
      ['6', 'email'],
      ['7', 'case_opened_on'],
      ['8', 'venture_stage'],
      ['9', 'reference'],
      ['10', 'phone'],
      ['11', 'case_closed_on'],
      ['11', 'person_outcome'],
      ['12', 'counsellor_email'],
    ]);
    expect(await imported()).toBe(before);
  },
);

test('what is no list at all is refused beside the field, and what its first bytes do not give away by the report', async () => {
  const file = { name: 'people.csv', bytes: Buffer.from('%PDF-1.7') };
  const refused = await site.post('/en/admin/import', { kind: 'people', office: '', mode: 'import' }, session, { file });
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('This kind of file cannot be imported.');
  const { body } = await send(Buffer.from('[1, 2'), 'import');
  expect(body).not.toContain('<progress');
  expect(figures(body)).toEqual({});
  expect((await db.superuser.query('select 1 from imports.uploads')).rows).toEqual([]);
});
