import { StartFailure } from '#kernel/errors';
import { createLog } from '#kernel/log';
import { openDatabases } from '../boot/open-databases.ts';
import { openNetwork } from '../boot/open-network.ts';
import { buildServer } from '../boot/serve.ts';
import { startJobs } from '../boot/start-jobs.ts';
import { loadDemonstration } from '../demo/load-demonstration.ts';
import { prepareSetup } from '../setup/prepare-setup.ts';
import { isSetupPending } from '../setup/setup-code.ts';
import { greeting } from './greeting.ts';
import type { Command } from './run-command.ts';
import { untilToldToStop } from './stop-signal.ts';

export const startCommand: Command = {
  name: 'start',
  usage: '[--empty]',
  summary: 'Serves the network; the first time it loads the demonstration, or with --empty opens the set-up assistant.',
  run: async (settings, args) => {
    const log = createLog(settings);
    const say = (line: string) => console.log(line);
    const databases = await openDatabases(settings, { command: 'serve', say });
    try {
      const network = await openNetwork(settings, databases, log);
      if (!(await network.profile())) {
        // A network that was begun empty stays empty until its assistant has run, whatever the next start says.
        const empty = !settings.demo || args.includes('--empty') || (await isSetupPending(settings.dataDirectory));
        if (empty) await prepareSetup(settings.dataDirectory, databases, say);
        else await loadDemonstration(network, databases, say);
      }
      const server = await buildServer(network);
      try {
        await server.listen({ port: settings.port, host: settings.host });
      } catch (error) {
        throw listenFailure(error, settings.port);
      }
      const jobs = settings.runsJobs ? await startJobs(network, databases, log) : null;
      say(await greeting(network));
      await untilToldToStop();
      await server.close();
      await jobs?.stop();
      return 0;
    } finally {
      await databases.close();
    }
  },
};

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
