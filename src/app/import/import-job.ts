import type { Context } from '#kernel/http';
import { declareTask, implementTask, type JobContext, type ProgressId } from '#kernel/jobs';
import { runImport } from './run-import.ts';
import { importUpload, keepUpload, MOST_PROBLEMS, uploadPayload, type ImportContext, type UploadToKeep } from './upload.ts';

const importTask = declareTask('app.import', uploadPayload);

/** Keeps an uploaded list and queues its import; answers the id of its progress page. */
export async function orderImport(ctx: Context, accountId: string, list: Omit<UploadToKeep, 'said'>): Promise<ProgressId> {
  return await keepUpload(ctx, accountId, importTask, list);
}

/** Reads and writes an uploaded list, tells its progress, and removes the upload whatever came of it. */
export const importJob = implementTask(importTask, async (context: ImportContext & JobContext, { id }) => {
  await importUpload(context, id, async (upload, tell) => {
    const parts = { db: context.app, keyring: context.keyring, controller: await context.controller(), now: new Date(), tell };
    const result = await runImport(parts, upload);
    const { problems, notes = [] } = result;
    return {
      ...result,
      problems: problems.slice(0, MOST_PROBLEMS),
      problemCount: problems.length,
      notes: notes.slice(0, MOST_PROBLEMS),
    };
  });
});
