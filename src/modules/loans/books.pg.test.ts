import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { asActor } from '#kernel/db';
import { addDays, addMonths, type Day } from '#kernel/time';
import type { OrganisationId } from '#modules/directory';
import { plantAccount } from '#test/plant';
import { seededSite, sessionOf, type Player } from '#test/fixtures';
import { endBooks, keepBooks } from './books.ts';
import { rescheduleLoan, writeOffLoan } from './change-loan.ts';
import { payOut } from './decide-application.ts';
import { lentLoan, loanOf, type LoanId } from './loan.ts';
import { recordRepayment, takeBack } from './record-repayment.ts';
import { readStanding } from './standing.ts';

const { site, world } = await seededSite();
const { db } = site;
const { loans, staff, today } = world;
const bank = world.organisations.bank as OrganisationId;
const by = staff.lender.accountId;
const later = addDays(addMonths(today, 2), 10);

const asLender = async <T>(work: Parameters<typeof asActor<T>>[2]) => await asActor(db.app, { accountId: by, assurance: 2 }, work);
const pay = async (id: LoanId, reference: string, amountMinor: bigint, paidOn: Day = later) =>
  await asLender(async (trx) => await recordRepayment(trx, by, id, { paidOn, amountMinor, reference, endsEarly: false }, later));
const undo = async (id: LoanId, reference: string) =>
  await asLender(async (trx) => {
    const one = (await readStanding(trx, await lentLoan(trx, id))).payments.find((payment) => payment.reference === reference);
    if (one) await takeBack(trx, by, one.id, 'A mistake', { at: new Date(), today: later });
  });
const post = async (path: string, as: Player) => await site.post(`/en${path}`, {}, await sessionOf(site, world, as));
const get = async (path: string, as: Player) => await site.get(`/en${path}`, await sessionOf(site, world, as));
const rows = async <T extends object>(text: string, values: unknown[] = []) => (await db.superuser.query<T>(text, values)).rows;

/** What stands on the accounts of the bank's loans. */
const stands = async () =>
  Object.fromEntries(
    (
      await rows<{ part: string; minor: string }>(
        "select a.part, sum(a.posted_minor)::text as minor from ledger.accounts a join loans.books b on b.book_id = a.book_id where b.organisation_id = $1 and a.code like 'loans:%' group by 1",
        [bank],
      )
    ).map(({ part, minor }) => [part, BigInt(minor)]),
  );
const owed = async () =>
  BigInt(
    (
      await rows<{ minor: string }>(
        "select coalesce(sum(balance_minor), 0)::text as minor from loans.loans where organisation_id = $1 and state = 'running'",
        [bank],
      )
    )[0]?.minor ?? '-1',
  );
const moved = async (id: string) =>
  await rows<{ words: string; on: Day; parts: Record<string, number> }>(
    `select e.description as words, e.effective_on as on, jsonb_object_agg(a.part, p.amount_minor) as parts
       from ledger.entries e join ledger.postings p on p.entry_id = e.id join ledger.accounts a on a.id = p.account_id
      where e.about_id in (select about_id from loans.booked where loan_id = $1) group by e.id order by e.id`,
    [id],
  );
const holds = async () => {
  const now = await stands();
  expect(now['lent'] ?? 0n).toBe(await owed());
  expect(Object.values(now).reduce((sum, minor) => sum + minor, 0n)).toBe(0n);
  return now;
};

