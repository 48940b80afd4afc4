import { sql } from 'kysely';
import type { Pool } from 'pg';
import type { Reads } from '#kernel/db';

/** How the queue stands, for `doctor`, the metrics and the administrator. */
export interface QueueState {
  /** Jobs that wait or run. */
  waiting: number;
  /** Jobs that failed at least once and will be tried again. */
  retrying: number;
  /** Jobs that were given up, by task with the last error (cleansed of personal data). */
  givenUp: { task: string; jobs: number; lastError: string | null }[];
  /** Since when the longest-waiting job is due; null where none is. */
  oldestDueAt: Date | null;
}

/** Reads the queue; for the jobs role, everybody else sees nothing of it. */
export async function readQueue(trx: Reads<'jobs'>): Promise<QueueState> {
  const counts = await sql<{ waiting: number; retrying: number; oldest: Date | null }>`
    select (count(*) filter (where attempts < max_attempts))::int as waiting,
           (count(*) filter (where attempts between 1 and max_attempts - 1 and last_error is not null))::int as retrying,
           min(run_at) filter (where attempts < max_attempts and locked_at is null and run_at <= now()) as oldest
      from graphile_worker._private_jobs`.execute(trx);
  const givenUp = await sql<{ task: string; jobs: number; lastError: string | null }>`
    select tasks.identifier as task, count(*)::int as jobs, (array_agg(last_error order by jobs.updated_at desc))[1] as "lastError"
      from graphile_worker._private_jobs as jobs
      join graphile_worker._private_tasks as tasks on tasks.id = jobs.task_id
     where attempts >= max_attempts and locked_at is null
     group by tasks.identifier
     order by tasks.identifier`.execute(trx);
  const count = counts.rows[0];
  return { waiting: count?.waiting ?? 0, retrying: count?.retrying ?? 0, oldestDueAt: count?.oldest ?? null, givenUp: givenUp.rows };
}

/** Tasks that have jobs and that a worker does not know: the queue would keep them in silence. */
export async function unknownTasks(pool: Pool, known: readonly string[]): Promise<{ task: string; waiting: number }[]> {
  const { rows } = await pool.query<{ task: string; waiting: number }>(
    `select tasks.identifier as task, count(*)::int as waiting
       from graphile_worker._private_jobs as jobs
       join graphile_worker._private_tasks as tasks on tasks.id = jobs.task_id
      where not tasks.identifier = any ($1)
      group by tasks.identifier`,
    [known],
  );
  return rows;
}
