import { createLog } from '#kernel/log';
import { openDatabases } from '../boot/open-databases.ts';
import { openNetwork } from '../boot/open-network.ts';
import { startJobs } from '../boot/start-jobs.ts';
import { untilToldToStop } from './stop-signal.ts';
import type { Command } from './run-command.ts';

export const workerCommand: Command = {
  name: 'worker',
  usage: '',
  summary: 'Runs only the jobs (mail, reminders, nightly checks), beside servers started with WORKER=0.',
  run: async (settings) => {
    const log = createLog(settings);
    const databases = await openDatabases(settings, { command: 'once', say: console.log });
    const network = await openNetwork(settings, databases, log);
    const jobs = await startJobs(network, databases, log);
    console.log('Working on jobs. Ctrl-C stops.');
    await untilToldToStop();
    await jobs.stop();
    await databases.close();
    return 0;
  },
};
