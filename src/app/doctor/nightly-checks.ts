import type pg from 'pg';
import { z } from 'zod';
import { verifyChain } from '#kernel/audit';
import { asSystem, type Database } from '#kernel/db';
import { defineTask, type JobContext, type Timetable } from '#kernel/jobs';
import type { Keyring } from '#kernel/keys';
import { runChecks } from './run-checks.ts';

/** What the nightly checks need of the worker. */
export interface ChecksContext {
  /** Of the jobs role. */
  readonly db: Database;
  readonly keyring: Keyring;
  /** Pool of the owner role, who sees every row. */
  readonly owner: pg.Pool;
}

const nightlyChecks = defineTask('app.checks', z.object({}), async ({ db, keyring, owner, log }: ChecksContext & JobContext) => {
  const { ran, broken } = await runChecks(owner);
  for (const { name, rule, remedy, rows } of broken)
    log.error({ check: name, rule, remedy, rows: rows.length }, 'an invariant does not hold');
  const chain = await asSystem(db, async (trx) => await verifyChain(trx, keyring));
  if (chain.broken) log.error({ seal: String(chain.broken.seal), reason: chain.broken.reason }, 'the chain of the audit is broken');
  log.info({ ran, broken: broken.length, seals: chain.seals }, 'checks done');
});

/** Every night at 3:10 UTC, after housekeeping; made up for when no worker ran then. */
export const checksTimetable: readonly Timetable<ChecksContext>[] = [{ task: nightlyChecks, at: '10 3 * * *', catchUpMs: 24 * 3_600_000 }];
