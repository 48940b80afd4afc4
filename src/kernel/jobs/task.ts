import type { z } from 'zod';
import type { Log } from '#kernel/log';

/** A job's name and what it carries: enough to add one, e.g. for a module lower in the graph that tells one above it. */
export interface TaskName<Payload = unknown> {
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
}

/** What every task gets, besides the context of the worker. */
export interface JobContext {
  /** A log whose lines carry the task and the job. */
  readonly log: Log;
  readonly job: {
    readonly id: string;
    /** 1 on the first run. */
    readonly attempt: number;
    /** No further attempt follows a failure of this one. */
    readonly last: boolean;
  };
  /** Aborts when the worker has to stop soon; long work breaks off and is done again later. */
  readonly signal: AbortSignal;
}

/** A task that a worker runs; `Context` is what it needs of the worker (databases, keys, senders). */
export interface Task<Context = object, Payload = unknown> extends TaskName<Payload> {
  /** Checks the payload and does the work. May run again after a crash, so doing it twice must do no harm. */
  readonly perform: (context: Context & JobContext, rawPayload: unknown) => Promise<void>;
}

/** One line of the timetable: five fields of cron, in UTC. */
export interface Timetable<Context = object> {
  readonly task: Task<Context>;
  readonly at: string;
  /** How far back (ms) a run is made up for that was missed while no worker ran; default none. */
  readonly catchUpMs?: number;
}

/** Names a job and its payload. Payloads hold ids, never personal data: the queue shows them to whoever runs it. */
export function declareTask<const Schema extends z.ZodType>(name: `${string}.${string}`, payload: Schema): TaskName<z.output<Schema>> {
  return { name, payload: payload as unknown as z.ZodType<z.output<Schema>> }; // the schema's own output type, spelled for the compiler
}

/** Says how a declared job is done. */
export function implementTask<Payload, Context>(
  declared: TaskName<Payload>,
  run: (context: Context & JobContext, payload: Payload) => Promise<void>,
): Task<Context, Payload> {
  return {
    ...declared,
    perform: async (context, rawPayload) => {
      await run(context, declared.payload.parse(rawPayload));
    },
  };
}

/** Declares and implements a task in one: `defineTask('mail.deliver', z.object({ id }), async (context, { id }) => …)`. */
export function defineTask<const Schema extends z.ZodType, Context>(
  name: `${string}.${string}`,
  payload: Schema,
  run: (context: Context & JobContext, payload: z.output<Schema>) => Promise<void>,
): Task<Context, z.output<Schema>> {
  return implementTask(declareTask(name, payload), run);
}
