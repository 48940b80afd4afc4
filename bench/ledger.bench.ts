/**
 * Entries a second at 1, 8 and 64 clients on the connections of one process, spread over 1,000 accounts and all on one, each as a ratio to
 * bare pg that inserts the same rows into tables without any promise in the same run; and a page of the statement of an account with
 * 1,000,000 postings.
 */
import type pg from 'pg';
import { asActor, newId } from '#kernel/db';
import type { Day } from '#kernel/time';
import { findAccount, postEntry, statementPage, type AccountId } from '#modules/ledger';
import { CONNECTIONS, withLedger, type LedgerGround } from './ledger-ground.ts';
import { shown, timesOf } from './measure.ts';

const ACCOUNTS = 1_000;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 5);
const POSTINGS = Number(process.env['BENCH_COUNT'] ?? 1_000_000);
const day = '2026-11-20' as Day;

export async function bench(): Promise<string[]> {
  return await withLedger('bench_ledger', ACCOUNTS, async (ground) => {
    await ground.superuser.query(`
      create table public.bare_entries (id uuid primary key, book_id uuid, kind text, effective_on date, booked_at timestamptz default now(), key text, description text);
      create table public.bare_postings (entry_id uuid, n int, account_id uuid, currency text, amount_minor bigint, primary key (entry_id, n))`);
    const lines: string[] = [`${CONNECTIONS} connections (DATABASE_POOL)`];
    for (const hot of [false, true]) {
      for (const clients of [1, 8, 64]) {
        const pairs = pairsOf(ground, hot);
        const bare = await rate(clients, async () => await insertBare(ground, pairs()));
        const kept = await rate(clients, async () => await post(ground, pairs()));
        const goal = hot ? (clients === 64 ? ', goal 500' : '') : clients === 64 ? ', goal 2000' : '';
        lines.push(
          `${hot ? 'one hot account' : 'spread'}, ${clients} clients: ${kept.toFixed(0)} entries/s${goal}; bare ${bare.toFixed(0)}/s; ratio ${(kept / bare).toFixed(2)} (goal 0.4)`,
        );
      }
    }
    return [...lines, ...(await statement(ground))];
  });
}

/** Two accounts for each entry; all entries share the first where it is hot. */
function pairsOf({ accounts }: LedgerGround, hot: boolean): () => [AccountId, AccountId] {
  let turn = 0;
  return () => {
    turn += 1;
    const from = hot ? 0 : (turn * 7) % ACCOUNTS;
    return [accounts[from]!, accounts[(from + 1 + (turn % (ACCOUNTS - 1))) % ACCOUNTS]!];
  };
}

/** How often a second several clients get the work done. */
async function rate(clients: number, work: () => Promise<unknown>): Promise<number> {
  const end = performance.now() + SECONDS * 1_000;
  let done = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < end) {
        await work();
        done += 1;
      }
    }),
  );
  return done / ((performance.now() - start) / 1_000);
}

async function post({ app, keeper, bookId }: LedgerGround, [from, to]: [AccountId, AccountId]): Promise<void> {
  const postings = [
    { accountId: from, currency: 'EUR', amountMinor: -5n },
    { accountId: to, currency: 'EUR', amountMinor: 5n },
  ];
  const entry = { bookId, key: newId(), effectiveOn: day, description: 'A movement', postings };
  await asActor(app, keeper, async (trx) => await postEntry(trx, entry));
}

/** The same rows by bare pg: a transaction that sets who acts, an entry, two postings. */
async function insertBare({ superuser, keeper, bookId }: LedgerGround, [from, to]: [AccountId, AccountId]): Promise<void> {
  const client: pg.PoolClient = await superuser.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('app.actor', $1, true), set_config('app.assurance', '2', true)`, [keeper.accountId]);
    const id = newId();
    await client.query({
      name: 'entry',
      text: 'insert into public.bare_entries (id, book_id, kind, effective_on, key, description) values ($1, $2, $3, $4, $5, $6)',
      values: [id, bookId, 'entry', day, newId(), 'A movement'],
    });
    await client.query({
      name: 'postings',
      text: 'insert into public.bare_postings (entry_id, n, account_id, currency, amount_minor) values ($1, 1, $2, $4, $5), ($1, 2, $3, $4, $6)',
      values: [id, from, to, 'EUR', -5, 5],
    });
    await client.query('commit');
  } finally {
    client.release();
  }
}

/** Pages of the statement of an account with so many postings, planted in its last account. */
async function statement({ superuser, app, keeper, bookId, accounts }: LedgerGround): Promise<string[]> {
  const [first, last] = [accounts[0]!, accounts[ACCOUNTS - 1]!];
  const client = await superuser.connect();
  try {
    await client.query('set session_replication_role = replica');
    await client.query(
      `with made as (
         select gen_random_uuid() as id, n, b.nth_before, b.before from generate_series(1, $4::int) as n,
                (select last_nth as nth_before, posted_minor as before from ledger.accounts where id = $2) b
       ), entries as (
         insert into ledger.entries (id, book_id, kind, effective_on, posting_count, idempotency_key, request_hash, description)
         select id, $1, 'entry', date '2020-01-01' + (n / 500)::int, 2, 'planted ' || n, sha256(''), 'Planted ' || n from made
       ), credits as (
         insert into ledger.postings (entry_id, n, book_id, account_id, currency, amount_minor, pending, effective_on, nth, balance_after_minor)
         select id, 1, $1, $2, 'EUR', 5, false, date '2020-01-01' + (n / 500)::int, nth_before + n, before + 5 * n from made
       )
       insert into ledger.postings (entry_id, n, book_id, account_id, currency, amount_minor, pending, effective_on, nth, balance_after_minor)
       select id, 2, $1, $3, 'EUR', -5, false, date '2020-01-01' + (n / 500)::int, 10000000 + n, -5 * n from made`,
      [bookId, last, first, POSTINGS],
    );
    await client.query('update ledger.accounts set last_nth = last_nth + $2, posted_minor = posted_minor + 5 * $2 where id = $1', [
      last,
      POSTINGS,
    ]);
    await client.query('analyze ledger.postings; analyze ledger.entries');
  } finally {
    await client.query('set session_replication_role = origin');
    client.release();
  }
  const pages = Math.floor(POSTINGS / 50);
  const times = await timesOf(async () => {
    await asActor(app, keeper, async (trx) => {
      const account = (await findAccount(trx, last))!;
      await statementPage(trx, account, { page: 1 + Math.floor(Math.random() * pages), size: 50 });
    });
  });
  return [
    `a page of 50 anywhere in the statement of an account with ${POSTINGS.toLocaleString('en')} postings: median ${shown(times.median)}, p95 ${shown(times.p95)} (goal 50 ms)`,
  ];
}
