import { z } from 'zod';
import { record } from '#kernel/audit';
import { asSystem, type Database, type Writes } from '#kernel/db';
import { addJob, defineTask, type JobContext, type Timetable } from '#kernel/jobs';
import type { FileStore } from './file-store.ts';
import { refuse } from './refusals.ts';
import type { FileId } from './keep-file.ts';

/** What the jobs of the file store need of the worker. */
export interface FileContext {
  /** Of the jobs role. */
  db: Database;
  files: FileStore;
}

/** Removes the content of a document whose row is gone. */
export const removeContent = defineTask(
  'files.remove-content',
  z.object({ fileId: z.uuid() }),
  async ({ files }: FileContext & JobContext, { fileId }) => {
    await files.remove(fileId);
  },
);

/**
 * Removes a document: the office that has custody any, a person what they uploaded themselves. The content goes once the
 * transaction has committed. Refusals: `not-found` (also for one that the actor may read and not remove).
 */
export async function removeFile(trx: Writes<'audit' | 'files' | 'jobs'>, id: FileId, purpose: string): Promise<void> {
  const removed = await trx.deleteFrom('files.files').where('id', '=', id).returning(['subject_id', 'custodian_id']).executeTakeFirst();
  if (!removed) throw refuse('not-found');
  await addJob(trx, removeContent, { fileId: id });
  await record(trx, {
    verb: 'files.remove',
    purpose,
    scopeId: removed.custodian_id,
    subjectId: removed.subject_id,
    objectKind: 'file',
    objectId: id,
  });
}

const DAY_MS = 24 * 3_600_000;
/** Beyond this share of the store something else is wrong, e.g. rows out of sight or an old database beside a newer store. */
const MOST_ORPHANS = 0.2;

/** Removes contents that have had no row for a day: of transactions undone, of people removed. */
const removeOrphans = defineTask('files.remove-orphans', z.object({}), async ({ db, files, log }: FileContext & JobContext) => {
  const yesterday = new Date(Date.now() - DAY_MS);
  await files.removeUnfinished(yesterday);
  let stored = 0;
  let known = 0;
  const orphans: string[] = [];
  for await (const ids of inBatches(files.list(), 1000)) {
    stored += ids.length;
    const unknown = await withoutRow(db, ids);
    known += ids.length - unknown.length;
    for (const id of unknown) {
      const writtenAt = await files.writtenAt(id);
      if (writtenAt && writtenAt < yesterday) orphans.push(id);
    }
  }
  if (orphans.length > 0 && (known === 0 || (orphans.length > 20 && orphans.length > stored * MOST_ORPHANS))) {
    throw new Error(`${orphans.length} of ${stored} stored files have no row; nothing was removed, run ponte doctor`);
  }
  for (const id of orphans) await files.remove(id);
  log.info({ stored, removed: orphans.length }, 'file store swept');
});

async function* inBatches(ids: AsyncIterable<string>, size: number): AsyncGenerator<string[]> {
  let batch: string[] = [];
  for await (const id of ids) {
    batch.push(id);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

async function withoutRow(db: Database, ids: string[]): Promise<string[]> {
  const rows = await asSystem(db, (trx) =>
    trx
      .selectFrom('files.files')
      .select('id')
      .where('id', 'in', ids as FileId[]) // names in the store are ids of rows
      .execute(),
  );
  const known = new Set<string>(rows.map((row) => row.id));
  return ids.filter((id) => !known.has(id));
}

/** Every night at 2:40 UTC. */
export const fileTimetable: readonly Timetable<FileContext>[] = [{ task: removeOrphans, at: '40 2 * * *' }];
