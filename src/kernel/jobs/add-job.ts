import { sql } from 'kysely';
import type { Writes } from '#kernel/db';
import type { TaskName } from './task.ts';

export interface JobOptions {
  /** Not before this instant; now where absent. */
  runAt?: Date | undefined;
  /** A job with the same key that still waits is replaced; by it the job can be removed. */
  key?: string | undefined;
}

/** Adds a job that runs if and only if this transaction commits. A payload that its schema refuses is a defect here, not later. */
export async function addJob<Payload>(
  trx: Writes<'jobs'>,
  task: TaskName<Payload>,
  payload: Payload,
  { runAt, key }: JobOptions = {},
): Promise<void> {
  const checked = task.payload.parse(payload);
  await sql`select jobs.add(${task.name}, ${JSON.stringify(checked)}::json, ${runAt ?? null}::timestamptz, ${key ?? null})`.execute(trx);
}

/** Takes a waiting job off the queue, e.g. the reminder of a cancelled appointment; nothing happens where none waits. */
export async function removeJob(trx: Writes<'jobs'>, key: string): Promise<void> {
  await sql`select jobs.remove(${key})`.execute(trx);
}
