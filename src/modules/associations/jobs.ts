import { sql } from 'kysely';
import { z } from 'zod';
import { asSystem, newLinkToken, type Database } from '#kernel/db';
import { defineTask, type JobContext, type Timetable } from '#kernel/jobs';
import { writeLetter, type Post } from './act-on-association.ts';
import type { AssociationId } from './association.ts';
import { LINK_DAYS } from './write-association.ts';

type JobPost = Post & { db: Database };

/**
 * Removes what names people once it is not needed: entries that nobody confirmed for 14 days, representatives a year after their
 * mandate, and everybody of an entry that was refused or closed a year ago.
 */
const forget = defineTask('associations.forget', z.object({}), async ({ db, log }: { db: Database } & JobContext) => {
  const gone = await asSystem(db, async (trx) => {
    const entries = await trx
      .deleteFrom('associations.associations')
      .where('state', '=', 'unconfirmed')
      .where('registered_at', '<', sql<Date>`now() - interval '14 days'`)
      .executeTakeFirst();
    const ended = sql<AssociationId>`(select id from associations.associations where ended_at < now() - interval '1 year')`;
    const people = await trx
      .deleteFrom('associations.representatives')
      .where(sql<boolean>`until_on < current_date - interval '1 year' or association_id in ${ended}`)
      .executeTakeFirst();
    const keepers = await trx
      .deleteFrom('associations.keepers')
      .where(sql<boolean>`association_id in ${ended}`)
      .executeTakeFirst();
    return { entries: Number(entries.numDeletedRows), people: Number(people.numDeletedRows), keepers: Number(keepers.numDeletedRows) };
  });
  log.info(gone, 'old names of associations forgotten');
});

/** Asks associations whose yearly confirmation is due in a month whether they are still active, once in 60 days. */
const remind = defineTask('associations.remind', z.object({}), async (context: JobPost & JobContext) => {
  const asked = await asSystem(context.db, async (trx) => {
    const due = await trx
      .selectFrom('associations.associations as a')
      .innerJoin('associations.keepers as k', 'k.association_id', 'a.id')
      .select(['a.id', 'a.name', 'a.language', 'k.id as keeperId', 'k.email'])
      .where('a.state', '=', 'verified')
      .where('k.email', 'is not', null)
      .where(sql<boolean>`a.active_on < current_date - 335 and coalesce(a.reminded_at < now() - interval '60 days', true)`)
      .orderBy('a.id')
      .limit(200)
      .execute();
    for (const { keeperId, email, ...entry } of due) {
      const { token, hash } = newLinkToken();
      await trx
        .updateTable('associations.keepers')
        .set({ token_hash: hash, token_expires_at: sql<Date>`now() + make_interval(days => ${LINK_DAYS})` })
        .where('id', '=', keeperId)
        .execute();
      await trx
        .updateTable('associations.associations')
        .set({ reminded_at: sql<Date>`now()` })
        .where('id', '=', entry.id)
        .execute();
      await writeLetter(trx, context, { ...entry, email: email ?? '', token }, 'still-active'); // an address, by the line above
    }
    return due.length;
  });
  context.log.info({ asked }, 'associations asked whether they are active');
});

/** Every night at 2:50 UTC, and every morning at 7:20; made up for when no worker ran then. */
export const associationsTimetable: readonly Timetable<JobPost>[] = [
  { task: forget, at: '50 2 * * *', catchUpMs: 24 * 3_600_000 },
  { task: remind, at: '20 7 * * *', catchUpMs: 24 * 3_600_000 },
];
