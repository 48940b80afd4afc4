import { z } from 'zod';
import { asSystem, type Database } from '#kernel/db';
import { defineTask, type JobContext, type Timetable } from '#kernel/jobs';
import { rebuildSearch } from './index-services.ts';

/** Writes all search entries and cards anew: names of places changed, words that nobody uses any more. */
const rebuild = defineTask('directory.rebuild-search', z.object({}), async ({ db, log }: { db: Database } & JobContext) => {
  const services = await asSystem(db, rebuildSearch);
  log.info({ services }, 'the search was rebuilt');
});

/** Every night at 1:20 UTC; made up for when no worker ran then. */
export const directoryTimetable: readonly Timetable<{ db: Database }>[] = [{ task: rebuild, at: '20 1 * * *', catchUpMs: 24 * 3_600_000 }];
