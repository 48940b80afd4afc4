import { z } from 'zod';
import { asSystem, type Database, type Id } from '#kernel/db';
import { Refusal } from '#kernel/errors';
import {
  addJob,
  declareTask,
  finishProgress,
  implementTask,
  reportProgress,
  startProgress,
  type JobContext,
  type ProgressId,
} from '#kernel/jobs';
import { networkKey, seal, unseal, type Keyring } from '#kernel/keys';
import type { Context } from '#kernel/http';
import { runImport } from './run-import.ts';

const importTask = declareTask('app.import', z.object({ id: z.uuid() }));

/** What the job of an import needs of the worker. */
export interface ImportContext {
  /** Of the jobs role. */
  db: Database;
  /** Of the application's role: the import writes with the rights of whoever ordered it. */
  app: Database;
  keyring: Keyring;
  controller: () => Promise<string>;
}

const place = (id: string) => ({ table: 'imports.uploads', column: 'sealed', id });

/** Keeps an uploaded list and queues its import; answers the id of its progress page. */
export async function orderImport(
  ctx: Context,
  accountId: string,
  order: { kind: string; officeId: string | null; name: string; bytes: Buffer; dryRun: boolean },
): Promise<ProgressId> {
  const id = await startProgress(ctx.trx, accountId, importTask);
  await ctx.trx
    .insertInto('imports.uploads')
    .values({
      id: id as string as Id<'imports.uploads'>, // the upload and its progress share one id
      account_id: accountId,
      kind: order.kind,
      office_id: order.officeId,
      name: order.name.slice(-200) || order.kind,
      sealed: seal(networkKey(ctx.network.keyring, 'files'), order.bytes, place(id)),
      dry_run: order.dryRun,
    })
    .execute();
  await addJob(ctx.trx, importTask, { id });
  return id;
}

/** Reads and writes an uploaded list, tells its progress, and removes the upload whatever came of it. */
export const importJob = implementTask(importTask, async ({ db, app, keyring, controller, log }: ImportContext & JobContext, { id }) => {
  const upload = await asSystem(
    db,
    async (trx) =>
      await trx
        .selectFrom('imports.uploads')
        .selectAll()
        .where('id', '=', id as Id<'imports.uploads'>)
        .executeTakeFirst(),
  );
  if (!upload) return;
  const progressId = id as ProgressId; // as above
  await asSystem(db, async (trx) => await reportProgress(trx, progressId, { done: 0 }));
  const outcome = await attempt();
  await asSystem(db, async (trx) => {
    await finishProgress(trx, progressId, outcome);
    await trx.deleteFrom('imports.uploads').where('id', '=', upload.id).execute();
  });

  async function attempt(): Promise<{ state: 'done' | 'failed'; report: unknown }> {
    if (!upload) throw new Error('unreachable: looked at above');
    const about = { kind: upload.kind, name: upload.name, dryRun: upload.dry_run };
    try {
      const bytes = unseal(networkKey(keyring, 'files'), upload.sealed, place(id));
      const actor = { accountId: upload.account_id, assurance: 2 as const };
      const parts = { db: app, keyring, controller: await controller(), now: new Date() };
      const result = await runImport(parts, { kind: upload.kind, officeId: upload.office_id, actor, dryRun: upload.dry_run, bytes });
      return {
        state: 'done',
        report: { ...about, ...result, problems: result.problems.slice(0, MOST_PROBLEMS), problemCount: result.problems.length },
      };
    } catch (error) {
      if (error instanceof Refusal) return { state: 'failed', report: { ...about, refusal: error.messageKey, values: error.values } };
      log.error({ err: error }, 'an import failed');
      return { state: 'failed', report: { ...about, refusal: 'app.import.broken', values: {} } };
    }
  }
});

/** More mistakes than anybody mends in one go. */
const MOST_PROBLEMS = 1_000;
