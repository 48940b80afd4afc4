import { z } from 'zod';
import { asSystem, type Database } from '#kernel/db';
import { defineTask, type JobContext, type Timetable } from '#kernel/jobs';
import { lapse } from './lapse.ts';

const lapseTask = defineTask('cases.lapse', z.object({}), async ({ db, log }: { db: Database } & JobContext) => {
  const lapsed = await asSystem(db, lapse);
  log.info({ ...lapsed, handovers: lapsed.handovers.length }, 'offers, referrals and joint work that ran out');
});

/** Every night at 1:40 UTC; made up for when no worker ran then. */
export const casesTimetable: readonly Timetable<{ db: Database }>[] = [{ task: lapseTask, at: '40 1 * * *', catchUpMs: 24 * 3_600_000 }];
