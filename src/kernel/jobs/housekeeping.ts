import { sql } from 'kysely';
import { z } from 'zod';
import { asSystem, type Database } from '#kernel/db';
import { defineTask, type JobContext, type Timetable } from './task.ts';

/** Removes what has served its time: answers to resent forms (48 hours), used allowances that are whole again, drafts (30 days), progress of ended work (30 days). */
const houseKeeping = defineTask('jobs.housekeeping', z.object({}), async ({ db, log }: { db: Database } & JobContext) => {
  const removed = await asSystem(db, async (trx) => {
    const answers = await trx
      .deleteFrom('kernel.idempotency')
      .where('created_at', '<', sql<Date>`now() - interval '48 hours'`)
      .executeTakeFirst();
    const drafts = await trx
      .deleteFrom('kernel.drafts')
      .where('updated_at', '<', sql<Date>`now() - interval '30 days'`)
      .executeTakeFirst();
    const progress = await trx
      .deleteFrom('jobs.progress')
      .where('ended_at', '<', sql<Date>`now() - interval '30 days'`)
      .executeTakeFirst();
    const sendings = await trx
      .deleteFrom('kernel.sendings')
      .where('whole_at', '<', sql<Date>`now()`)
      .executeTakeFirst();
    return {
      sendings: Number(sendings.numDeletedRows),
      answers: Number(answers.numDeletedRows),
      drafts: Number(drafts.numDeletedRows),
      progress: Number(progress.numDeletedRows),
    };
  });
  log.info(removed, 'housekeeping done');
});

/** Every night at 2:10 UTC; made up for when no worker ran then. */
export const housekeepingTimetable: readonly Timetable<{ db: Database }>[] = [
  { task: houseKeeping, at: '10 2 * * *', catchUpMs: 24 * 3_600_000 },
];
