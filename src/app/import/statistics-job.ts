import { z } from 'zod';
import { asActor } from '#kernel/db';
import type { Context } from '#kernel/http';
import { declareTask, implementTask, type JobContext, type ProgressId } from '#kernel/jobs';
import { editions, importStatistics } from '#modules/observatory';
import { importUpload, keepUpload, MOST_PROBLEMS, uploadPayload, type ImportContext } from './upload.ts';

const statisticsTask = declareTask('app.statistics', uploadPayload);

const said = z.object({
  code: z.string().optional(),
  title: z.string().optional(),
  publisher: z.string().optional(),
  licence: z.string().optional(),
  sourceUrl: z.string().optional(),
  published: z.string().optional(),
  unit: z.string().optional(),
  period: z.string().optional(),
  edition: z.enum(editions).optional(),
  headings: z.array(z.string()).optional(),
});
export type Said = z.output<typeof said>;

/** Keeps an uploaded file of statistics and queues its import; answers the id of its progress page. */
export async function orderStatistics(
  ctx: Context,
  accountId: string,
  { says, ...file }: { name: string; bytes: Buffer; says: Said; dryRun: boolean },
): Promise<ProgressId> {
  return await keepUpload(ctx, accountId, statisticsTask, { ...file, kind: 'statistics', officeId: null, said: says });
}

/** Reads and writes an uploaded file of statistics with the rights of whoever sent it, tells its progress, removes the upload. */
export const statisticsJob = implementTask(statisticsTask, async (context: ImportContext & JobContext, { id }) => {
  await importUpload(context, id, async ({ actor, name, bytes, dryRun, said: says }, tell) => {
    const order = { name, bytes, says: said.parse(says ?? {}), by: actor.accountId, dryRun };
    const result = await asActor(context.app, actor, async (trx) => await importStatistics(trx, { ...order, onProgress: tell }));
    const { problems, warnings } = result;
    return {
      ...result,
      problems: problems.slice(0, MOST_PROBLEMS),
      problemCount: problems.length,
      warnings: warnings.slice(0, MOST_PROBLEMS),
    };
  });
});
