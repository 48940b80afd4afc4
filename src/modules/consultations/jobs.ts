import { sql } from 'kysely';
import { z } from 'zod';
import { asSystem } from '#kernel/db';
import { defineTask, type JobContext, type Task, type Timetable } from '#kernel/jobs';
import type { ConsultationId } from './consultation.ts';
import { tellAssociations, tellInvited, type Post } from './tell-associations.ts';

/**
 * Invites associations that an office verified after a consultation was opened, and writes to whoever was not told yet.
 * Drafts of opinions that were never handed in go three months after the last day: they were nobody's but the association's.
 */
const inviteLater = defineTask('consultations.invite', z.object({}), async (post: Post & JobContext) => {
  const done = await asSystem(post.db, async (trx) => {
    const { rows } = await sql<{ id: ConsultationId }>`
      select id from consultations.consultations where state = 'open' and until_on >= current_date order by id`.execute(trx);
    let told = 0;
    for (const { id } of rows) {
      await sql`select consultations.invite(${id})`.execute(trx);
      told += await tellInvited(trx, post, id);
    }
    const { numDeletedRows } = await trx
      .deleteFrom('consultations.drafts')
      .where(
        sql<boolean>`consultation_id in (select id from consultations.consultations where until_on < current_date - interval '3 months')`,
      )
      .executeTakeFirst();
    return { told, drafts: Number(numDeletedRows) };
  });
  post.log.info(done, 'associations invited later');
});

/** Letters that go out as soon as a consultation is opened. */
export const consultationsTasks: readonly Task<Post>[] = [tellAssociations];

/** Every morning at 7:35 UTC; made up for when no worker ran then. */
export const consultationsTimetable: readonly Timetable<Post>[] = [{ task: inviteLater, at: '35 7 * * *', catchUpMs: 24 * 3_600_000 }];
