import { join, resolve } from 'node:path';
import { openFileStore } from '#kernel/files';
import { backupFolder, backupName } from '../backup/backup-folder.ts';
import { existingMasterKey } from '../backup/existing-master-key.ts';
import { writeBackup } from '../backup/write-backup.ts';
import { openDatabases } from '../boot/open-databases.ts';
import { version } from '../boot/version.ts';
import { readArguments } from './read-arguments.ts';
import type { Command } from './run-command.ts';

export const backupCommand: Command = {
  name: 'backup',
  usage: '[--to <file>]',
  summary: 'Writes a backup of everything, encrypted under the master key, while the network serves.',
  run: async (settings, args) => {
    const { values } = readArguments(backupCommand, args, { to: { type: 'string' } });
    const path = values.to ? resolve(values.to) : join(backupFolder(settings.dataDirectory), backupName('manual', new Date()));
    const master = await existingMasterKey(settings);
    const databases = await openDatabases(settings, { command: 'once', say: console.log, migrate: false });
    try {
      const files = openFileStore(settings);
      const written = await writeBackup({ owner: databases.pools.owner, files, master, version: version() }, path);
      console.log(`Wrote ${written.path}: ${told(written)}, ${Math.ceil(written.bytes / 1024)} kB.`);
      console.log('Keep a copy of it on another machine, and the master key apart from both: without that key nobody can open it.');
      return 0;
    } finally {
      await databases.close();
    }
  },
};

/** What a backup holds, in words. */
export function told({ tables, rows, files }: { tables: number; rows: number; files: number }): string {
  return `${tables} tables with ${rows} rows, ${files} files`;
}
