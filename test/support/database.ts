import { afterAll, inject } from 'vitest';
import type pg from 'pg';
import { openDatabase, openPool, type Database } from '#kernel/db';
import { expectChecksToHold } from './checks.ts';
import { dropDatabase, makeDatabase, secret, type TestUrls } from './cluster.ts';

/** A clone of the migrated template, opened by role. */
export interface TestDatabase {
  urls: TestUrls;
  /** The application's own role: bound by row-level security. */
  app: Database;
  jobs: Database;
  owner: Database;
  /** Sees and may do everything: for planting rows and proofs only. */
  superuser: pg.Pool;
}

/**
 * Clones the template for this test file and drops the clone after it, once db/checks held on what the file left.
 * `unchecked` names the checks that the file breaks on purpose. Call at the top of a *.pg.test.ts.
 */
export async function testDatabase({ unchecked = [] }: { unchecked?: readonly string[] | 'all' } = {}): Promise<TestDatabase> {
  const superuserUrl = inject('superuser');
  const name = `test_${secret().slice(0, 12)}`;
  const urls = await makeDatabase({ superuser: superuserUrl, passwords: inject('passwords') }, name, inject('template'));
  const pools = { app: openPool(urls.app, { size: 50 }), jobs: openPool(urls.jobs, { size: 4 }), owner: openPool(urls.owner, { size: 2 }) };
  const superuser = openPool(urls.superuser, { size: 2 });
  afterAll(async () => {
    try {
      if (unchecked !== 'all') await expectChecksToHold(urls.owner, superuser, unchecked);
    } finally {
      await Promise.all([...Object.values(pools).map((pool) => pool.end()), superuser.end()]);
      await dropDatabase(superuserUrl, name);
    }
  });
  return { urls, app: openDatabase(pools.app), jobs: openDatabase(pools.jobs), owner: openDatabase(pools.owner), superuser };
}