describe('a lender', () => {
  test('that keeps its own books finds nothing of its loans on the ledger', async () => {
    await pay(loans.toPay, 'B-0', 1_000n, today);
    expect(await rows("select 1 from ledger.entries where about_kind like 'loans.%'")).toEqual([]);
    expect((await get('/lending/books', 'lender')).body).toContain('You keep these books in a system of your own.');
  });

  test('lets Ponte keep them once, and what is owed already is brought in; payments that are recorded meanwhile are not lost', async () => {
    const others = [1, 2, 3].map(async (n) => await pay(loans.toPay, `B-M${n}`, 700n, today));
    const [kept] = await Promise.all([post(`/lending/books/${bank}/keep`, 'lender'), ...others]);
    expect(kept.statusCode).toBe(303);
    const now = await holds();
    expect(now['lent']).toBeGreaterThan(1_000_000n);
    const { body } = await get('/lending/books', 'lender');
    for (const text of ['Ponte keeps these books since', 'Open the book', 'Loans outstanding']) expect(body).toContain(text);
    expect((await post(`/lending/books/${bank}/keep`, 'lender')).statusCode).toBe(409);
    expect((await post(`/lending/books/${bank}/end`, 'lender')).statusCode).toBe(409);
    await holds();
    const [book] = await rows<{ id: string }>('select book_id as id from loans.books where organisation_id = $1', [bank]);
    const shown = await get(`/ledger/${book?.id}`, 'lender');
    for (const text of ['Loans outstanding', 'Loans from before the book was kept here']) expect(shown.body).toContain(text);
  });

  test('takes them back only where no loan is being repaid, and another time begins anew', async () => {
    const chamber = world.organisations.chamber as OrganisationId;
    const { accountId } = await plantAccount(db, { roles: [] });
    await db.superuser.query(
      "insert into access.assignments (id, account_id, role, scope_kind, scope_id) values (gen_random_uuid(), $1, 'lender', 'organisation', $2)",
      [accountId, chamber],
    );
    const other = { accountId, assurance: 2 } as const;
    for (const _ of [1, 2]) {
      await asActor(db.app, other, async (trx) => await keepBooks(trx, chamber, { name: 'Loans of the chamber' }, today));
      await asActor(db.app, other, async (trx) => await endBooks(trx, chamber));
    }
    await expect(asActor(db.app, other, async (trx) => await endBooks(trx, chamber))).rejects.toMatchObject({ code: 'books-own' });
    // Neither the books of another lender, nor its own loans in another's book, nor a look at them.
    await expect(asActor(db.app, other, async (trx) => await keepBooks(trx, bank, { name: 'Mine' }, today))).rejects.toMatchObject({});
    await expect(asActor(db.app, other, async (trx) => await endBooks(trx, bank))).rejects.toMatchObject({ code: 'not-found' });
    const [book] = await rows<{ id: string }>('select book_id as id from loans.books where organisation_id = $1', [bank]);
    const asOther = async (statement: string) => await asActor(db.app, other, async (trx) => await sql.raw(statement).execute(trx));
    await expect(asOther(`select loans.keep_books('${chamber}', '${book?.id}', current_date)`)).rejects.toMatchObject({ code: '42501' });
    expect((await asOther('select from loans.books union all select from loans.kept_figures()')).rows).toEqual([]);
    const before = await stands();
    await asOther(`select loans.book_loan('${loans.toPay}', current_date)`);
    expect(await stands()).toEqual(before);
    for (const path of [`/lending/books/${bank}/keep`, `/lending/books/${bank}/end`])
      for (const as of ['counsellor', 'person', 'otherProvider'] as const) expect((await post(path, as)).statusCode).toBe(404);
  });
});

