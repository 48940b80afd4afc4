import { describe, expect, test } from 'vitest';
import { asActor } from '#kernel/db';
import { keepBooks } from '#modules/loans';
import type { OrganisationId } from '#modules/directory';
import { addDays } from '#kernel/time';
import { plantAccount } from '#test/plant';
import { seededSite, sessionOf } from '#test/fixtures';
import { importJob } from './import-job.ts';

const { site, world } = await seededSite();
const { db, network } = site;
const { today, loans, staff } = world;
const session = await sessionOf(site, world, 'lender');
const yesterday = addDays(today, -1);

const HEAD = 'loan,state,day,reason,application';
const good = [
  `,signed,${today},,${loans.toSign}`,
  `L-1,paid-out,${today},,${loans.toSign}`,
  `ML-2026-005,written-off,${today},The firm has closed,`,
  `ML-2026-003,paid-out,${today},,`,
];

/** Sends a file, does its job, and answers the page of the report and the rows that it names. */
async function send(lines: readonly string[], mode: 'check' | 'import' = 'import', as = session) {
  const bytes = Buffer.from([HEAD, ...lines].join('\n'));
  const file = { name: 'states.csv', bytes };
  const sent = await site.post('/en/admin/import', { kind: 'loan-states', office: '', mode }, as, { file });
  if (sent.statusCode !== 303) return { status: sent.statusCode, body: sent.body, rows: [], told: '' };
  const path = String(sent.headers.location).split('?')[0] ?? '';
  const context = { db: db.jobs, app: db.app, keyring: network.keyring, controller: async () => 'Test town' };
  await importJob.perform(
    { ...context, log: network.log, job: { id: '1', attempt: 1, last: true }, signal: new AbortController().signal },
    { id: path.split('/').at(-1) },
  );
  const list = await site.get(`${path}?format=csv`, as);
  const told = String(list.headers['content-type']).includes('csv') ? list.body.trim().split(/\r?\n/).slice(1) : [];
  const { body } = await site.get(path, as);
  return { status: 303, body, rows: told.map((line) => line.split(',').slice(0, 2).join(' ')), told: told.join('\n') };
}

/** What the file could change, and what would be told or written with it. */
const state = async () =>
  (
    await db.superuser.query(
      `select (select state from loans.applications where id = $1) as signed, (select count(*)::int from loans.loans) as loans,
              (select state from loans.loans where reference = 'ML-2026-005') as lost,
              (select count(*)::int from audit.entries where verb like 'loans.%' and verb <> 'loans.loan-read') as acts,
              (select count(*)::int from graphile_worker._private_jobs) as jobs, (select count(*)::int from ledger.entries) as entries`,
      [loans.toSign],
    )
  ).rows[0];

