import { sql } from 'kysely';
import { z } from 'zod';
import { asSystem, type Database } from '#kernel/db';
import { defineTask, type JobContext, type Timetable } from '#kernel/jobs';
import { moveUp } from './enrol.ts';
import type { GroupId } from './group.ts';

/** Days after the last session in which trainers still mark work; then the group ends and they see its learners no longer. */
export const DAYS_TO_MARK = 30;

/**
 * Keeps groups true to the calendar: one whose first session has begun is running, one whose last session is 30 days past
 * has ended. Places that came free without anybody asking, such as by an erasure, go to the next in the line.
 */
export const keepGroups = defineTask('learning.keep-groups', z.object({}), async ({ db, log }: { db: Database } & JobContext) => {
  const moved = await asSystem(db, async (trx) => {
    const begun = await trx
      .updateTable('learning.groups as g')
      .set({ state: 'running', changed_at: sql<Date>`now()` })
      .where('g.state', '=', 'open')
      .where(
        sql<boolean>`exists (select from learning.sessions s where s.group_id = g.id and s.state = 'planned' and s.starts_at <= now())`,
      )
      .executeTakeFirst();
    const ended = await trx
      .updateTable('learning.groups as g')
      .set({ state: 'ended', changed_at: sql<Date>`now()` })
      .where('g.state', '=', 'running')
      .where(
        sql<boolean>`not exists (
          select from learning.sessions s
           where s.group_id = g.id and s.state = 'planned' and s.ends_at > now() - make_interval(days => ${DAYS_TO_MARK})
        )`,
      )
      .executeTakeFirst();
    const waiting = await trx
      .selectFrom('learning.enrolments')
      .select(sql<GroupId>`group_id`.as('groupId'))
      .distinct()
      .where('state', '=', 'waiting')
      .execute();
    for (const { groupId } of waiting) await moveUp(trx, groupId);
    return { begun: Number(begun.numUpdatedRows), ended: Number(ended.numUpdatedRows) };
  });
  log.info(moved, 'groups kept true to the calendar');
});

/** Every night at 2:50 UTC; made up for when no worker ran then. */
export const learningTimetable: readonly Timetable<{ db: Database }>[] = [
  { task: keepGroups, at: '50 2 * * *', catchUpMs: 24 * 3_600_000 },
];
