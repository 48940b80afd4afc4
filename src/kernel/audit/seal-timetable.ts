import { z } from 'zod';
import { asSystem, type Database } from '#kernel/db';
import { defineTask, type JobContext, type Timetable } from '#kernel/jobs';
import type { Keyring } from '#kernel/keys';
import { sealEntries } from './seal-entries.ts';

/** Seals what was written since; each seal goes into the log, which is kept elsewhere than the database. */
const seal = defineTask('audit.seal', z.object({}), async ({ db, keyring, log, signal }: SealContext & JobContext) => {
  while (!signal.aborted) {
    const sealed = await asSystem(db, (trx) => sealEntries(trx, keyring));
    if (!sealed) return;
    log.info({ seal: String(sealed.number), hash: sealed.hash, entries: sealed.entries }, 'audit sealed');
  }
});

interface SealContext {
  /** Of the jobs role. */
  db: Database;
  keyring: Keyring;
}

/** Every five minutes. */
export const sealTimetable: readonly Timetable<SealContext>[] = [{ task: seal, at: '*/5 * * * *' }];
