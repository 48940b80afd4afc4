import { createLog } from '#kernel/log';
import { closeServed, openServed } from '../boot/open-served.ts';
import { startJobs } from '../boot/start-jobs.ts';
import { version } from '../boot/version.ts';
import { openMetrics } from '../metrics/open-metrics.ts';
import { serveMetrics } from '../metrics/serve-metrics.ts';
import type { Command } from './run-command.ts';
import { untilToldToStop } from './stop-signal.ts';

export const workerCommand: Command = {
  name: 'worker',
  usage: '',
  summary: 'Runs only the jobs (mail, reminders, nightly checks), beside servers started with WORKER=0.',
  servesAll: true,
  run: async (settings, _args, served) => {
    const log = createLog(settings);
    const networks = await openServed(served, { command: 'once', say: console.log, log });
    try {
      const metricsServer = await serveMetrics(settings, openMetrics(networks, version(), log));
      const jobs = await Promise.all(networks.map((one) => startJobs(one.network, one.databases, one.network.log)));
      console.log('Working on jobs. Ctrl-C stops.');
      await untilToldToStop();
      await Promise.all(jobs.map((worker) => worker.stop()));
      await metricsServer?.close();
      return 0;
    } finally {
      await closeServed(networks);
    }
  },
};
