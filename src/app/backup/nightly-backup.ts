import { join } from 'node:path';
import { z } from 'zod';
import { defineTask, type JobContext, type Timetable } from '#kernel/jobs';
import { backupFolder, backupName, pruneBackups } from './backup-folder.ts';
import { writeBackup, type BackupSource } from './write-backup.ts';

/** What the nightly backup needs of the worker. */
export interface BackupContext {
  readonly backup: BackupSource & { readonly dataDirectory: string };
}

const nightlyBackup = defineTask('app.backup', z.object({}), async ({ backup, log }: BackupContext & JobContext) => {
  const folder = backupFolder(backup.dataDirectory);
  const now = new Date();
  const { bytes, tables, rows, files } = await writeBackup(backup, join(folder, backupName('nightly', now)));
  const removed = await pruneBackups(folder, now);
  log.info({ bytes, tables, rows, files, removed: removed.length }, 'backup written');
});

/** Every night at 1:40 UTC, before anything is cleared away; made up for when no worker ran then. */
export const backupTimetable: readonly Timetable<BackupContext>[] = [{ task: nightlyBackup, at: '40 1 * * *', catchUpMs: 24 * 3_600_000 }];
