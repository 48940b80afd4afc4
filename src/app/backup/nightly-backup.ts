import { join } from 'node:path';
import type pg from 'pg';
import type { Settings } from '#kernel/config';
import type { FileStore } from '#kernel/files';
import { version } from '../boot/version.ts';
import { z } from 'zod';
import { defineTask, type JobContext, type Timetable } from '#kernel/jobs';
import { backupFolder, backupName, pruneBackups } from './backup-folder.ts';
import { existingMasterKey } from './existing-master-key.ts';
import { writeBackup } from './write-backup.ts';

/** What the nightly backup needs of the worker. */
export interface BackupContext {
  readonly settings: Settings;
  readonly files: FileStore;
  /** Pool of the owner role, who sees every row. */
  readonly owner: pg.Pool;
}

const nightlyBackup = defineTask('app.backup', z.object({}), async ({ settings, files, owner, log }: BackupContext & JobContext) => {
  const folder = backupFolder(settings.dataDirectory);
  const now = new Date();
  const master = await existingMasterKey(settings);
  const written = await writeBackup({ owner, files, master, version: version() }, join(folder, backupName('nightly', now)));
  const removed = await pruneBackups(folder, now);
  const { bytes, tables, rows } = written;
  log.info({ bytes, tables, rows, files: written.files, removed: removed.length }, 'backup written');
});

/** Every night at 1:40 UTC, before anything is cleared away; made up for when no worker ran then. */
export const backupTimetable: readonly Timetable<BackupContext>[] = [{ task: nightlyBackup, at: '40 1 * * *', catchUpMs: 24 * 3_600_000 }];
