import { sql } from 'kysely';
import { asSystem, type Database } from '#kernel/db';
import { dueQuarters, freezeCounts } from '../counts/freeze-counts.ts';

const timeZone = 'Europe/Rome';
const DAY_MS = 24 * 3_600_000;

/**
 * Lets the files of the demonstration have been opened in the last quarter that is frozen, in their order, and freezes what there is
 * to freeze: on its first day a network has counted nothing yet.
 */
export async function loadCounts(owner: Database, now: Date): Promise<void> {
  const [last] = dueQuarters({ now, timeZone });
  if (last)
    await asSystem(owner, async (trx) => {
      const opened = new Date(last.span.from.getTime() + 40 * DAY_MS);
      await sql`
        update people.people p
           set created_at = ${opened}::timestamptz + o.place * interval '1 hour'
          from (select id, row_number() over (order by created_at, id) as place from people.people) o
         where o.id = p.id`.execute(trx);
    });
  await freezeCounts(owner, { now, timeZone });
}
