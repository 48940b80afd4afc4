import { Logger, parseCronItems, run, type JobHelpers, type Task as WorkerTask } from 'graphile-worker';
import { Pool } from 'pg';
import { cleanseText, type Log } from '#kernel/log';
import { unknownTasks } from './read-queue.ts';
import type { Task, Timetable } from './task.ts';

/** A running worker. */
export interface Worker {
  /** Takes no new job and waits for those that run; after `patienceMs` their signal aborts. */
  stop(): Promise<void>;
  /** Settles when the worker has stopped; rejects where it stopped by itself. */
  readonly stopped: Promise<void>;
}

export interface WorkerOptions<Context> {
  /** A pool of the jobs role; the worker opens connections of its own to the same address. */
  pool: Pool;
  tasks: readonly Task<Context>[];
  /** What runs by the clock; its tasks need not be named again in `tasks`. */
  timetable?: readonly Timetable<Context>[];
  /** Handed to every task: databases, keys, senders. */
  context: Context;
  log: Log;
  /** Jobs at the same time in this process. */
  concurrency?: number;
  patienceMs?: number;
  /** How often the queue is asked for jobs whose time has come (new ones announce themselves). */
  pollMs?: number;
}

/**
 * Runs jobs until told to stop. Any number of nodes may run one: each job is locked by one worker, and a line of the
 * timetable is started once, whichever node is first. A failed job is tried again later with growing pauses.
 */
export async function startWorker<Context>(options: WorkerOptions<Context>): Promise<Worker> {
  const { pool, timetable = [], log, concurrency = 2, patienceMs = 5000, pollMs = 2000 } = options;
  const tasks = [...options.tasks, ...timetable.map(({ task }) => task)];
  const taskList = Object.fromEntries(tasks.map((task) => [task.name, perform(task, options)]));
  const ownPool = openOwnPool(pool, concurrency, log);
  const runner = await run({
    pgPool: ownPool,
    taskList,
    parsedCronItems: parseCronItems(timetable.map(toCronItem)),
    concurrency,
    pollInterval: pollMs,
    gracefulShutdownAbortTimeout: patienceMs,
    noHandleSignals: true,
    // Without a batch the library does not wait for "this job is done" when it stops, and the job would run again.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: new Logger((scope) => (level, message) => log[level === 'warning' ? 'warn' : level]({ ...scope }, message)),
  });
  const stopped = runner.promise.finally(() => ownPool.end());
  stopped.catch((error: unknown) => log.error({ err: error }, 'the worker stopped by itself'));
  for (const { task, waiting } of await unknownTasks(
    pool,
    tasks.map(({ name }) => name),
  )) {
    log.warn({ task, waiting }, 'jobs wait for a task that this worker does not know; another version of Ponte may run them');
  }
  const stop = async () => {
    await runner.stop();
    await stopped;
  };
  return { stop, stopped };
}

/**
 * Our pools read 8-byte numbers as bigint, which the library cannot write as JSON: a failed job would stay locked for
 * four hours instead of being tried again.
 */
function openOwnPool(pool: Pool, concurrency: number, log: Log): Pool {
  const own = new Pool({ connectionString: pool.options.connectionString, max: concurrency + 2, application_name: 'ponte worker' });
  const tell = (error: Error) => log.warn({ err: error }, 'a connection of the worker was lost');
  own.on('error', tell);
  own.on('connect', (client) => client.on('error', tell));
  return own;
}

function toCronItem<Context>({ task, at, catchUpMs = 0 }: Timetable<Context>) {
  // A run that is due while the last one still waits takes its place, so that runs do not pile up.
  return {
    task: task.name,
    match: at,
    identifier: task.name,
    options: { backfillPeriod: catchUpMs, maxAttempts: 3, jobKey: `timetable:${task.name}` },
  };
}

function perform<Context>(task: Task<Context>, { context, log }: WorkerOptions<Context>): WorkerTask {
  return async (rawPayload, { job, abortSignal }: JobHelpers) => {
    const id = String(job.id);
    const jobLog = log.child({ task: task.name, job: id });
    const jobContext = { log: jobLog, job: { id, attempt: job.attempts, last: job.attempts >= job.max_attempts }, signal: abortSignal };
    const startedAt = performance.now();
    try {
      await task.perform({ ...context, ...jobContext }, withoutCronMark(rawPayload));
      jobLog.debug({ attempt: job.attempts, ms: Math.round(performance.now() - startedAt) }, 'job done');
    } catch (error) {
      jobLog.error({ err: error, attempt: job.attempts, last: jobContext.job.last }, 'job failed');
      // The queue keeps the sentence: it must not keep the address or the number that a server answered with.
      throw new Error(cleanseText(error instanceof Error ? `${error.name}: ${error.message}` : String(error)), { cause: error });
    }
  };
}

/** The timetable adds the mark `_cron` to the payload; tasks do not expect it. */
function withoutCronMark(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null || !('_cron' in payload)) return payload;
  const { _cron, ...rest } = payload;
  return rest;
}
