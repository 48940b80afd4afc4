import { describe, expect, test } from 'vitest';
import { xlsxOf } from '#kernel/text';
import { addDays } from '#kernel/time';
import { seededSite, sessionOf } from '#test/fixtures';
import { importJob } from './import-job.ts';

const { site, world } = await seededSite();
const { db, network } = site;
const { today } = world;
const session = await sessionOf(site, world, 'lender');

const HEAD = 'loan,paid_on,reference,amount,currency,ends_loan';
const good = [`ML-2026-001,${today},F-1,120.50,EUR,`, `ML-2026-003,${today},F-1,80,EUR,`];
const total = 'total,,2,200.50,EUR,';

/** Sends a file as the lender, does its job, and answers the page of the report and the rows that it names. */
async function send(lines: readonly string[] | Buffer, mode: 'check' | 'import' = 'import', name = 'payments.csv') {
  const bytes = Buffer.isBuffer(lines) ? lines : Buffer.from(lines.join('\n'));
  const sent = await site.post('/en/admin/import', { kind: 'loan-repayments', office: '', mode }, session, { file: { name, bytes } });
  if (sent.statusCode !== 303) return { body: sent.body, rows: [], told: [] };
  const path = String(sent.headers.location).split('?')[0] ?? '';
  const context = { db: db.jobs, app: db.app, keyring: network.keyring, controller: async () => 'Test town' };
  await importJob.perform(
    { ...context, log: network.log, job: { id: '1', attempt: 1, last: true }, signal: new AbortController().signal },
    { id: path.split('/').at(-1) },
  );
  const list = await site.get(`${path}?format=csv`, session);
  const told = String(list.headers['content-type']).includes('csv') ? list.body.trim().split(/\r?\n/).slice(1) : [];
  return { body: (await site.get(path, session)).body, rows: told.map((line) => line.split(',').slice(0, 2).join(' ')), told };
}
const payments = async () =>
  (await db.superuser.query<{ n: number }>("select count(*)::int as n from loans.repayments where reference like 'F-%'")).rows[0]?.n;

