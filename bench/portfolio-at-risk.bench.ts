/**
 * The portfolio of a lender with a million loans: totals, ages and portfolio at risk of 1, 30, 60 and 90 days by currency, and a page of
 * the list, through the application's own role with the policies in force. The baselines, in the same run: one bare statement
 * that adds up the same column as the owner of everything, and the same figures worked out from instalments and payments for a hundredth.
 */
import { asActor, newId, openDatabase, openPool } from '#kernel/db';
import { listLoans, readPortfolio } from '#modules/loans';
import { dropDatabase, makeDatabase, startTestCluster } from '../test/support/cluster.ts';
import { shown, timesOf } from './measure.ts';

const LOANS = 1_000_000;
/** Of another lender, so that not everything in the table is wanted. */
const OTHERS = 200_000;
const IN_DETAIL = 10_000;
const TODAY = '2027-06-15';

export async function bench(): Promise<string[]> {
  const cluster = await startTestCluster();
  const name = 'bench_portfolio';
  await dropDatabase(cluster.superuser, name);
  const urls = await makeDatabase(cluster, name);
  const app = openPool(urls.app, { size: 1 });
  const superuser = openPool(urls.superuser, { size: 1 });
  try {
    const [account, organisation, other] = [newId(), newId(), newId()];
    await superuser.query('set session_replication_role = replica'); // loans alone: the files behind them play no part
    await superuser.query(
      "insert into access.assignments (id, account_id, role, scope_kind, scope_id) values (gen_random_uuid(), $1, 'lender', 'organisation', $2)",
      [account, organisation],
    );
    for (const [lender, count] of [
      [organisation, LOANS],
      [other, OTHERS],
    ])
      await superuser.query(
        `insert into loans.loans (id, application_id, organisation_id, product_id, person_id, office_id, reference, currency, principal_minor,
             paid_out_on, state, rescheduled, balance_minor, owed_since, reported_on)
           select id, id, $1::uuid, $1::uuid, id, $1::uuid, 'B-' || n,
                  case when n % 3 = 0 then 'XOF' else 'EUR' end, 1000000, '2025-01-01',
                  case when n % 20 = 0 then 'settled' when n % 97 = 0 then 'written-off' else 'running' end, n % 50 = 0,
                  case when n % 20 = 0 then 0 else (n::bigint * 7919) % 1000000 end,
                  case when n % 20 = 0 then null else '${TODAY}'::date + 20 - (n * 31) % 160 end, '${TODAY}'
             from generate_series(1, $2::int) n, lateral (select (left(md5($1::uuid::text), 8) || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id) numbered`,
        [lender, count],
      );
    await superuser.query(
      `insert into loans.instalments (loan_id, organisation_id, n, due_on, principal_minor, interest_minor, fees_minor)
         select id, organisation_id, n, '2025-01-01'::date + 30 * n, 40000, 2000, 0
           from (select id, organisation_id from loans.loans where organisation_id = $1 limit ${IN_DETAIL}) first_ones, generate_series(1, 24) n`,
      [organisation],
    );
    await superuser.query('vacuum analyze');
    const db = openDatabase(app);
    const lender = { accountId: account, assurance: 2 } as const;
    const slow = { count: 15, warmUp: 3 };
    const portfolio = await timesOf(async () => await asActor(db, lender, async (trx) => await readPortfolio(trx, TODAY)), slow);
    const page = { words: '', state: null, lateDays: 30, page: 1, pageSize: 25 };
    const list = await timesOf(async () => await asActor(db, lender, async (trx) => await listLoans(trx, page, TODAY)), slow);
    const bare = await timesOf(
      async () =>
        await superuser.query('select currency, count(*), sum(balance_minor) from loans.loans where organisation_id = $1 group by 1', [
          organisation,
        ]),
      slow,
    );
    const detailed = await timesOf(
      async () =>
        await superuser.query(
          `select sum(owed), count(*) filter (where since < '${TODAY}'::date - 30) from (
             select i.loan_id, sum(i.principal_minor - coalesce(a.principal_minor, 0)) as owed, min(i.due_on) as since
               from loans.instalments i left join loans.allocations a using (loan_id, n) group by 1) loans`,
        ),
      slow,
    );
    const times = (one: number, two: number) => (one / two).toFixed(1);
    return [
      `1 connection, 3 warm-up, 15 measured; ${LOANS.toLocaleString('en')} loans of one lender, ${OTHERS.toLocaleString('en')} of another; goal: under 2 s`,
      `portfolio at risk, ages and totals: median ${shown(portfolio.median)}, p95 ${shown(portfolio.p95)}; ${times(portfolio.median, bare.median)} times the bare sum (${shown(bare.median)})`,
      `page of the list, those more than 30 days late: median ${shown(list.median)}, p95 ${shown(list.p95)}; ${times(list.median, bare.median)} times the bare sum`,
      `without stored balances, for ${IN_DETAIL.toLocaleString('en')} loans alone: median ${shown(detailed.median)}, which for all would be about ${shown(detailed.median * (LOANS / IN_DETAIL))}`,
    ];
  } finally {
    await Promise.all([app.end(), superuser.end()]);
    await dropDatabase(cluster.superuser, name);
    await cluster.stop();
  }
}
