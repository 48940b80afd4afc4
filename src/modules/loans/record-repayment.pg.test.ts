import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { asActor } from '#kernel/db';
import { addDays, addMonths } from '#kernel/time';
import { plantAccount } from '#test/plant';
import { seededSite, sessionOf, type Player } from '#test/fixtures';
import { outstanding, sumOf } from './instalment-state.ts';
import { lentLoan, type LoanId } from './loan.ts';
import { recordRepayment, takeBack, type NewRepayment } from './record-repayment.ts';
import { readStanding, type RepaymentId } from './standing.ts';

const { site, world } = await seededSite();
const { db } = site;
const { today, loans, staff } = world;
const lender = { accountId: staff.lender.accountId, assurance: 2 } as const;
const later = addMonths(today, 3);

const get = async (path: string, as: Player) => await site.get(`/en${path}`, await sessionOf(site, world, as));
const post = async (path: string, body: Record<string, string>, as: Player) =>
  await site.post(`/en${path}`, body, await sessionOf(site, world, as));

const pay = async (one: Partial<NewRepayment>, id: LoanId = loans.toPay) =>
  await asActor(db.app, lender, async (trx) => {
    const payment = { paidOn: today, amountMinor: 1_000n, reference: 'A-1', endsEarly: false, ...one };
    return await recordRepayment(trx, lender.accountId, id, payment, later);
  });
const standing = async (id: LoanId = loans.toPay) =>
  await asActor(db.app, lender, async (trx) => await readStanding(trx, await lentLoan(trx, id)));
const undo = async (id: RepaymentId) =>
  await asActor(db.app, lender, async (trx) => await takeBack(trx, lender.accountId, id, 'A mistake', { at: new Date(), today: later }));
const payment = async (reference: string) => {
  const found = (await standing()).payments.find((one) => one.reference === reference);
  if (!found) throw new Error(`no payment ${reference}`);
  return found;
};