describe('where Ponte keeps the books', () => {
  test('a payment out, payments, a write-off and what comes in after it are booked to the cent, by their days, without a name', async () => {
    const before = await stands();
    await asLender(async (trx) => await payOut(trx, by, loans.toPayOut, { paidOutOn: today, reference: 'ML-B-1' }, later));
    const loan = await asLender(async (trx) => await loanOf(trx, loans.toPayOut));
    const id = loan?.id as LoanId;
    await pay(id, 'B-1', 40_000n, addMonths(today, 1));
    await pay(id, 'B-2', 10_000n, addMonths(today, 2));
    const interest = (await asLender(async (trx) => await readStanding(trx, await lentLoan(trx, id)))).payments.reduce(
      (sum, { taken }) => sum + taken.reduce((all, { settled }) => all + settled.interest, 0n),
      0n,
    );
    await asLender(async (trx) => await writeOffLoan(trx, by, id, 'The firm has closed', later));
    const lost = 400_000n - 50_000n + interest;
    await pay(id, 'B-3', 5_000n);
    const entries = await moved(id);
    expect(entries.map(({ words }) => words)).toEqual(['paid out', 'repaid', 'repaid', 'written off', 'repaid']);
    expect(entries[0]).toEqual({ words: 'paid out', on: today, parts: { lent: 400_000, cash: -396_000, charges: -4_000 } });
    expect(entries[1]?.on).toBe(addMonths(today, 1));
    expect(entries[1]?.parts).toMatchObject({ cash: 40_000, interest: -2_667 });
    expect(entries[3]).toMatchObject({ on: later, parts: { lent: Number(-lost), 'written-off': Number(lost) } });
    expect(entries[4]?.parts).toEqual({ cash: 5_000, recoveries: -5_000 });
    const now = await holds();
    expect(now['lent']).toBe(before['lent']);
    expect((now['cash'] ?? 0n) - (before['cash'] ?? 0n)).toBe(-396_000n + 55_000n);
    await undo(id, 'B-3');
    expect((await moved(id)).at(-1)).toMatchObject({ words: 'taken back', on: later, parts: { cash: -5_000, recoveries: 5_000 } });
    const texts = await rows<{ words: string }>(
      "select distinct description as words from ledger.entries where idempotency_key like 'loans %'",
    );
    for (const { words } of texts) expect(['opening', 'paid out', 'repaid', 'written off', 'taken back', 'settled again']).toContain(words);
  });

  test('what comes in late for an earlier day, is taken back or recorded before the book was kept moves only what differs', async () => {
    const id = loans.toReschedule;
    const before = await stands();
    await pay(id, 'C-1', 50_000n, later);
    await pay(id, 'C-2', 30_000n, addMonths(today, 1));
    await holds();
    const entries = await moved(id);
    expect(entries.slice(-1)[0]?.words).toBe('settled again');
    await undo(id, 'C-2');
    await undo(id, 'C-1');
    await undo(loans.toPay, 'B-0');
    const now = await holds();
    // B-0 was paid before: what it had moved then is not in the book, that it was taken back is.
    expect((now['cash'] ?? 0n) - (before['cash'] ?? 0n)).toBe(-1_000n);
    const again = await asLender(async (trx) => await sql`select loans.book_loan(${id}, ${later})`.execute(trx));
    expect(again.rows).toHaveLength(1);
    expect(await stands()).toEqual(now);
  });

  test('new terms move nothing, and a loan that is repaid in full leaves nothing outstanding', async () => {
    const id = loans.toReschedule;
    const before = await stands();
    const terms = { firstDueOn: addMonths(later, 1), instalments: 18, percent: '6', reason: 'A bad harvest' };
    await asLender(async (trx) => await rescheduleLoan(trx, by, id, terms, later));
    expect(await holds()).toEqual(before);
    const { instalments } = await asLender(async (trx) => await readStanding(trx, await lentLoan(trx, id)));
    const all = instalments.reduce(
      (sum, { owed: due, paid }) => sum + due.principal + due.interest + due.fees - paid.principal - paid.interest - paid.fees,
      0n,
    );
    await pay(id, 'C-3', all);
    await holds();
    await undo(id, 'C-3');
    expect(await holds()).toEqual(before);
  });

  test('many acts at the same moment leave the promise whole', async () => {
    const ids = [loans.toPay, loans.toWriteOff, loans.lentLoan.loan];
    await Promise.all(
      ids.flatMap((id, at) => [1, 2, 3].map(async (n) => await pay(id, `D-${at}-${n}`, BigInt(1_000 * n), addDays(today, n)))),
    );
    await holds();
    await Promise.all(ids.map(async (id, at) => await undo(id, `D-${at}-2`)));
    await holds();
  });

  test('what belongs to a closed period is booked on the first day after it', async () => {
    const [book] = await rows<{ id: string }>('select book_id as id from loans.books where organisation_id = $1', [bank]);
    await db.superuser.query('update ledger.books set closed_through = $1 where id = $2', [addDays(today, 20), book?.id]);
    await pay(loans.toPay, 'E-1', 1_000n, addDays(today, 5));
    expect((await moved(loans.toPay)).at(-1)).toMatchObject({ words: 'repaid', on: addDays(today, 21) });
    await holds();
  });

  test('a loan that goes with its borrower’s file leaves what was owed on an account of its own', async () => {
    const before = await stands();
    const [loan] = await rows<{ application: string; balance: string }>(
      'select application_id as application, balance_minor::text as balance from loans.loans where id = $1',
      [loans.toWriteOff],
    );
    await db.superuser.query('delete from loans.applications where id = $1', [loan?.application]);
    const now = await holds();
    expect(now['without-file']).toBe(BigInt(loan?.balance ?? '0'));
    expect(now['lent']).toBe((before['lent'] ?? 0n) - BigInt(loan?.balance ?? '0'));
  });

  test('nobody writes by hand on the accounts that it keeps, nor past its functions', async () => {
    const [found] = await rows<{ book: string; lent: string; cash: string }>(
      `select b.book_id as book, l.id as lent, c.id as cash from loans.books b
         join ledger.accounts l on l.book_id = b.book_id and l.part = 'lent'
         join ledger.accounts c on c.book_id = b.book_id and c.part = 'cash' where b.organisation_id = $1`,
      [bank],
    );
    const as = async (statement: string) => await asLender(async (trx) => await sql.raw(statement).execute(trx));
    const byHand = `select * from ledger.post('${found?.book}', gen_random_uuid(), 'entry', current_date, 'x', 'x', null, null,
      array['${found?.lent}', '${found?.cash}']::uuid[], array['EUR', 'EUR'], array[100, -100]::bigint[], null, null, null)`;
    await expect(as(byHand)).rejects.toMatchObject({ constraint: 'ledger_account_kept' });
    const closed = await as(`update ledger.accounts set closed_at = now() where id = '${found?.lent}' returning 1`);
    expect(closed.rows).toEqual([]);
    for (const statement of [
      `select loans.post('${found?.book}', 'EUR', current_date, 'x', null, null, '{"lent": 1, "cash": -1}')`,
      `select loans.account('${found?.book}', 'lent', 'USD')`,
      `select * from loans.bookable(array['${loans.toPay}']::uuid[])`,
      'select * from loans.booked',
      `insert into loans.books (organisation_id, book_id, chosen_by) values ('${bank}', '${found?.book}', kernel.actor())`,
      'delete from loans.books',
    ])
      await expect(as(statement), statement).rejects.toMatchObject({ code: '42501' });
  });
});
