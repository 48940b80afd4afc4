import { openDatabases } from '../boot/open-databases.ts';
import type { Command } from './run-command.ts';

export const migrateCommand: Command = {
  name: 'migrate',
  usage: '',
  summary: 'Brings the database to the newest state; safe while an older version still serves.',
  servesAll: true,
  run: async (_settings, _args, served) => {
    for (const { host, settings } of served) {
      const databases = await openDatabases(settings, { command: 'once', say: console.log });
      const { migrated } = databases;
      await databases.close();
      const told = migrated.length ? `Applied ${migrated.join(', ')}.` : 'The database is up to date.';
      console.log(host ? `${host}: ${told}` : told);
    }
    return 0;
  },
};
