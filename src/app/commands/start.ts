import { StartFailure } from '#kernel/errors';
import { createLog } from '#kernel/log';
import { closeServed, openServed, type OpenedNetwork } from '../boot/open-served.ts';
import { buildServer } from '../boot/serve.ts';
import { startJobs } from '../boot/start-jobs.ts';
import { version } from '../boot/version.ts';
import { loadDemonstration } from '../demo/load-demonstration.ts';
import { openMetrics } from '../metrics/open-metrics.ts';
import { serveMetrics } from '../metrics/serve-metrics.ts';
import { prepareSetup } from '../setup/prepare-setup.ts';
import { isSetupPending } from '../setup/setup-code.ts';
import { greeting, ownNetwork } from './greeting.ts';
import type { Command } from './run-command.ts';
import { untilToldToStop } from './stop-signal.ts';

export const startCommand: Command = {
  name: 'start',
  usage: '[--empty]',
  summary: 'Serves the network; the first time it loads the demonstration, or with --empty opens the set-up assistant.',
  servesAll: true,
  run: async (settings, args, served) => {
    const log = createLog(settings);
    const say = (line: string) => console.log(line);
    const networks = await openServed(served, { command: 'serve', say, log });
    try {
      for (const one of networks) await fillIfEmpty(one, args.includes('--empty'), say);
      const metrics = openMetrics(networks, version(), log);
      const metricsServer = await serveMetrics(settings, metrics);
      const server = await buildServer(networks, undefined, settings.metrics ? metrics.observe : undefined);
      try {
        await server.listen({ port: settings.port, host: settings.host });
      } catch (error) {
        throw listenFailure(error, settings.port);
      }
      const jobs = settings.runsJobs
        ? await Promise.all(networks.map((one) => startJobs(one.network, one.databases, one.network.log)))
        : [];
      for (const { network } of networks) say(await greeting(network));
      await untilToldToStop();
      await server.close();
      await Promise.all(jobs.map((worker) => worker.stop()));
      await metricsServer?.close();
      return 0;
    } finally {
      await closeServed(networks);
    }
  },
};

/** A network that was begun empty stays empty until its assistant has run, whatever the next start says. */
async function fillIfEmpty({ host, network, databases }: OpenedNetwork, wantedEmpty: boolean, say: (line: string) => void): Promise<void> {
  const { settings } = network;
  if (await network.profile()) {
    if (wantedEmpty) say(`\n${settings.dataDirectory} holds a network already, which is served. ${ownNetwork}`);
    return;
  }
  if (host) say(`\n${host}:`);
  const empty = !settings.demo || wantedEmpty || (await isSetupPending(settings.dataDirectory));
  if (empty) await prepareSetup(settings.dataDirectory, databases, say);
  else await loadDemonstration(network, databases, say);
}

function listenFailure(error: unknown, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE')
    return new StartFailure(`Port ${port} is in use by another program; stop that program, or choose another port: PORT=3001 npm start.`, {
      cause: error,
    });
  if (code === 'EACCES')
    return new StartFailure(`Port ${port} may not be used by this user; choose one above 1023: PORT=3000 npm start.`, { cause: error });
  return error;
}
