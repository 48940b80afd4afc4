import { sql } from 'kysely';
import { z } from 'zod';
import { asSystem, type Database } from '#kernel/db';
import { askFollowUps } from './ask-follow-ups.ts';
import type { TradeContext } from './tell.ts';
import { defineTask, type JobContext, type Timetable } from '#kernel/jobs';

/** Marks offers whose last day is over; nobody sees them since midnight, by the policy of the table. */
const expireOffers = defineTask('trade.expire', z.object({}), async ({ db, log }: { db: Database } & JobContext) => {
  const expired = await asSystem(db, (trx) =>
    trx
      .updateTable('trade.offers')
      .set({ state: 'expired', updated_at: sql<Date>`now()` })
      .where('state', '=', 'published')
      .where('valid_until', '<', sql<string>`current_date`)
      .executeTakeFirst(),
  );
  log.info({ offers: Number(expired.numUpdatedRows) }, 'offers expired');
});

/** Every night at 0:20 UTC, and every morning at 7:10; made up for when no worker ran then. */
export const tradeTimetable: readonly Timetable<TradeContext>[] = [
  { task: expireOffers, at: '20 0 * * *', catchUpMs: 24 * 3_600_000 },
  { task: askFollowUps, at: '10 7 * * *', catchUpMs: 24 * 3_600_000 },
];
