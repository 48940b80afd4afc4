import { z } from 'zod';
import { asSystem, type Database } from '#kernel/db';
import { defineTask, type JobContext, type Timetable } from '#kernel/jobs';
import { toLocal } from '#kernel/time';
import { sealBatch } from './chain.ts';
import { expirePending } from './end-pending.ts';

interface LedgerJobs {
  /** Of the jobs role. */
  db: Database;
}

/** Seals what was written since; each seal goes into the log, which is kept elsewhere than the database. */
const seal = defineTask('ledger.seal', z.object({}), async ({ db, log, signal }: LedgerJobs & JobContext) => {
  while (!signal.aborted) {
    const sealed = await asSystem(db, (trx) => sealBatch(trx));
    if (!sealed) return;
    log.info({ book: sealed.bookId, seal: String(sealed.number), hash: sealed.hash, entries: sealed.entries.length }, 'ledger sealed');
  }
});

/** Frees what expired reservations held. The day is UTC's: a book may have keepers in several zones. */
const expire = defineTask('ledger.expire', z.object({}), async ({ db, signal }: LedgerJobs & JobContext) => {
  while (!signal.aborted) {
    const now = new Date();
    const ended = await asSystem(db, (trx) => expirePending(trx, now, toLocal(now.toISOString(), 'UTC').day));
    if (ended === 0) return;
  }
});

export const ledgerTimetable: readonly Timetable<LedgerJobs>[] = [
  { task: seal, at: '*/5 * * * *' },
  { task: expire, at: '*/5 * * * *' },
];