describe('a lender’s file of states', { timeout: 60_000 }, () => {
  test('is checked without a trace', async () => {
    const before = await state();
    expect((await send(good, 'check')).body).toContain('Every row is right. Nothing was written yet.');
    // The report itself is a job, no more.
    expect({ ...(await state()), jobs: 0 }).toEqual({ ...before, jobs: 0 });
  });

  test.each([
    {
      what: 'a state that follows from payments',
      row: `ML-2026-003,settled,${today},,`,
      rows: ['6 state'],
      says: 'not a state that a file',
    },
    { what: 'a loan of nobody', row: `XX-1,written-off,${today},Gone,`, rows: ['6 loan'], says: 'No loan of yours' },
    { what: 'no reason', row: `ML-2026-003,written-off,${today},,`, rows: ['6 reason'], says: 'must be filled in' },
    { what: 'a day to come', row: `ML-2026-003,written-off,${addDays(today, 9)},Gone,`, rows: ['6 day'], says: 'still to come' },
    { what: 'a day before the loan', row: `ML-2026-003,written-off,${yesterday},Gone,`, rows: ['6 day'], says: 'before the loan was paid' },
    { what: 'another day than stands', row: `ML-2026-003,paid-out,${yesterday},,`, rows: ['6 day'], says: 'stands here already' },
    {
      what: 'a number of another loan',
      row: `ML-2026-001,paid-out,${today},,${loans.toPayOut}`,
      rows: ['6 loan'],
      says: 'has this number',
    },
    { what: 'no application', row: `L-9,paid-out,${today},,`, rows: ['6 application'], says: 'must be filled in' },
    {
      what: 'an application of nobody',
      row: `L-9,paid-out,${today},,${staff.person.accountId}`,
      rows: ['6 application'],
      says: 'No application',
    },
    { what: 'an application that is no number', row: `L-9,paid-out,${today},,17`, rows: ['6 application'], says: 'No application' },
    { what: 'an act that the state does not have', row: `,signed,${today},,${loans.applied}`, rows: ['6 state'], says: 'has not opened' },
    { what: 'a formula for a number', row: `=1+1,paid-out,${today},,${loans.toPayOut}`, rows: ['6 loan'], says: 'not a number of a loan' },
    { what: 'no day', row: `ML-2026-003,written-off,soon,Gone,`, rows: ['6 day'], says: 'is not a day' },
    { what: 'the same loan paid out twice', row: `L-2,paid-out,${today},,${loans.toSign}`, rows: ['6 loan'], says: 'under the number L-1' },
  ])('with $what is refused with the row and the reason, and nothing of it stays', async ({ row, rows, says }) => {
    const before = await state();
    const sent = await send([...good, row]);
    expect(sent.body).toContain('Nothing was written');
    expect(sent.rows).toEqual(rows);
    expect(sent.told).toContain(says);
    expect({ ...(await state()), jobs: 0 }).toEqual({ ...before, jobs: 0 });
  });

  test('does what a page does: signature, payment out, write-off, on the ledger too, and the borrower is told', async () => {
    const bank = world.organisations.bank as OrganisationId;
    await asActor(db.app, { accountId: staff.lender.accountId, assurance: 2 }, async (trx) => {
      await keepBooks(trx, bank, { name: 'Loans' }, today);
    });
    expect((await send(good)).body).toContain('The list was written.');
    expect(await state()).toMatchObject({ signed: 'paid-out', lost: 'written-off' });
    const { rows } = await db.superuser.query<{ words: string }>(
      "select description as words from ledger.entries where about_kind like 'loans.%' order by 1",
    );
    expect(rows.map(({ words }) => words)).toEqual(['paid out', 'written off']);
    const { rows: waiting } = await db.superuser.query(
      "select 1 from graphile_worker._private_jobs where payload::text like '%' || $1 || '%'",
      [loans.toSign],
    );
    expect(waiting).toHaveLength(1);
    expect((await site.get(`/en/me/loans/${loans.toSign}`, await sessionOf(site, world, 'person'))).body).toContain('L-1');
  });

  test('that is sent again changes nothing, also once the permission ended', async () => {
    const before = await state();
    expect((await send(good)).body).toContain('The list was written.');
    await db.superuser.query(
      'update consent.grants set withdrawn_at = now(), withdrawn_by = $2 where id = (select grant_id from loans.applications where id = $1)',
      [loans.toSign, staff.person.accountId],
    );
    expect((await send(good)).body).toContain('The list was written.');
    expect({ ...(await state()), jobs: 0 }).toEqual({ ...before, jobs: 0 });
    const other = await send([`ML-2026-005,written-off,${yesterday},Again,`]);
    expect(other.told).toContain('stands here already');
  });

  test('is taken of lenders only, and names only their own loans', async () => {
    expect((await send(good, 'import', await sessionOf(site, world, 'manager'))).status).toBe(404);
    const { accountId } = await plantAccount(db, { roles: [] });
    await db.superuser.query(
      "insert into access.assignments (id, account_id, role, scope_kind, scope_id) values (gen_random_uuid(), $1, 'lender', 'organisation', $2)",
      [accountId, world.organisations.chamber],
    );
    const other = await site.signIn(accountId);
    const sent = await send(
      [`ML-2026-003,written-off,${today},Mine,`, `,signed,${today},,${loans.toPayOut}`, good[1] ?? ''],
      'import',
      other,
    );
    expect(sent.rows).toEqual(['2 loan', '3 application', '4 application']);
  });

  test('has its numbers from the file of the list of applications, which names nobody', async () => {
    const { body } = await site.get('/en/lending?state=all&format=csv', session);
    expect(body).toContain('application,amount,currency,instalments,state,sent_on');
    expect(body).toContain(`${loans.toPayOut},4000.00,EUR,12,signed,`);
    expect(body).not.toContain('Awa');
  });
});
