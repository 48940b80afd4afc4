import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { asActor, newId } from '#kernel/db';
import { addDays } from '#kernel/time';
import { seededSite, sessionOf } from '#test/fixtures';
import { plantAccount } from '#test/plant';
import { loanStates } from './loan-state.ts';
import { portfolioAtRisk } from './portfolio-at-risk.ts';
import { ageClasses, listLoans, readPortfolio, riskDays } from './portfolio.ts';

const { site, world } = await seededSite();
const { db } = site;
const TODAY = '2027-06-15';
const session = await sessionOf(site, world, 'lender');

const loans = fc.array(
  fc
    .record({
      currency: fc.constantFrom('EUR', 'XOF'),
      state: fc.constantFrom(...loanStates),
      rescheduled: fc.boolean(),
      balance: fc.integer({ min: 1, max: 5_000_000 }),
      // Around the edges of the classes more often than elsewhere.
      late: fc.oneof(fc.constantFrom(-40, 0, 1, 2, 3, 4, 30, 31, 60, 61, 90, 91), fc.integer({ min: -60, max: 900 })),
    })
    .map((one) => (one.state === 'settled' || one.state === 'recovered' ? { ...one, balance: 0, late: null } : one)),
  { minLength: 1, maxLength: 60 },
);

// The organisations of the planted loans are not there.
afterAll(async () => {
  await db.superuser.query(
    "delete from access.assignments where role = 'lender' and scope_id not in (select id from directory.organisations)",
  );
});

/** Somebody who lends for an organisation with loans that stand as given. */
async function plant(given: readonly (typeof loans extends fc.Arbitrary<infer T> ? T : never)[number][]) {
  const lender = await plantAccount(db);
  const organisation = newId();
  const rows = given.map((one) => ({
    id: newId(),
    state: one.state,
    currency: one.currency,
    rescheduled: one.rescheduled,
    balance: one.balance,
    since: one.late === null ? null : addDays(TODAY, -one.late),
  }));
  // What a portfolio says depends on the loans alone; files and applications behind them are left out.
  await db.superuser.query(`
    begin;
    set local session_replication_role = replica;
    insert into access.assignments (id, account_id, role, scope_kind, scope_id)
      values (gen_random_uuid(), '${lender.accountId}', 'lender', 'organisation', '${organisation}');
    insert into loans.loans (id, application_id, organisation_id, product_id, person_id, office_id, reference, currency, principal_minor,
        paid_out_on, state, rescheduled, balance_minor, owed_since, reported_on)
      select r.id, r.id, '${organisation}', r.id, r.id, r.id, 'G-' || row_number() over (), r.currency, 5000000, '2024-01-01', r.state, r.rescheduled,
             r.balance, r.since, '2024-01-01'
        from json_to_recordset('${JSON.stringify(rows)}') as r (id uuid, state text, currency text, rescheduled boolean, balance bigint, since date);
    commit`);
  return { accountId: lender.accountId, assurance: 2 } as const;
}

describe('the portfolio of a lender', () => {
  test('is worked out in the database as the rule says, whatever the loans', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(loans, async (given) => {
        const lender = await plant(given);
        const told = await asActor(db.app, lender, async (trx) => await readPortfolio(trx, TODAY));
        expect(told.map(({ currency }) => currency)).toEqual([...new Set(given.map(({ currency }) => currency))].toSorted());
        for (const one of told) {
          const some = given
            .filter(({ currency, state }) => currency === one.currency && state !== 'recovered')
            .map(({ balance, late, rescheduled, state }) => ({
              balanceMinor: BigInt(balance),
              pastDueDays: Math.max(0, late ?? 0),
              rescheduled,
              writtenOff: state === 'written-off',
            }));
          for (const days of riskDays) expect(one.atRisk.get(days)).toEqual(portfolioAtRisk(some, days));
          const running = some.filter(({ writtenOff, balanceMinor }) => !writtenOff && balanceMinor > 0n);
          expect(one.ages).toEqual(
            ageClasses.map(({ from, until }) => {
              const aged = running.filter(({ pastDueDays: late }) => late >= from && (until === null || late <= until));
              return { from, until, loans: aged.length, balanceMinor: aged.reduce((sum, { balanceMinor }) => sum + balanceMinor, 0n) };
            }),
          );
        }
      }),
      { numRuns: 25 },
    );
  });

  test('is listed by how late, searched, and told a page at a time', async () => {
    const late = (days: number, balance: number) =>
      ({ currency: 'EUR', state: 'running', rescheduled: false, balance, late: days }) as const;
    const lender = await plant([late(5, 100), late(45, 200), late(-3, 300), { ...late(0, 0), state: 'settled', late: null }]);
    const list = async (more: Partial<Parameters<typeof listLoans>[1]>) =>
      await asActor(
        db.app,
        lender,
        async (trx) => await listLoans(trx, { words: '', state: null, lateDays: null, page: 1, pageSize: 2, ...more }, TODAY),
      );
    const balances = (found: Awaited<ReturnType<typeof list>>) => found.rows.map(({ balanceMinor }) => Number(balanceMinor));
    expect(await list({})).toMatchObject({ total: 4 });
    expect(balances(await list({}))).toEqual([200, 100]);
    expect(balances(await list({ page: 2 }))).toEqual([300, 0]);
    expect(balances(await list({ lateDays: 30 }))).toEqual([200]);
    expect(balances(await list({ state: 'settled' }))).toEqual([0]);
    expect(balances(await list({ words: 'g-3' }))).toEqual([300]);
    expect(balances(await list({ words: '%' }))).toEqual([]);
  });

  test('stands on the page and in the list that can be taken along', async () => {
    const { body } = await site.get('/en/lending/loans', session);
    for (const text of ['Portfolio at risk', 'ML-2026-001', 'ML-2026-003', 'In EUR', 'Not late']) expect(body).toContain(text);
    const list = await site.get('/en/lending/loans?format=csv&q=003', session);
    expect(list.body).toContain('ML-2026-003,EUR,4000.00');
    expect(list.body).not.toContain('ML-2026-001');
    expect((await site.get('/en/lending/loans?state=settled', session)).body).toContain('No loan fits');
  });
});
