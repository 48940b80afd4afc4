import { sql } from 'kysely';
import { newId, type Id, type Reads, type Writes } from '#kernel/db';
import type { TaskName } from './task.ts';

export type ProgressId = Id<'jobs.progress'>;
export type ProgressState = 'waiting' | 'running' | 'done' | 'failed';

/** Long work as its progress page shows it. */
export interface Progress {
  id: ProgressId;
  task: string;
  state: ProgressState;
  /** Units of work done. */
  done: number;
  /** Units in all; null while unknown. */
  total: number | null;
  report: unknown;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
}

/** Opens the progress of work that the actor starts, in the transaction that adds its job; only this account sees it. */
export async function startProgress(trx: Writes<'jobs'>, accountId: string, task: TaskName): Promise<ProgressId> {
  const id = newId<'jobs.progress'>();
  await trx.insertInto('jobs.progress').values({ id, account_id: accountId, task: task.name }).execute();
  return id;
}

/** Says how far the work is; for the jobs role. Commit it apart from the work, or nobody sees it before the end. */
export async function reportProgress(
  trx: Writes<'jobs'>,
  id: ProgressId,
  { done, total }: { done: number; total?: number | null },
): Promise<void> {
  await trx
    .updateTable('jobs.progress')
    .set({ state: 'running', done, started_at: sql<Date>`coalesce(started_at, now())` })
    .$if(total !== undefined, (query) => query.set({ total: total ?? null }))
    .where('id', '=', id)
    .execute();
}

/** Ends the work with what came of it, in the words and numbers that its page shows; for the jobs role. */
export async function finishProgress(
  trx: Writes<'jobs'>,
  id: ProgressId,
  outcome: { state: 'done' | 'failed'; report?: unknown },
): Promise<void> {
  await trx
    .updateTable('jobs.progress')
    .set({
      state: outcome.state,
      ended_at: sql<Date>`now()`,
      started_at: sql<Date>`coalesce(started_at, now())`,
      report: JSON.stringify(outcome.report ?? null),
    })
    .where('id', '=', id)
    .execute();
}

/** The progress of the actor's own work; null where it is somebody else's or was removed (30 days after its end). */
export async function readProgress(trx: Reads<'jobs'>, id: ProgressId): Promise<Progress | null> {
  const row = await trx.selectFrom('jobs.progress').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    task: row.task,
    state: row.state as ProgressState, // check constraint progress_state
    done: row.done,
    total: row.total,
    report: row.report,
    createdAt: row.created_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  };
}
