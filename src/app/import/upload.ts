import { z } from 'zod';
import { asSystem, type Actor, type Database, type Id } from '#kernel/db';
import { Refusal } from '#kernel/errors';
import type { Context } from '#kernel/http';
import { requireImportKind, type ImportFormat } from '#kernel/import';
import { addJob, finishProgress, reportProgress, startProgress, type JobContext, type ProgressId, type TaskName } from '#kernel/jobs';
import { networkKey, seal, unseal, type Keyring } from '#kernel/keys';

/** What the job of an import needs of the worker. */
export interface ImportContext {
  /** Of the jobs role. */
  db: Database;
  /** Of the application's role: the import writes with the rights of whoever ordered it. */
  app: Database;
  keyring: Keyring;
  controller: () => Promise<string>;
}

/** What a task that imports an upload carries. */
export const uploadPayload = z.object({ id: z.uuid() });

/** A file that somebody sent, and what they said of it. */
export interface UploadToKeep {
  kind: string;
  officeId: string | null;
  name: string;
  bytes: Buffer;
  dryRun: boolean;
  /** What the form said that the file does not say. */
  said?: object;
  /** The kind's own format, where it has one. */
  format?: ImportFormat | undefined;
}

/** An uploaded file in the hands of the job. */
export interface Upload extends Omit<UploadToKeep, 'said' | 'format'> {
  said: unknown;
  /** Who sent it, with their rights. */
  actor: Actor & { accountId: string };
}

const place = (id: string) => ({ table: 'imports.uploads', column: 'sealed', id });

/**
 * Keeps an uploaded file, sealed, and queues the task that imports it; answers the id of its progress page.
 * Refusals: a file that can be no list (`requireImportKind`).
 */
export async function keepUpload(
  ctx: Context,
  accountId: string,
  task: TaskName<z.output<typeof uploadPayload>>,
  { kind, officeId, name, bytes, dryRun, said, format }: UploadToKeep,
): Promise<ProgressId> {
  requireImportKind(bytes, { field: 'file', format });
  const id = await startProgress(ctx.trx, accountId, task);
  await ctx.trx
    .insertInto('imports.uploads')
    .values({
      id: id as string as Id<'imports.uploads'>, // the upload and its progress share one id
      account_id: accountId,
      kind,
      office_id: officeId,
      name: name.slice(-200) || kind,
      sealed: seal(networkKey(ctx.network.keyring, 'files'), bytes, place(id)),
      dry_run: dryRun,
      said: said && JSON.stringify(said),
    })
    .execute();
  await addJob(ctx.trx, task, { id });
  return id;
}

/** Says how far an import is: so many of so many, or so many. */
export type Tell = (done: number, total?: number) => Promise<void>;

/** More mistakes than anybody mends in one go. */
export const MOST_PROBLEMS = 1_000;

/** Hands an upload to what imports it, tells its progress and its report, and removes it whatever came of it. */
export async function importUpload(
  { db, keyring, log }: ImportContext & JobContext,
  id: string,
  work: (upload: Upload, tell: Tell) => Promise<object>,
): Promise<void> {
  const kept = await asSystem(
    db,
    async (trx) =>
      await trx
        .selectFrom('imports.uploads')
        .selectAll()
        .where('id', '=', id as Id<'imports.uploads'>)
        .executeTakeFirst(),
  );
  if (!kept) return;
  const progressId = id as ProgressId; // they share one id
  const tell: Tell = async (done, total) =>
    await asSystem(db, async (trx) => await reportProgress(trx, progressId, total === undefined ? { done } : { done, total }));
  await tell(0);
  const about = { kind: kept.kind, name: kept.name, dryRun: kept.dry_run };
  const attempt = async () => {
    const bytes = unseal(networkKey(keyring, 'files'), kept.sealed, place(id));
    const actor = { accountId: kept.account_id, assurance: 2 as const };
    return await work({ ...about, officeId: kept.office_id, bytes, said: kept.said, actor }, tell);
  };
  const outcome = await attempt().then(
    (report) => ({ state: 'done' as const, report: { ...about, ...report } }),
    (error: unknown) => {
      if (error instanceof Refusal)
        return { state: 'failed' as const, report: { ...about, refusal: error.messageKey, values: error.values } };
      log.error({ err: error, kind: kept.kind }, 'an import failed');
      return { state: 'failed' as const, report: { ...about, refusal: 'app.import.broken', values: {} } };
    },
  );
  await asSystem(db, async (trx) => {
    await finishProgress(trx, progressId, outcome);
    await trx.deleteFrom('imports.uploads').where('id', '=', kept.id).execute();
  });
}