describe('a payment', () => {
  test('lands once under its number, however often and at whatever moment it is sent', async () => {
    const sent = await Promise.all([1, 2, 3, 4].map(async () => await pay({ reference: 'A-1', amountMinor: 5_000n })));
    expect(sent.toSorted()).toEqual(['known', 'known', 'known', 'recorded']);
    const { payments, loan, instalments } = await standing();
    expect(payments).toMatchObject([{ reference: 'A-1', amountMinor: 5_000n, reversed: null }]);
    // Paid before the first instalment is due: all of it is principal.
    expect(payments[0]?.taken).toMatchObject([{ n: 1, settled: { principal: 5_000n, interest: 0n } }]);
    expect(loan).toMatchObject({ balanceMinor: 395_000n, owedSince: instalments[0]?.due, state: 'running' });
    await expect(pay({ reference: 'A-1', amountMinor: 6_000n })).rejects.toMatchObject({ code: 'payment-known' });
  });

  test('beyond what is owed, of nothing, or of a wrong day is refused', async () => {
    const owed = sumOf(outstanding((await standing()).instalments));
    await expect(pay({ reference: 'A-2', amountMinor: owed + 1n })).rejects.toMatchObject({ code: 'too-much-paid', field: 'amount' });
    for (const amountMinor of [0n, -5n])
      await expect(pay({ reference: 'A-2', amountMinor })).rejects.toMatchObject({ code: 'not-above-zero' });
    await expect(pay({ reference: 'A-2', paidOn: addDays(later, 1) })).rejects.toMatchObject({ code: 'day-to-come' });
    await expect(pay({ reference: 'A-2', paidOn: addDays(today, -1) })).rejects.toMatchObject({ code: 'before-paid-out' });
    expect((await standing()).payments).toHaveLength(1);
  });

  test('that comes in late for an earlier day, or is taken back, leaves what it would have been', async () => {
    const before = (await standing()).instalments;
    await pay({ reference: 'A-3', amountMinor: 40_000n, paidOn: addMonths(today, 2) });
    await pay({ reference: 'A-4', amountMinor: 30_000n, paidOn: addMonths(today, 1) });
    const first = (await standing()).instalments[0];
    // The earlier day pays the first instalment when it is due, though it was recorded after the other.
    expect(first).toMatchObject({ paidOn: addMonths(today, 1) });
    await undo((await payment('A-4')).id);
    expect((await standing()).instalments[0]).toMatchObject({ paidOn: addMonths(today, 2) });
    await undo((await payment('A-3')).id);
    expect((await standing()).instalments).toEqual(before);
    await expect(undo((await payment('A-3')).id)).rejects.toMatchObject({ code: 'taken-back-already' });
    await expect(pay({ reference: 'A-3' })).rejects.toMatchObject({ code: 'payment-taken-back' });
    expect((await payment('A-3')).reversed).toMatchObject({ why: 'A mistake' });
  });

  test('that ends the loan early takes exactly what the lender asks, and the loan is settled until it is taken back', async () => {
    const { instalments } = await standing();
    const interest = outstanding(instalments).interest;
    const free = sumOf(outstanding(instalments)) - interest;
    await expect(pay({ reference: 'A-5', amountMinor: free - 1n, endsEarly: true })).rejects.toMatchObject({ code: 'not-the-payoff' });
    await pay({ reference: 'A-5', amountMinor: free, endsEarly: true });
    expect((await standing()).loan).toMatchObject({ state: 'settled', balanceMinor: 0n, owedSince: null });
    await expect(pay({ reference: 'A-6' })).rejects.toMatchObject({ code: 'nothing-left' });
    await expect(undo((await payment('A-1')).id)).rejects.toMatchObject({ code: 'later-first' });
    await undo((await payment('A-5')).id);
    expect((await standing()).loan).toMatchObject({ state: 'running', balanceMinor: 395_000n });
    expect(outstanding((await standing()).instalments).interest).toBe(interest);
  });

  test('of everything settles the loan, and what was paid is what was lent with its interest', async () => {
    const owed = sumOf(outstanding((await standing()).instalments));
    await pay({ reference: 'A-7', amountMinor: owed, paidOn: later });
    const { loan, instalments } = await standing();
    expect(loan.state).toBe('settled');
    expect(instalments.reduce((sum, { paid }) => sum + paid.principal, 0n)).toBe(400_000n);
  });
});

test('the database itself refuses to settle more than was owed, to change a payment, and to write what is owed', async () => {
  const { loan, payment: paid } = loans.lentLoan;
  const asLender = async (statement: string) => await asActor(db.app, lender, async (trx) => await sql.raw(statement).execute(trx));
  const more = `insert into loans.allocations (repayment_id, loan_id, organisation_id, n, principal_minor, interest_minor, fees_minor)
    values ('${paid}', '${loan}', '${world.organisations.bank}', 2, 99999999, 0, 0)`;
  await expect(asLender(more)).rejects.toMatchObject({ constraint: 'allocations_within_owed' });
  for (const change of [
    'update loans.repayments set amount_minor = 1',
    'update loans.loans set balance_minor = 1',
    'update loans.instalments set principal_minor = 1',
    'delete from loans.repayments',
  ])
    await expect(asLender(change), change).rejects.toMatchObject({ code: '42501' });
});

test('a loan goes with the file of its borrower, payments and all; the lender keeps its own book', async () => {
  const { rows } = await db.superuser.query<{ id: string }>('select application_id as id from loans.loans where id = $1', [loans.toPay]);
  await db.superuser.query('delete from loans.applications where id = $1', [rows[0]?.id]);
  const left = await db.superuser.query(
    'select 1 from loans.repayments where loan_id = $1 union all select 1 from loans.allocations where loan_id = $1 union all select 1 from loans.instalments where loan_id = $1',
    [loans.toPay],
  );
  expect(left.rows).toEqual([]);
});

