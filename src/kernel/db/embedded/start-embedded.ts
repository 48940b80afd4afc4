import { resolve } from 'node:path';
import { untilInterrupted } from './interruption.ts';
import { inTurn, openServer, type OpenServer } from './open-server.ts';
import { askToStop, stopPostmaster } from './postmaster.ts';
import { DATABASE } from './roles.ts';
import type { DatabaseSecrets } from './secrets.ts';

export interface EmbeddedOptions {
  /** The folder of PONTE_DATA: the database files are in `postgres` in it. */
  dataDirectory: string;
  /** False for tests only: quicker, and a power cut may destroy the database. */
  durable?: boolean;
  /** Told what a person should know, a sentence each. */
  log?: (message: string) => void;
}

/** A running embedded PostgreSQL server. */
export interface EmbeddedPostgres {
  /** "18.4" */
  version: string;
  /** Database `postgres` as superuser: only for tests and for making databases. */
  superuserUrl: string;
  /** Database `ponte` as ponte_owner, ponte_app and ponte_jobs. */
  ownerUrl: string;
  appUrl: string;
  jobsUrl: string;
  /** It ran already: left by a process that was killed, or used by another one. */
  adopted: boolean;
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL of a data folder, or takes over the one that a killed process left. `stop()` ends it
 * whoever else is connected. Take {@link lockDataFolder} first. Refusals: StartFailure with what to do.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const server = await open(options);
  return embedded(server, async () => {
    server.client.leave();
    await stopPostmaster(server.postmaster, server.cluster, server.binaries);
  });
}

/**
 * Uses the embedded PostgreSQL of a data folder for one command: joins the running server, or starts it. `stop()` ends
 * it only when nobody else uses it. Refusals: StartFailure with what to do.
 */
export async function connectEmbedded(
  dataDirectory: string,
  options: Omit<EmbeddedOptions, 'dataDirectory'> = {},
): Promise<EmbeddedPostgres> {
  const server = await open({ ...options, dataDirectory });
  return embedded(server, () =>
    inTurn(server.dataDirectory, async () => {
      if (!server.client.leave()) await stopPostmaster(server.postmaster, server.cluster, server.binaries);
    }),
  );
}

function open({ dataDirectory, durable = true, log = () => {} }: EmbeddedOptions): Promise<OpenServer> {
  return untilInterrupted((signal) => openServer({ dataDirectory: resolve(dataDirectory), durable, log, signal }));
}

function embedded(server: OpenServer, end: () => Promise<void>): EmbeddedPostgres {
  // The process ends without stop(): by process.exit or a defect. Asking is all that can be done then.
  const onExit = () => {
    if (!server.client.leave()) askToStop(server.postmaster);
  };
  process.once('exit', onExit);
  let ending: Promise<void> | undefined;
  return {
    version: server.version,
    superuserUrl: urlFor(server, 'postgres', 'postgres'),
    ownerUrl: urlFor(server, 'ponte_owner', DATABASE),
    appUrl: urlFor(server, 'ponte_app', DATABASE),
    jobsUrl: urlFor(server, 'ponte_jobs', DATABASE),
    adopted: server.adopted,
    stop() {
      ending ??= end().then(() => void process.off('exit', onExit));
      return ending;
    },
  };
}

function urlFor(server: OpenServer, role: keyof DatabaseSecrets, database: string): string {
  return `postgres://${role}:${server.secrets[role]}@127.0.0.1:${server.postmaster.port}/${database}`;
}
