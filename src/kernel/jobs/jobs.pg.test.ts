import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { asActor, asSystem, newId, nobody, openPool, type Actor } from '#kernel/db';
import { createLog } from '#kernel/log';
import { testDatabase } from '#test/database';
import { addJob, removeJob } from './add-job.ts';
import { housekeepingTimetable } from './housekeeping.ts';
import { finishProgress, readProgress, reportProgress, startProgress } from './progress.ts';
import { readQueue } from './read-queue.ts';
import { startWorker, type Worker } from './start-worker.ts';
import { declareTask, defineTask, implementTask, type Task, type Timetable } from './task.ts';

const db = await testDatabase();
const actor: Actor = { accountId: newId(), assurance: 2 };
const ran: string[] = [];
const logged: string[] = [];
const log = createLog({ logLevel: 'debug' }, { write: (line: string) => void logged.push(line) });
const note = defineTask('test.note', z.object({ word: z.string() }), async (context: { prefix: string }, { word }) => {
  ran.push(`${context.prefix}${word}`);
});
const running: { worker: Worker; end: () => Promise<void> }[] = [];

async function start<Context>(
  tasks: readonly Task<Context>[],
  context: Context,
  timetable: readonly Timetable<Context>[] = [],
): Promise<Worker> {
  const pool = openPool(db.urls.jobs, { size: 4 });
  const worker = await startWorker({ pool, tasks, context, timetable, log, pollMs: 50 });
  running.push({ worker, end: () => pool.end() });
  return worker;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await condition()); waited += 20) {
    if (waited > 15_000) throw new Error('waited for 15 seconds');
    await pause(20);
  }
}

async function idle(): Promise<void> {
  await until(
    async () =>
      (await db.superuser.query('select from graphile_worker._private_jobs where attempts < max_attempts and run_at <= now()')).rowCount ===
      0,
  );
}

beforeAll(async () => {
  await db.superuser.query(`insert into graphile_worker._private_job_queues (queue_name) values ('planted')`);
  await db.superuser.query(`insert into graphile_worker._private_known_crontabs (identifier, known_since) values ('planted', now())`);
});
afterEach(async () => {
  await Promise.all(running.map(({ worker }) => worker.stop().catch(() => {})));
  await Promise.all(running.splice(0).map(({ end }) => end()));
  ran.length = 0;
});

