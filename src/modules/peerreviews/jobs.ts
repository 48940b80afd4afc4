import { sql } from 'kysely';
import { z } from 'zod';
import { asSystem, type Database } from '#kernel/db';
import { defineTask, type JobContext, type Timetable } from '#kernel/jobs';
import { tellOffice, type Post } from './tell-office.ts';

type JobPost = Post & { db: Database };

/** Removes notes of interviews a year after the review was closed or ended: they served the report, and the report is written. */
const forget = defineTask('peerreviews.forget', z.object({}), async ({ db, log }: { db: Database } & JobContext) => {
  const gone = await asSystem(
    db,
    async (trx) =>
      await trx
        .deleteFrom('peerreviews.notes')
        .where(sql<boolean>`review_id in (select id from peerreviews.reviews where ended_at < now() - interval '1 year')`)
        .executeTakeFirst(),
  );
  log.info({ notes: Number(gone.numDeletedRows) }, 'old notes of interviews forgotten');
});

/** Writes to reviewed offices when looking back after 6 or 12 months is due, once each. */
const remind = defineTask('peerreviews.remind', z.object({}), async (context: JobPost & JobContext) => {
  const told = await asSystem(context.db, async (trx) => {
    const due = await trx
      .selectFrom('peerreviews.follow_ups as f')
      .innerJoin('peerreviews.reviews as r', 'r.id', 'f.review_id')
      .select(['r.id', 'r.office_id as officeId', 'f.months'])
      .where('r.state', '=', 'agreed')
      .where('f.done', 'is', null)
      .where('f.reminded_at', 'is', null)
      .where(sql<boolean>`f.due_on <= current_date`)
      .orderBy('f.due_on')
      .limit(200)
      .execute();
    for (const { id, officeId, months } of due) {
      await tellOffice(trx, context, officeId, id, 'due');
      await trx
        .updateTable('peerreviews.follow_ups')
        .set({ reminded_at: sql<Date>`now()` })
        .where('review_id', '=', id)
        .where('months', '=', months)
        .execute();
    }
    return due.length;
  });
  context.log.info({ told }, 'reviewed offices told that looking back is due');
});

/** Every night at 2:55 UTC, and every morning at 7:25; made up for when no worker ran then. */
export const peerreviewsTimetable: readonly Timetable<JobPost>[] = [
  { task: forget, at: '55 2 * * *', catchUpMs: 24 * 3_600_000 },
  { task: remind, at: '25 7 * * *', catchUpMs: 24 * 3_600_000 },
];
