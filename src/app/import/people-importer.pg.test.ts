import { describe, expect, test } from 'vitest';
import { addDays, addMonths, toLocal } from '#kernel/time';
import { plantAccount, plantOffice } from '#test/plant';
import { testSite } from '#test/site';
import { runImport } from './run-import.ts';

const site = await testSite();
const { db } = site;
const padova = await plantOffice(db, 'padova');
const kaolack = await plantOffice(db, 'kaolack');
const manager = await plantAccount(db, { roles: [{ role: 'office-manager', scope: padova.id }] });
const marta = await plantAccount(db, { email: 'marta@example.org', roles: [{ role: 'counsellor', scope: padova.id }] });
const piero = await plantAccount(db, { email: 'piero@example.org', roles: [{ role: 'counsellor', scope: padova.id }] });
await plantAccount(db, { email: 'mariama@example.org', roles: [{ role: 'counsellor', scope: kaolack.id }] });
await plantAccount(db, { email: 'nobody@example.org' });

interface More {
  actor?: typeof manager;
  officeId?: string;
  dryRun?: boolean;
  now?: Date;
  tell?: (done: number, total: number) => Promise<void>;
}

/** Imports the list of a desk, its headings first. */
const bring = async (
  lines: readonly string[],
  { actor = manager, officeId = padova.id, dryRun = false, now = new Date(), tell }: More = {},
) =>
  await runImport(
    { db: db.app, keyring: site.network.keyring, controller: 'Test town', now, tell },
    { kind: 'people', officeId, actor, dryRun, bytes: Buffer.from(lines.join('\n')) },
  );
const importing = async (lines: readonly string[], actor = manager) =>
  await bring(['reference,given_name,language,counsellor_email', ...lines], { actor });
const counsellorOf = async (reference: string) => {
  const { rows } = await db.superuser.query<{ counsellor_id: string }>(
    'select c.counsellor_id from cases.cases c join people.people p on p.id = c.person_id where p.reference = $1',
    [reference],
  );
  return rows[0]?.counsellor_id;
};

test('takes any counsellor of the office, however their address is written, and whoever imports where none is named', async () => {
  const report = await importing(['A-1,Awa,fr,marta@example.org', 'A-2,Binta,fr,PIERO@Example.org', 'A-3,Coumba,fr,']);
  expect(report).toMatchObject({ created: 3, problems: [] });
  expect(await Promise.all(['A-1', 'A-2', 'A-3'].map(counsellorOf))).toEqual([marta.accountId, piero.accountId, manager.accountId]);
});

test('takes a colleague where a counsellor imports their own list', async () => {
  expect(await importing(['B-1,Awa,fr,piero@example.org'], marta)).toMatchObject({ created: 1, problems: [] });
  expect(await counsellorOf('B-1')).toBe(piero.accountId);
});

test('refuses the counsellor of another office, an account without a role and an unknown address, each in its row', async () => {
  const report = await importing(['C-1,Awa,fr,mariama@example.org', 'C-2,Binta,fr,nobody@example.org', 'C-3,Coumba,fr,who@example.org']);
  expect(report.created).toBe(0);
  expect(report.problems.map(({ row, field }) => [row, field])).toEqual([
    [2, 'counsellor_email'],
    [3, 'counsellor_email'],
    [4, 'counsellor_email'],
  ]);
});

describe('a case that the office kept before', () => {
  const HEAD = 'reference,given_name,language,case_opened_on,case_state,case_closed_on,person_outcome,venture_title,venture_sector';
  const today = toLocal(new Date().toISOString(), 'Europe/Rome').day;
  const datesOf = async (reference: string) => {
    const { rows } = await db.superuser.query<{ opened: string; closed: string | null; file: string; venture: string | null }>(
      `select (c.opened_at at time zone 'Europe/Rome')::date::text as opened, (c.closed_at at time zone 'Europe/Rome')::date::text as closed,
              (p.created_at at time zone 'Europe/Rome')::date::text as file, (v.created_at at time zone 'Europe/Rome')::date::text as venture
         from people.people p join cases.cases c on c.person_id = p.id left join ventures.ventures v on v.id = c.venture_id
        where p.reference = $1`,
      [reference],
    );
    return rows[0];
  };
  const followUpsOf = async (reference: string) => {
    const { rows } = await db.superuser.query<{ months: number; due: string }>(
      `select f.months, f.due_on::text as due from cases.follow_ups f join people.people p on p.id = f.person_id
        where p.reference = $1 order by f.months`,
      [reference],
    );
    return rows;
  };

  test('keeps its days, and is asked about only what is still to come since it was closed', async () => {
    const lately = addMonths(today, -4);
    const report = await bring([
      HEAD,
      'D-1,Awa,fr,2024-10-07,closed,2025-06-30,self-employed,Catering,restaurants',
      `D-2,Binta,fr,2024-11-25,closed,${lately},informed,,`,
      'D-3,Coumba,fr,2025-02-10,open,,,,',
    ]);
    expect(report).toMatchObject({ created: 3, problems: [] });
    expect(await datesOf('D-1')).toEqual({ opened: '2024-10-07', closed: '2025-06-30', file: '2024-10-07', venture: '2024-10-07' });
    expect(await followUpsOf('D-1')).toEqual([]);
    expect(await followUpsOf('D-2')).toEqual([
      { months: 6, due: addMonths(lately, 6) },
      { months: 12, due: addMonths(lately, 12) },
    ]);
    expect(await datesOf('D-3')).toMatchObject({ opened: '2025-02-10', closed: null, file: '2025-02-10' });
  });

  test('is refused with days that are to come, out of order, or without the state', async () => {
    const report = await bring([
      HEAD,
      `E-1,Awa,fr,${addDays(today, 1)},open,,,,`,
      'E-2,Binta,fr,2025-02-10,closed,2025-01-10,informed,,',
      'E-3,Coumba,fr,2025-02-10,open,2025-03-10,,,',
      'E-4,Dior,fr,2025-02-10,closed,,,,',
    ]);
    expect(report.problems.map(({ row, field, problem }) => [row, field, problem])).toEqual([
      [2, 'case_opened_on', 'app.import.problem.future'],
      [3, 'case_closed_on', 'app.import.problem.closed-before-opened'],
      [4, 'case_closed_on', 'app.import.problem.not-closed'],
      [5, 'case_closed_on', 'import.problem.required'],
      [5, 'person_outcome', 'import.problem.required'],
    ]);
  });
});

