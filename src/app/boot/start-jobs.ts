import { housekeepingTimetable, startWorker, type Worker } from '#kernel/jobs';
import type { Network } from '#kernel/http';
import type { Log } from '#kernel/log';
import type { Databases } from './open-databases.ts';

/** Starts the worker of this process with every task of the product. */
export async function startJobs(network: Network, databases: Databases, log: Log): Promise<Worker> {
  return await startWorker({
    pool: databases.pools.jobs,
    tasks: [],
    timetable: housekeepingTimetable,
    context: { db: databases.jobs },
    log,
  });
}
