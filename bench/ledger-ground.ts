import { asActor, newId, openDatabase, openPool, type Database } from '#kernel/db';
import { openAccount, openBook, type AccountId, type BookId } from '#modules/ledger';
import { dropDatabase, makeDatabase, startTestCluster, type TestUrls } from '../test/support/cluster.ts';

/** What one process of the product opens for pages where nothing else is set (DATABASE_POOL): more clients than these wait their turn. */
export const CONNECTIONS = Number(process.env['DATABASE_POOL'] ?? 10);

/** A book with accounts without limits, kept by one account of a fund. */
export interface LedgerGround {
  urls: TestUrls;
  superuser: ReturnType<typeof openPool>;
  app: Database;
  keeper: { accountId: string; assurance: 2 };
  fundId: string;
  bookId: BookId;
  accounts: AccountId[];
}

/** Opens a database of its own with such a book, lends it out, and drops it. */
export async function withLedger<T>(name: string, accounts: number, work: (ground: LedgerGround) => Promise<T>): Promise<T> {
  const cluster = await startTestCluster();
  await dropDatabase(cluster.superuser, name);
  const urls = await makeDatabase(cluster, name);
  const superuser = openPool(urls.superuser, { size: CONNECTIONS });
  const pool = openPool(urls.app, { size: CONNECTIONS });
  try {
    const [accountId, fundId] = [newId(), newId()];
    await superuser.query(`insert into identity.accounts (id, name, language, origin) values ($1, 'Keeper', 'en', 'code')`, [accountId]);
    await superuser.query(
      `insert into access.assignments (id, account_id, role, scope_kind, scope_id) values ($1, $2, 'fund-manager', 'fund', $3)`,
      [newId(), accountId, fundId],
    );
    const keeper = { accountId, assurance: 2 } as const;
    const app = openDatabase(pool);
    const ground = await asActor(app, keeper, async (trx) => {
      const bookId = await openBook(trx, { name: 'Bench', scope: { kind: 'fund', id: fundId } });
      const ids: AccountId[] = [];
      for (let n = 0; n < accounts; n += 1)
        ids.push(await openAccount(trx, bookId, { code: `a${n}`, name: `Account ${n}`, kind: 'asset', currency: 'EUR' }));
      return { bookId, accounts: ids };
    });
    return await work({ urls, superuser, app, keeper, fundId, ...ground });
  } finally {
    await Promise.all([superuser.end(), pool.end()]);
    await dropDatabase(cluster.superuser, name);
    await cluster.stop();
  }
}
