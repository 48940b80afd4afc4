import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '#kernel/config';
import { StartFailure } from '#kernel/errors';
import { openDatabases, type Databases } from '../boot/open-databases.ts';
import { databaseExaminations } from '../doctor/examine-database.ts';
import { machineExaminations } from '../doctor/examine-machine.ts';
import { networkExaminations } from '../doctor/examine-network.ts';
import { examine, problem } from '../doctor/finding.ts';
import type { Command } from './run-command.ts';

export const doctorCommand: Command = {
  name: 'doctor',
  usage: '',
  summary: 'Examines the database, keys, files, audit, mail, disk and backups, and says what to do; exit code 1 where something is wrong.',
  run: async (settings) => {
    const say = (line: string) => console.log(line);
    const databases = await openExisting(settings, say).catch((error: unknown) => {
      if (error instanceof StartFailure) return error;
      throw error;
    });
    if (databases instanceof StartFailure) {
      await examine([{ name: 'database', run: async () => problem(databases.message, '') }], say);
      return 1;
    }
    try {
      const examinations = [
        ...databaseExaminations(databases),
        ...networkExaminations(settings, databases),
        ...machineExaminations(settings, databases),
      ];
      const problems = await examine(examinations, say);
      say(problems === 0 ? '\nNothing is wrong.' : `\n${problems} of ${examinations.length} need attention.`);
      return problems === 0 ? 0 : 1;
    } finally {
      await databases.close();
    }
  },
};

/** Opens the database that is there: an examination makes none, and an empty one has nothing to examine. */
async function openExisting(settings: Settings, say: (line: string) => void): Promise<Databases> {
  const { dataDirectory, database } = settings;
  const none = (where: string) => new StartFailure(`${where} holds no network yet: start Ponte, or restore a backup.`);
  if (!database && !lstatSync(join(dataDirectory, 'postgres'), { throwIfNoEntry: false })) throw none(`The data folder ${dataDirectory}`);
  const databases = await openDatabases(settings, { command: 'once', say, migrate: false });
  const { rows } = await databases.pools.owner.query<{ empty: boolean }>(`select to_regclass('migrations.applied') is null as empty`);
  if (!rows[0]?.empty) return databases;
  await databases.close();
  throw none('The database');
}