test('reads a number without a prefix as one of the country of the office', async () => {
  await db.superuser.query("update places.places set iso = 'SN' where id = $1", [kaolack.placeId]);
  const chief = await plantAccount(db, { roles: [{ role: 'office-manager', scope: kaolack.id }] });
  const list = ['reference,given_name,language,phone', 'K-1,Awa,wo,77 123 45 67'];
  expect(await bring(list, { actor: chief, officeId: kaolack.id })).toMatchObject({ created: 1, problems: [] });
  const { rows } = await db.superuser.query(
    'select c.phone from people.contacts c join people.people p on p.id = c.person_id where p.reference = $1',
    ['K-1'],
  );
  expect(rows).toEqual([{ phone: '+221771234567' }]);
});

test('refuses a language that is not on the list, and a year of birth after the year of the import', async () => {
  const list = ['reference,given_name,language,birth_year', 'L-1,Awa,french,1990', 'L-2,Binta,fr,2027'];
  const report = await bring(list, { now: new Date('2026-06-01T10:00:00Z') });
  expect(report.problems.map(({ row, field }) => [row, field])).toEqual([
    [2, 'language'],
    [3, 'birth_year'],
  ]);
});

test('says that a person was informed only where the list does', async () => {
  const report = await bring(['reference,given_name,language,informed_on', 'I-1,Awa,fr,2025-02-10', 'I-2,Binta,fr,']);
  expect(report).toMatchObject({ created: 2, notes: [{ row: 0, problem: 'app.import.note.not-informed', values: { count: 1 } }] });
  const { rows } = await db.superuser.query<{ id: string; on: string | null }>(
    `select id, informed_on::text as on from people.people where reference like 'I-_' order by reference`,
  );
  expect(rows.map(({ on }) => on)).toEqual(['2025-02-10', null]);
  const session = await site.signIn(manager.accountId);
  const path = `/en/desk/people/${rows[1]?.id}`;
  expect((await site.get(path, session)).body).toContain('Not on record');
  const sent = await site.post(
    `${path}/edit`,
    { givenName: 'Binta', language: 'fr', reachBy: 'none', minor: '0', informed: 'on' },
    session,
  );
  expect(sent.statusCode).toBe(303);
  expect((await site.get(path, session)).body).not.toContain('Not on record');
  expect((await site.get(`${path}/edit`, session)).body).not.toContain('name="informed"');
});

test('a list sent again changes nothing, and says in which cells the file says something else', async () => {
  const head = 'reference,given_name,language,email,case_state,case_closed_on,person_outcome';
  await bring([head, 'S-1,Awa,fr,awa@example.org,open,,', 'S-2,Binta,fr,,open,,']);
  const again = await bring([
    head,
    'S-1,Awa,fr,,open,,',
    'S-2,Bineta,wo,binta@example.org,closed,2026-01-10,informed',
    'S-3,Coumba,fr,,open,,',
  ]);
  expect(again).toMatchObject({ created: 1, updated: 0, unchanged: 1, kept: 1, problems: [] });
  expect(again.notes?.filter(({ row }) => row === 3).map(({ field, values }) => [field, values])).toEqual(
    ['given_name', 'language', 'email', 'case_state'].map((field) => [field, { reference: 'S-2' }]),
  );
});

test('a check writes nothing, and tells how far it is every five hundred rows', async () => {
  const told: [number, number][] = [];
  const rows = Array.from({ length: 1_200 }, (_, index) => `T-${index},Awa,fr`);
  const report = await bring(['reference,given_name,language', ...rows], {
    dryRun: true,
    tell: async (done, total) => void told.push([done, total]),
  });
  expect(report).toMatchObject({ created: 1_200, unchanged: 0, problems: [] });
  expect(told).toEqual([0, 500, 1_000].map((done) => [done, 1_200]));
  const { rows: written } = await db.superuser.query("select from people.people where reference like 'T-%'");
  expect(written).toHaveLength(0);
});
