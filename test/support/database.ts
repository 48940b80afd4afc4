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
 * `unchecked` names the checks that the file breaks on purpose; `template` is another than the empty one. Call at the top of a *.pg.test.ts.
 */
export async function testDatabase({
  unchecked = [],
  template = inject('template'),
}: { unchecked?: readonly string[] | 'all'; template?: string } = {}): Promise<TestDatabase> {
  const { db, close } = await cloneDatabase(`test_${secret().slice(0, 12)}`, template);
  afterAll(async () => {
    try {
      if (unchecked !== 'all') await expectChecksToHold(db.urls.owner, db.superuser, unchecked);
    } finally {
      await close();
      await dropDatabase(inject('superuser'), new URL(db.urls.superuser).pathname.slice(1));
    }
  });
  return db;
}

/** A copy of a template, opened by role until `close`. */
export async function cloneDatabase(name: string, template: string): Promise<{ db: TestDatabase; close: () => Promise<void> }> {
  const urls = await makeDatabase({ superuser: inject('superuser'), passwords: inject('passwords') }, name, template);
  const pools = { app: openPool(urls.app, { size: 50 }), jobs: openPool(urls.jobs, { size: 4 }), owner: openPool(urls.owner, { size: 2 }) };
  const superuser = openPool(urls.superuser, { size: 2 });
  return {
    db: { urls, app: openDatabase(pools.app), jobs: openDatabase(pools.jobs), owner: openDatabase(pools.owner), superuser },
    close: async () => void (await Promise.all([...Object.values(pools).map((pool) => pool.end()), superuser.end()])),
  };
}
