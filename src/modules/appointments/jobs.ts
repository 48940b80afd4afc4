import { sql } from 'kysely';
import { z } from 'zod';
import { asSystem, type Database } from '#kernel/db';
import { defineTask, type JobContext, type Task, type Timetable } from '#kernel/jobs';
import { tellVisitor, type AppointmentContext } from './tell-visitor.ts';

/** How long the desk may want to ring up somebody who did not come. */
const KEEP_DAYS = 90;

/** Removes name, phone and e-mail of appointments 90 days after they ended; what is left is a count. */
const forgetVisitors = defineTask('appointments.forget', z.object({}), async ({ db, log }: { db: Database } & JobContext) => {
  const forgotten = await asSystem(db, (trx) =>
    trx
      .updateTable('appointments.appointments')
      .set({ name: '', phone: null, email: null, forgotten_at: sql<Date>`now()` })
      .where('forgotten_at', 'is', null)
      .where('ends_at', '<', sql<Date>`now() - make_interval(days => ${KEEP_DAYS})`)
      .executeTakeFirst(),
  );
  log.info({ appointments: Number(forgotten.numUpdatedRows) }, 'old appointments forgotten');
});

/** The messages to visitors. */
export const appointmentTasks: readonly Task<AppointmentContext>[] = [tellVisitor];

/** Every night at 2:40 UTC; made up for when no worker ran then. */
export const appointmentTimetable: readonly Timetable<{ db: Database }>[] = [
  { task: forgetVisitors, at: '40 2 * * *', catchUpMs: 24 * 3_600_000 },
];
