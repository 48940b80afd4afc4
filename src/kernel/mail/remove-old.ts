import { sql } from 'kysely';
import { z } from 'zod';
import { asSystem, type Database } from '#kernel/db';
import { defineTask, type JobContext, type Timetable } from '#kernel/jobs';

/** Removes messages 30 days after they were sent, shown or given up; one still queued by then has lost its job and goes too. */
const removeOld = defineTask('mail.remove-old', z.object({}), async ({ db, log }: { db: Database } & JobContext) => {
  const removed = await asSystem(db, (trx) =>
    trx
      .deleteFrom('mail.messages')
      .where(sql`coalesce(ended_at, created_at)`, '<', sql`now() - interval '30 days'`)
      .executeTakeFirst(),
  );
  log.info({ messages: Number(removed.numDeletedRows) }, 'old messages removed');
});

/** Every night at 2:20 UTC; made up for when no worker ran then. */
export const mailTimetable: readonly Timetable<{ db: Database }>[] = [{ task: removeOld, at: '20 2 * * *', catchUpMs: 24 * 3_600_000 }];
