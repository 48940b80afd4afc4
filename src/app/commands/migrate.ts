import { openDatabases } from '../boot/open-databases.ts';
import type { Command } from './run-command.ts';

export const migrateCommand: Command = {
  name: 'migrate',
  usage: '',
  summary: 'Brings the database to the newest state; safe while an older version still serves.',
  run: async (settings) => {
    const databases = await openDatabases(settings, { command: 'once', say: console.log });
    try {
      const { migrated } = databases;
      console.log(migrated.length ? `Applied ${migrated.join(', ')}.` : 'The database is up to date.');
      return 0;
    } finally {
      await databases.close();
    }
  },
};