describe('a lender’s file of payments', { timeout: 60_000 }, () => {
  test('is checked, imported, and sent again without a change', async () => {
    expect((await send([HEAD, ...good, total], 'check')).body).toContain('Every row is right. Nothing was written yet.');
    expect(await payments()).toBe(0);
    expect((await send([HEAD, ...good, total])).body).toContain('The list was written.');
    expect(await payments()).toBe(2);
    const { rows } = await db.superuser.query(
      "select l.reference, r.amount_minor::int as paid, sum(a.principal_minor + a.interest_minor)::int as settled from loans.repayments r join loans.loans l on l.id = r.loan_id join loans.allocations a on a.repayment_id = r.id where r.reference = 'F-1' group by 1, 2 order by 1",
    );
    expect(rows).toEqual([
      { reference: 'ML-2026-001', paid: 12_050, settled: 12_050 },
      { reference: 'ML-2026-003', paid: 8_000, settled: 8_000 },
    ]);
    expect((await send([HEAD, ...good, total])).body).toContain('The list was written.');
    expect(await payments()).toBe(2);
  });

  test('comes as a spreadsheet as well', async () => {
    const sheet = await xlsxOf([HEAD, `ML-2026-001,${today},F-2,10.25,EUR,`, 'total,,1,10.25,EUR,'].join('\r\n'), {
      name: 'payments',
      rightToLeft: false,
    });
    expect((await send(sheet ?? Buffer.of(), 'import', 'payments.xlsx')).body).toContain('The list was written.');
    expect(await payments()).toBe(3);
  });

  test.each(['-120.50', '0', '10^30', '1e30', `1${'0'.repeat(30)}`, 'NaN', 'Infinity', '120,50', '1.200,50', '1,200.50', '120.505', ''])(
    'with the amount %j is refused with the row, and nothing is posted',
    async (amount) => {
      const { body, rows } = await send([HEAD, good[0] ?? '', `ML-2026-003,${today},F-9,"${amount}",EUR,`, 'total,,2,200.50,EUR,']);
      expect(body).toContain('Nothing was written');
      expect(rows).toContain('3 amount');
      expect(await payments()).toBe(3);
    },
  );

  test.each([
    { what: 'another currency', row: `ML-2026-003,${today},F-9,5,USD,`, rows: ['0 ', '3 currency'], says: 'the loan in EUR' },
    { what: 'no currency', row: `ML-2026-003,${today},F-9,5,Euro,`, rows: ['3 currency'], says: 'is not a currency' },
    { what: 'the same payment twice', row: good[1] ?? '', again: true, rows: ['4 reference'], says: 'stands in row 3 too' },
    { what: 'a known number with another amount', row: `ML-2026-001,${today},F-1,80,EUR,`, rows: ['3 reference'], says: 'has this number' },
    { what: 'a loan of nobody', row: `XX-1,${today},F-9,80,EUR,`, rows: ['3 loan'], says: 'No loan of yours' },
    { what: 'a day to come', row: `ML-2026-003,${addDays(today, 9)},F-9,80,EUR,`, rows: ['3 paid_on'], says: 'still to come' },
    {
      what: 'a day before the loan',
      row: `ML-2026-003,${addDays(today, -9)},F-9,80,EUR,`,
      rows: ['3 paid_on'],
      says: 'before the loan was paid out',
    },
    { what: 'no day', row: 'ML-2026-003,yesterday,F-9,80,EUR,', rows: ['3 paid_on'], says: 'is not a day' },
    {
      what: 'a formula for a number',
      row: `ML-2026-003,${today},=1+1,80,EUR,`,
      rows: ['3 reference'],
      says: 'is not a number of a payment',
    },
    {
      what: 'more than is owed',
      row: `ML-2026-003,${today},F-9,99999,EUR,`,
      sum: '100119.50',
      rows: ['3 amount'],
      says: 'more than is owed',
    },
    { what: 'half a row', row: `ML-2026-003,${today},F-9`, rows: ['3 amount', '3 currency'], says: 'must be filled in' },
  ])('with $what is refused with the row and the reason, and nothing is posted', async ({ row, again, sum = '200.50', rows, says }) => {
    const fresh = `ML-2026-001,${today},F-8,120.50,EUR,`;
    const lines = [HEAD, fresh, row, ...(again ? [row] : []), `total,,${again ? 3 : 2},${again ? '280.50' : sum},EUR,`];
    const sent = await send(lines);
    expect(sent.body).toContain('Nothing was written');
    for (const one of rows) expect(sent.rows).toContain(one);
    expect(sent.told.join('\n')).toContain(says);
    expect(await payments()).toBe(3);
  });

  test('of which a half is missing is refused, wherever it breaks off', async () => {
    const rows = [7, 8, 9].map((n) => `ML-2026-003,${today},F-1${n},10.00,EUR,`);
    const whole = [HEAD, ...rows, 'total,,3,30.00,EUR,'].join('\n');
    for (let at = HEAD.length + 2; at < whole.length - 6; at += 13) {
      const { body } = await send(Buffer.from(whole.slice(0, at)));
      expect(body, whole.slice(0, at)).toContain('Nothing was written');
    }
    const lost = await send([HEAD, ...rows.slice(1), 'total,,3,30.00,EUR,']);
    expect(lost.told.join('\n')).toContain('The file says 3 payments and has 2');
    const sheet = await xlsxOf(whole, { name: 'payments', rightToLeft: false });
    expect((await send((sheet ?? Buffer.of()).subarray(0, 900), 'import', 'payments.xlsx')).body).toContain('damaged or not complete');
    expect(await payments()).toBe(3);
  });

  test('is taken of lenders only, and names only their own loans', async () => {
    const file = { name: 'payments.csv', bytes: Buffer.from([HEAD, ...good, total].join('\n')) };
    const counsellor = await sessionOf(site, world, 'manager');
    expect(
      (await site.post('/en/admin/import', { kind: 'loan-repayments', office: '', mode: 'import' }, counsellor, { file })).statusCode,
    ).toBe(404);
    expect((await site.get('/en/admin/import', session)).body).not.toContain('Growing sectors');
  });
});
