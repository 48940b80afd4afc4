import { resolve } from 'node:path';
import { StartFailure } from '#kernel/errors';
import { openFileStore } from '#kernel/files';
import { checkBackup } from '../backup/check-backup.ts';
import { existingMasterKey } from '../backup/existing-master-key.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import { openDatabases } from '../boot/open-databases.ts';
import { told } from './backup.ts';
import { readArguments } from './read-arguments.ts';
import type { Command } from './run-command.ts';

export const restoreCommand: Command = {
  name: 'restore',
  usage: '[--check] <file>',
  summary: 'Restores a backup into an empty database, all of it or nothing; with --check only proves that it is whole.',
  run: async (settings, args) => {
    const { values, positionals } = readArguments(restoreCommand, args, { check: { type: 'boolean' } });
    const [file, ...more] = positionals;
    if (!file || more.length > 0) throw new StartFailure(`Name the backup: ponte restore ${restoreCommand.usage}`);
    const path = resolve(file);
    const master = await existingMasterKey(settings);
    if (values.check) {
      const held = await checkBackup(path, master);
      console.log(
        `${path} is whole and opens with this master key: ${told(held)}, made ${held.madeAt} by Ponte ${held.version} on PostgreSQL ${held.postgres}.`,
      );
      return 0;
    }
    const databases = await openDatabases(settings, { command: 'serve', say: console.log, migrate: false });
    try {
      const files = openFileStore(settings);
      const restored = await restoreBackup({ owner: databases.pools.owner, files, master }, path);
      console.log(`Restored the backup of ${restored.madeAt}: ${told(restored)}.`);
      if (restored.migrated.length > 0) console.log(`Applied what is newer than the backup: ${restored.migrated.join(', ')}.`);
      if (restored.forgotten > 0) console.log(`${restored.forgotten} people who were erased after it was made were forgotten again.`);
      console.log('Run ponte doctor, then start Ponte.');
      return 0;
    } finally {
      await databases.close();
    }
  },
};
