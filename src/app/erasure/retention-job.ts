import { sql } from 'kysely';
import { z } from 'zod';
import { asSystem, type Database } from '#kernel/db';
import { defineTask, type JobContext, type Timetable } from '#kernel/jobs';

/** Lists the files whose periods are over, for the data-protection officer to decide on; erases none. */
const runClocks = defineTask('erasure.clocks', z.object({}), async ({ db, log }: { db: Database } & JobContext) => {
  const due = await asSystem(db, async (trx) => {
    const { rows } = await sql<{ due: number }>`select erasure.run_clocks() as due`.execute(trx);
    return rows[0]?.due ?? 0;
  });
  log.info({ due }, 'clocks of retention read');
});

/** Every night at 3:20 UTC; made up for when no worker ran then. */
export const retentionTimetable: readonly Timetable<{ db: Database }>[] = [
  { task: runClocks, at: '20 3 * * *', catchUpMs: 24 * 3_600_000 },
];