describe('the pages', () => {
  const { loan, payment: paid, toTakeBack } = loans.lentLoan;

  test('show the lender, the borrower and the counsellor who follows the same figures', async () => {
    const pages = await Promise.all([
      get(`/lending/loans/${loan}`, 'lender'),
      get(`/me/loans/${loans.lent}`, 'person'),
      get(`/desk/loans/${loans.lent}`, 'counsellor'),
    ]);
    for (const { body } of pages)
      for (const text of ['ML-2026-001', '3,800.00', '200.00', 'P-1', 'Next payment']) expect(body).toContain(text);
    // Every look of the lender at the loan is on record, for the person to see.
    const { rows } = await db.superuser.query("select 1 from audit.entries where verb = 'loans.loan-read'");
    expect(rows).toHaveLength(1);
    const receipt = await get(`/me/loans/payments/${paid}`, 'person');
    for (const text of ['Receipt', '100.00', 'P-1', 'format=pdf']) expect(receipt.body).toContain(text);
    expect((await get(`/me/loans/payments/${paid}?format=pdf`, 'person')).headers['content-type']).toContain('application/pdf');
  });

  test('are closed to another lender, another person, another office and a counsellor who does not follow any more', async () => {
    const stranger = await plantAccount(db, { roles: [] });
    await db.superuser.query(
      "insert into access.assignments (id, account_id, role, scope_kind, scope_id) values (gen_random_uuid(), $1, 'lender', 'organisation', $2)",
      [stranger.accountId, world.organisations.chamber],
    );
    const other = await site.signIn(stranger.accountId);
    for (const path of [`/lending/loans/${loan}`, `/lending/loans/${loan}/pay`, `/lending/loans/payments/${toTakeBack}/take-back`])
      expect((await site.get(`/en${path}`, other)).statusCode, path).toBe(404);
    const sent = { amount: '1', day: today, reference: 'X-1', reason: 'Mine' };
    expect((await site.post(`/en/lending/loans/${loan}/pay`, sent, other)).statusCode).toBe(404);
    expect((await site.post(`/en/lending/loans/payments/${toTakeBack}/take-back`, sent, other)).statusCode).toBe(404);
    expect((await site.get('/en/lending/loans', other)).body).not.toContain('ML-2026');
    for (const [path, as] of [
      [`/me/loans/payments/${paid}`, 'otherPerson'],
      [`/me/loans/payments/${paid}`, 'lender'],
      [`/desk/loans/payments/${paid}`, 'counsellorAbroad'],
      [`/lending/loans/${loan}`, 'counsellor'],
    ] as const)
      expect((await get(path, as)).statusCode, `${path} as ${as}`).toBe(404);
    await post(`/me/loans/${loans.lent}/follow`, { follows: 'no' }, 'person');
    expect((await get(`/desk/loans/payments/${paid}`, 'counsellor')).statusCode).toBe(404);
    expect((await get(`/me/loans/payments/${paid}`, 'person')).statusCode).toBe(200);
  });

  test('keep what was typed and say beside the field what is wrong', async () => {
    for (const amount of ['-5', 'NaN', '1e30', '10^30', '12.345', '1'.repeat(29)]) {
      const sent = await post(`/lending/loans/${loan}/pay`, { amount, day: today, reference: 'B-1' }, 'lender');
      expect(sent.statusCode, amount).toBe(422);
      expect(sent.body).toContain('B-1');
    }
    const tooMuch = await post(`/lending/loans/${loan}/pay`, { amount: '9999', day: today, reference: 'B-1' }, 'lender');
    expect(tooMuch.body).toContain('This is more than is owed');
    const done = await post(`/lending/loans/payments/${toTakeBack}/take-back`, { reason: 'Bounced' }, 'lender');
    expect(done.statusCode).toBe(303);
    expect((await get(`/me/loans/${loans.lent}`, 'person')).body).toContain('Bounced');
  });
});
