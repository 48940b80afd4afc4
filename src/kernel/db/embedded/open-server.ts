import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { StartFailure } from '#kernel/errors';
import { findBinaries } from './binaries.ts';
import { registerClient, type ClientRegistration } from './clients.ts';
import { locateCluster, requireMajor } from './cluster-folder.ts';
import { createCluster, setSuperuserPassword } from './create-cluster.ts';
import { folderFailure, makeDataFolder } from './data-folder-lock.ts';
import { launchPostmaster, type Launch } from './launch-postmaster.ts';
import { findPostmaster, stopPostmaster, waitUntilGone, type Postmaster } from './postmaster.ts';
import { waitForLock } from './process-lock.ts';
import { ensureRoles } from './roles.ts';
import { readSecrets, type DatabaseSecrets } from './secrets.ts';
import { chooseServerAccount, folderOwner } from './server-account.ts';
import { writeServerSettings } from './settings.ts';

/** How long one start may keep another waiting: as long as a recovery takes. */
const TURN_MS = 180_000;

export interface OpenOptions {
  dataDirectory: string;
  durable: boolean;
  log: (message: string) => void;
  signal: AbortSignal;
}

/** A server that runs and has its roles and database, and this process noted as using it. */
export interface OpenServer extends Launch {
  postmaster: Postmaster;
  adopted: boolean;
  version: string;
  secrets: DatabaseSecrets;
  client: ClientRegistration;
}

/**
 * Finds the running server of the data folder, or makes what is missing and starts it. Starts of several processes go
 * one after the other. Refusals: {@link StartFailure}.
 */
export async function openServer(options: OpenOptions): Promise<OpenServer> {
  const { dataDirectory } = options;
  try {
    makeDataFolder(dataDirectory);
    return await inTurn(dataDirectory, () => open(options));
  } catch (error) {
    throw folderFailure(dataDirectory, error);
  }
}

/** Runs `work` while no other process starts, joins or leaves the server of this data folder. */
export async function inTurn<T>(dataDirectory: string, work: () => Promise<T>): Promise<T> {
  const turn = await waitForLock(join(dataDirectory, 'postgres-starting.lock'), TURN_MS);
  if (!('release' in turn)) {
    throw new StartFailure(
      `Another Ponte has been starting the database of ${dataDirectory} for ${TURN_MS / 60_000} minutes: stop it and start again.`,
    );
  }
  try {
    return await work();
  } finally {
    turn.release();
  }
}

async function open({ dataDirectory, durable, log, signal }: OpenOptions): Promise<OpenServer> {
  const account = chooseServerAccount(dataDirectory);
  const binaries = findBinaries(account);
  const cluster = locateCluster(dataDirectory, account, log);
  requireMajor(cluster, binaries.major);
  const secrets = readSecrets(dataDirectory, folderOwner(dataDirectory));
  const launch: Launch = { dataDirectory, cluster, binaries, account, signal };

  const running = await findRunning(cluster);
  if (!running) {
    await createCluster(cluster, binaries, secrets.postgres, { account, signal, durable });
    writeServerSettings(cluster, account, { durable });
  }
  let postmaster = running ?? (await launchPostmaster(launch));
  try {
    let version = await prepare(postmaster, cluster, secrets);
    if (version === null) {
      log('The passwords of the embedded database were lost or changed; new ones are set');
      await stopPostmaster(postmaster, cluster, binaries);
      await setSuperuserPassword(cluster, binaries, secrets.postgres, { account, signal });
      postmaster = await launchPostmaster(launch);
      version = await prepare(postmaster, cluster, secrets);
    }
    if (version === null)
      throw new StartFailure(`The embedded database in ${cluster} does not accept its superuser: look at pg_hba.conf there.`);
    signal.throwIfAborted();
    return {
      ...launch,
      postmaster,
      adopted: running?.process.pid === postmaster.process.pid,
      version,
      secrets,
      client: registerClient(dataDirectory),
    };
  } catch (error) {
    if (!running) await stopPostmaster(postmaster, cluster, binaries);
    throw error;
  }
}

/** A server left by a process that was killed, once it accepts connections; null when there is none or it is ending. */
async function findRunning(cluster: string): Promise<Postmaster | null> {
  for (;;) {
    const found = findPostmaster(cluster);
    if (!found || found.status === 'ready' || found.status === 'standby') return found;
    if (found.status === 'stopping') await waitUntilGone(found, TURN_MS);
    else await sleep(20);
  }
}

/** Brings roles and database up to date and answers the server's version; null when it refuses the superuser's password. */
async function prepare(postmaster: Postmaster, cluster: string, secrets: DatabaseSecrets): Promise<string | null> {
  const client = new Client({
    host: '127.0.0.1',
    port: postmaster.port,
    user: 'postgres',
    database: 'postgres',
    password: secrets.postgres,
  });
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => {});
    if (error instanceof DatabaseError && (error.code === '28P01' || error.code === '28000')) return null;
    throw error;
  }
  try {
    const { rows } = await client.query<{ folder: string; version: string }>(
      `select current_setting('data_directory') as folder, current_setting('server_version') as version`,
    );
    const server = rows[0];
    if (!server || realpathSync(server.folder) !== realpathSync(cluster)) {
      throw new StartFailure(
        `Port ${postmaster.port} belongs to another PostgreSQL (${server?.folder}) than ${cluster}: stop it, or delete ${join(cluster, 'postmaster.pid')}.`,
      );
    }
    await ensureRoles(client, secrets);
    return server.version;
  } finally {
    await client.end();
  }
}
