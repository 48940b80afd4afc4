import { z } from 'zod';
import { asSystem, type Database } from '#kernel/db';
import { loadMessages } from '#kernel/i18n';
import { defineTask, type JobContext, type Timetable } from '#kernel/jobs';
import type { Keyring } from '#kernel/keys';
import { lapse } from './lapse.ts';
import { tellOffice } from './notices.ts';

interface LapseContext {
  db: Database;
  keyring: Keyring;
  publicUrl: string;
}

const lapseTask = defineTask('cases.lapse', z.object({}), async ({ db, keyring, publicUrl, log }: LapseContext & JobContext) => {
  const sender = { keyring, publicUrl, catalogue: loadMessages() };
  const lapsed = await asSystem(db, async (trx) => {
    const found = await lapse(trx);
    for (const { id, fromOfficeId, toOfficeId } of found.handovers) {
      for (const office of [fromOfficeId, toOfficeId]) await tellOffice(trx, sender, office, 'handover-lapsed', `/desk/handovers/${id}`);
    }
    return found;
  });
  log.info({ ...lapsed, handovers: lapsed.handovers.length }, 'offers, referrals and joint work that ran out');
});

/** Every night at 1:40 UTC; made up for when no worker ran then. */
export const casesTimetable: readonly Timetable<LapseContext>[] = [{ task: lapseTask, at: '40 1 * * *', catchUpMs: 24 * 3_600_000 }];