describe('a job', () => {
  test('that was added in a transaction undone never runs; one committed runs exactly once with two workers', async () => {
    await Promise.all([start([note], { prefix: 'a:' }), start([note], { prefix: 'b:' })]);
    const undone = asActor(db.app, actor, async (trx) => {
      await addJob(trx, note, { word: 'undone' });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    for (let n = 0; n < 20; n += 1) await asActor(db.app, actor, (trx) => addJob(trx, note, { word: String(n) }));
    await until(() => ran.length >= 20);
    await idle();
    expect(ran.map((entry) => Number(entry.slice(2))).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });

  test('with a key takes the place of the one that waits, and can be removed', async () => {
    const later = new Date(Date.now() + 3_600_000);
    await asActor(db.app, actor, (trx) => addJob(trx, note, { word: 'reminder' }, { runAt: later, key: 'reminder:1' }));
    await asActor(db.app, actor, (trx) => addJob(trx, note, { word: 'moved' }, { runAt: later, key: 'reminder:1' }));
    const waiting = await db.superuser.query(`select payload from graphile_worker._private_jobs where key = 'reminder:1'`);
    expect(waiting.rows).toEqual([{ payload: { word: 'moved' } }]);
    await asActor(db.app, actor, (trx) => removeJob(trx, 'reminder:1'));
    expect((await db.superuser.query(`select from graphile_worker._private_jobs where key = 'reminder:1'`)).rowCount).toBe(0);
  });

  test('with a payload that its schema refuses is not added', async () => {
    const wrong = { word: 7 } as unknown as { word: string };
    await expect(asActor(db.app, actor, (trx) => addJob(trx, note, wrong))).rejects.toThrow(/expected string/);
  });

  test('is added by name from below and done by whoever implements it above', async () => {
    const told = declareTask('test.told', z.object({ id: z.uuid() }));
    const id = newId();
    await start([implementTask(told, async (context: { seen: string[] }, payload) => void context.seen.push(payload.id))], { seen: ran });
    await asActor(db.app, actor, (trx) => addJob(trx, told, { id }));
    await until(() => ran.length > 0);
    expect(ran).toEqual([id]);
  });

  test('that fails is tried again, and neither queue nor log keeps the address it failed with', async () => {
    const failing = defineTask('test.failing', z.object({}), async (context: { attempts: number[] }) => {
      throw new Error(`550 no such mailbox amina@example.org (${context.attempts.length})`);
    });
    await start([failing], { attempts: [] });
    await asActor(db.app, actor, (trx) => addJob(trx, failing, {}));
    await until(async () => (await asSystem(db.jobs, readQueue)).retrying === 1);
    await db.superuser.query('update graphile_worker._private_jobs set max_attempts = 1');
    const queue = await asSystem(db.jobs, readQueue);
    expect(queue.givenUp).toMatchObject([{ task: 'test.failing', jobs: 1 }]);
    expect(queue.givenUp[0]?.lastError).toContain('550 no such mailbox [hidden]');
    expect(logged.join('')).toContain('"task":"test.failing"');
    expect(logged.join('')).not.toContain('amina@example.org');
    await db.superuser.query('delete from graphile_worker._private_jobs');
  });

  test('of a task that the worker does not know is told in the log and kept', async () => {
    await asActor(db.app, actor, (trx) => addJob(trx, declareTask('test.unknown', z.object({})), {}));
    await start([note], { prefix: '' });
    expect(logged.join('')).toContain('"task":"test.unknown","waiting":1');
    expect((await asSystem(db.jobs, readQueue)).waiting).toBe(1);
    await db.superuser.query('delete from graphile_worker._private_jobs');
  });
});

describe('a worker', () => {
  test('that is told to stop finishes what it does', async () => {
    const slow = defineTask('test.slow', z.object({}), async () => {
      ran.push('begun');
      await pause(300);
      ran.push('ended');
    });
    const worker = await start([slow], {});
    await asActor(db.app, actor, (trx) => addJob(trx, slow, {}));
    await until(() => ran.includes('begun'));
    await worker.stop();
    expect(ran).toEqual(['begun', 'ended']);
    await idle();
  });

  test('makes up for a run of the timetable that was missed, once for all nodes', async () => {
    const nightly = defineTask('test.nightly', z.object({}), async () => void ran.push('nightly'));
    await db.superuser.query(
      `insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution) values ('test.nightly', now() - interval '2 days', now() - interval '2 days')`,
    );
    const timetable = [{ task: nightly, at: '10 2 * * *', catchUpMs: 24 * 3_600_000 }];
    await Promise.all([start([], {}, timetable), start([], {}, timetable), start([], {}, timetable)]);
    await until(() => ran.length > 0);
    await idle();
    expect(ran).toEqual(['nightly']);
  });
});

describe('the queue', () => {
  test('is whole before the eyes of the jobs role and closed to the application', async () => {
    await asActor(db.app, actor, (trx) => addJob(trx, note, { word: 'planted' }, { runAt: new Date(Date.now() + 3_600_000) }));
    const tables = (
      await db.superuser.query<{ name: string }>(
        `select format('graphile_worker.%I', tablename) as name from pg_tables where schemaname = 'graphile_worker'`,
      )
    ).rows;
    expect(tables.length).toBeGreaterThanOrEqual(4);
    const countAs = async (pool: typeof db.superuser, table: string) =>
      Number((await pool.query(`select count(*) as n from ${table}`)).rows[0].n);
    const jobs = openPool(db.urls.jobs, { size: 1 });
    const app = openPool(db.urls.app, { size: 1 });
    for (const { name } of tables) {
      const planted = await countAs(db.superuser, name);
      expect({ name, seen: planted > 0 }).toEqual({ name, seen: true });
      expect({ name, seen: await countAs(jobs, name) }).toEqual({ name, seen: planted });
      await expect(countAs(app, name)).rejects.toThrow(/permission denied/);
    }
    await Promise.all([jobs.end(), app.end()]);
    await db.superuser.query('delete from graphile_worker._private_jobs');
  });
});

describe('progress', () => {
  test('is seen by who started the work, from asked to done', async () => {
    const id = await asActor(db.app, actor, (trx) => startProgress(trx, actor.accountId!, note));
    const read = () => asActor(db.app, actor, (trx) => readProgress(trx, id));
    expect(await read()).toMatchObject({ task: 'test.note', state: 'waiting', done: 0, total: null, startedAt: null });
    await asSystem(db.jobs, (trx) => reportProgress(trx, id, { done: 3, total: 10 }));
    await asSystem(db.jobs, (trx) => reportProgress(trx, id, { done: 4 }));
    expect(await read()).toMatchObject({ state: 'running', done: 4, total: 10, endedAt: null });
    await asSystem(db.jobs, (trx) => finishProgress(trx, id, { state: 'done', report: { rows: 10 } }));
    expect(await read()).toMatchObject({ state: 'done', report: { rows: 10 }, endedAt: expect.any(Date) });
    for (const other of [{ accountId: newId(), assurance: 2 as const }, nobody]) {
      expect(await asActor(db.app, other, (trx) => readProgress(trx, id))).toBeNull();
    }
  });
});

describe('housekeeping', () => {
  test('removes old answers, drafts, progress and used allowances, and nothing younger', async () => {
    await db.superuser.query(
      `insert into kernel.idempotency (actor_key, key, route, request_hash, created_at)
       values ('a', gen_random_uuid(), 'r', 'h', now() - interval '49 hours'), ('b', gen_random_uuid(), 'r', 'h', now() - interval '47 hours')`,
    );
    await db.superuser.query(
      `insert into kernel.drafts (account_id, form, sealed, updated_at)
       values (gen_random_uuid(), 'old', '\\x00', now() - interval '31 days'), (gen_random_uuid(), 'new', '\\x00', now() - interval '29 days')`,
    );
    await db.superuser.query(
      `insert into jobs.progress (id, account_id, task, ended_at)
       values (gen_random_uuid(), gen_random_uuid(), 'old', now() - interval '31 days'), (gen_random_uuid(), gen_random_uuid(), 'new', now() - interval '29 days')`,
    );
    await db.superuser.query(
      `insert into kernel.sendings values ('whole', now() - interval '1 minute'), ('used', now() + interval '1 minute')`,
    );
    for (const { task } of housekeepingTimetable)
      await task.perform({ db: db.jobs, log, job: { id: '1', attempt: 1, last: false }, signal: AbortSignal.abort() }, {});
    const left = async (query: string) => (await db.superuser.query(query)).rows.map((row) => Object.values(row)[0]);
    expect(await left('select actor_key from kernel.idempotency')).toEqual(['b']);
    expect(await left('select form from kernel.drafts')).toEqual(['new']);
    expect(await left('select key from kernel.sendings')).toEqual(['used']);
    expect(await left(`select task from jobs.progress where task in ('old', 'new')`)).toEqual(['new']);
  });
});
