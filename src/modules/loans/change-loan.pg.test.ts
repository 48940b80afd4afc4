import { describe, expect, test } from 'vitest';
import { asActor } from '#kernel/db';
import { addDays, addMonths } from '#kernel/time';
import { seededSite, sessionOf, type Player } from '#test/fixtures';
import { rescheduleLoan, writeOffLoan } from './change-loan.ts';
import { outstanding, paidSoFar, sumOf } from './instalment-state.ts';
import { lentLoan, type LoanId } from './loan.ts';
import { readPortfolio } from './portfolio.ts';
import { recordRepayment, takeBack } from './record-repayment.ts';
import { readStanding } from './standing.ts';

const { site, world } = await seededSite();
const { db } = site;
const { loans, staff } = world;
const lender = { accountId: staff.lender.accountId, assurance: 2 } as const;
/** Two instalments are late by then. */
const later = addDays(addMonths(world.today, 2), 10);

const standing = async (id: LoanId) => await asActor(db.app, lender, async (trx) => await readStanding(trx, await lentLoan(trx, id)));
const pay = async (id: LoanId, reference: string, amountMinor: bigint, paidOn = later) =>
  await asActor(
    db.app,
    lender,
    async (trx) => await recordRepayment(trx, lender.accountId, id, { paidOn, amountMinor, reference, endsEarly: false }, later),
  );
const undo = async (id: LoanId, reference: string) =>
  await asActor(db.app, lender, async (trx) => {
    const one = (await readStanding(trx, await lentLoan(trx, id))).payments.find((payment) => payment.reference === reference);
    if (one) await takeBack(trx, lender.accountId, one.id, 'A mistake', { at: new Date(), today: later });
  });
const post = async (path: string, body: Record<string, string>, as: Player) =>
  await site.post(`/en${path}`, body, await sessionOf(site, world, as));
const get = async (path: string, as: Player) => await site.get(`/en${path}`, await sessionOf(site, world, as));

describe('new terms', () => {
  const id = loans.toReschedule;
  const terms = { firstDueOn: addMonths(later, 1), instalments: 18, percent: '6', reason: 'A bad harvest' };
  const change = async (more: Partial<typeof terms> = {}) =>
    await asActor(db.app, lender, async (trx) => await rescheduleLoan(trx, lender.accountId, id, { ...terms, ...more }, later));

  test('take exactly what is owed of the principal, and what was due besides with the first instalment', async () => {
    await pay(id, 'R-1', 40_000n);
    const before = await standing(id);
    const due = outstanding(before.instalments.filter(({ due: day }) => day <= later));
    await expect(change({ firstDueOn: later })).rejects.toMatchObject({ code: 'first-due-later' });
    await change();
    const after = await standing(id);
    expect(outstanding(after.instalments).principal).toBe(outstanding(before.instalments).principal);
    expect(paidSoFar(after.instalments)).toEqual(paidSoFar(before.instalments));
    expect(after.loan).toMatchObject({ state: 'running', rescheduled: true, owedSince: terms.firstDueOn });
    const fresh = after.instalments.filter(({ due: day }) => day >= terms.firstDueOn);
    expect(fresh).toHaveLength(18);
    // 3,623 or so at 6 per cent a year: the first month, and the interest that was due.
    expect(fresh[0]?.owed.interest).toBeGreaterThan(due.interest);
    expect(after.changes).toMatchObject([
      { kind: 'reschedule', onDay: later, reason: 'A bad harvest', principalMinor: after.loan.balanceMinor, chargesMinor: due.interest },
    ]);
  });

  test('close what was recorded before them: no payment of before is added or taken back', async () => {
    await expect(pay(id, 'R-2', 1_000n, addDays(later, -1))).rejects.toMatchObject({ code: 'before-change' });
    await expect(undo(id, 'R-1')).rejects.toMatchObject({ code: 'terms-changed-since' });
    await pay(id, 'R-2', 1_000n);
    await undo(id, 'R-2');
    const owed = sumOf(outstanding((await standing(id)).instalments));
    await pay(id, 'R-3', owed);
    const { loan, instalments } = await standing(id);
    expect(loan.state).toBe('settled');
    expect(paidSoFar(instalments).principal).toBe(400_000n);
    await expect(change()).rejects.toMatchObject({ code: 'loan-settled' });
  });
});

describe('a write-off', () => {
  const id = loans.toWriteOff;

  test('takes the loan out of the portfolio; what comes in lessens the loss until all of it is recovered', async () => {
    const portfolio = async () => (await asActor(db.app, lender, async (trx) => await readPortfolio(trx, later)))[0];
    const before = await portfolio();
    const owed = outstanding((await standing(id)).instalments);
    await asActor(db.app, lender, async (trx) => await writeOffLoan(trx, lender.accountId, id, 'The firm has closed', later));
    expect((await standing(id)).loan).toMatchObject({ state: 'written-off', balanceMinor: owed.principal });
    const after = await portfolio();
    expect(after?.atRisk.get(1)?.grossMinor).toBe((before?.atRisk.get(1)?.grossMinor ?? 0n) - owed.principal);
    expect(after?.atRisk.get(1)?.writtenOffMinor).toBe(owed.principal);
    await pay(id, 'W-1', owed.principal);
    expect((await standing(id)).loan).toMatchObject({ state: 'written-off', balanceMinor: 0n });
    await pay(id, 'W-2', owed.interest);
    expect((await standing(id)).loan.state).toBe('recovered');
    await undo(id, 'W-1');
    expect((await standing(id)).loan.state).toBe('written-off');
    await expect(
      asActor(db.app, lender, async (trx) => await writeOffLoan(trx, lender.accountId, id, 'Again', later)),
    ).rejects.toMatchObject({ code: 'loan-written-off' });
  });
});

test('both are asked for on a page of their own, told without a word about it, and closed to everybody else', async () => {
  const at = `/lending/loans/${loans.toPay}`;
  const first = addMonths(world.today, 2);
  const shown = await get(`${at}/reschedule?first=${first}&instalments=24&percent=5`, 'lender');
  expect(shown.body).toContain('What would be repaid');
  expect((await get(`${at}/reschedule?first=${world.today}&instalments=24&percent=5`, 'lender')).body).toContain('must be due after today');
  expect((await get(`${at}/reschedule?first=${first}&instalments=24&percent=lots`, 'lender')).body).toContain('Write per cent as a number');
  expect((await post(`${at}/reschedule`, { reason: 'A bad harvest' }, 'lender')).body).toContain('Say first how');
  for (const as of ['counsellor', 'person', 'otherProvider'] as const)
    for (const path of [`${at}/reschedule`, `${at}/write-off`]) expect((await post(path, { reason: 'x' }, as)).statusCode).toBe(404);
  expect((await post(`${at}/write-off`, { reason: '' }, 'lender')).statusCode).toBe(422);
  expect((await post(`${at}/reschedule?first=${first}&instalments=24&percent=5`, { reason: 'A bad harvest' }, 'lender')).statusCode).toBe(
    303,
  );
  const { body } = await get(at, 'lender');
  for (const text of ['A bad harvest', 'Terms were changed', 'New terms']) expect(body).toContain(text);
  const { rows } = await db.superuser.query<{ payload: object }>(
    'select payload from graphile_worker._private_jobs j where payload::text like (select $1 || application_id || $1 from loans.loans where id = $2)',
    ['%', loans.toPay],
  );
  expect(rows.map(({ payload }) => Object.keys(payload))).toEqual([['applicationId']]);
});
