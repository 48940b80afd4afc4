import { join } from 'node:path';
import type pg from 'pg';
import type { Settings } from '#kernel/config';
import { migrate, openDatabase, openPool, requireWeakRole, type Database } from '#kernel/db';
import { StartFailure } from '#kernel/errors';
import { projectRoot } from '#kernel/i18n';
import { connectEmbedded, lockDataFolder, startEmbedded } from '#kernel/db/embedded';

/** The database of a network, opened by role, migrated and checked. */
export interface Databases {
  readonly app: Database;
  readonly read: Database;
  readonly jobs: Database;
  readonly owner: Database;
  /** The application's role on a pool of its own: what identity counts stays when a request is refused. */
  readonly identity: Database;
  /** `read` is `app` where there is no replica. */
  readonly pools: Readonly<Record<'app' | 'read' | 'jobs' | 'owner' | 'identity', pg.Pool>>;
  readonly migrated: readonly string[];
  close(): Promise<void>;
}

interface OpenOptions {
  /** `serve` holds the data folder alone; `once` joins a server that runs. */
  command: 'serve' | 'once';
  say: (line: string) => void;
  migrate?: boolean;
}

interface Addresses {
  app: string;
  owner: string;
  jobs: string;
  stop: () => Promise<void>;
}

/** Opens the embedded database or the server of DATABASE_URL. Refusals: StartFailure, a sentence each. */
export async function openDatabases(settings: Settings, options: OpenOptions): Promise<Databases> {
  const addresses = settings.database ? serverAddresses(settings) : await embeddedAddresses(settings, options);
  const app = openPool(addresses.app, { size: settings.poolSize, name: 'ponte' });
  const replica = settings.database?.read;
  const pools = {
    app,
    read: replica ? openPool(replica, { size: settings.poolSize, name: 'ponte read' }) : app,
    jobs: openPool(addresses.jobs, { size: 5, name: 'ponte jobs' }),
    owner: openPool(addresses.owner, { size: 3, name: 'ponte owner' }),
    identity: openPool(addresses.app, { size: Math.max(2, Math.ceil(settings.poolSize / 2)), name: 'ponte identity' }),
  };
  const close = async () => {
    await Promise.allSettled([...new Set(Object.values(pools))].map((pool) => pool.end()));
    await addresses.stop();
  };
  try {
    await requireReachable(pools.app, 'DATABASE_URL');
    await requireReachable(pools.owner, 'DATABASE_OWNER_URL');
    await requireVersion(pools.owner);
    const migrated = options.migrate === false ? [] : await migrate(pools.owner, join(projectRoot(), 'db/migrations'));
    await requireWeakRole(pools.app);
    await requireReachable(pools.jobs, 'DATABASE_JOBS_URL');
    // Visitors are shown what its role sees: one that is not bound would show them every file.
    await requireReachable(pools.read, 'DATABASE_READ_URL');
    await requireWeakRole(pools.read, 'DATABASE_READ_URL');
    return {
      app: openDatabase(pools.app),
      read: openDatabase(pools.read),
      jobs: openDatabase(pools.jobs),
      owner: openDatabase(pools.owner),
      identity: openDatabase(pools.identity),
      pools,
      migrated,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function serverAddresses(settings: Settings): Addresses {
  const { app, owner, jobs } = settings.database ?? {};
  if (!app || !owner || !jobs) {
    throw new StartFailure('DATABASE_URL is set, so DATABASE_OWNER_URL and DATABASE_JOBS_URL are needed too (docs/operations/install.md).');
  }
  return { app, owner, jobs, stop: async () => {} };
}

async function embeddedAddresses(settings: Settings, options: OpenOptions): Promise<Addresses> {
  if (options.command === 'once') {
    const server = await connectEmbedded(settings.dataDirectory, { log: options.say });
    return { app: server.appUrl, owner: server.ownerUrl, jobs: server.jobsUrl, stop: () => server.stop() };
  }
  const lock = await lockDataFolder(settings.dataDirectory);
  try {
    const server = await startEmbedded({ dataDirectory: settings.dataDirectory, log: options.say });
    const stop = async () => {
      await server.stop();
      lock.release();
    };
    return { app: server.appUrl, owner: server.ownerUrl, jobs: server.jobsUrl, stop };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function requireReachable(pool: pg.Pool, setting: string): Promise<void> {
  try {
    await pool.query('select 1');
  } catch (error) {
    const reason = error instanceof Error ? error.message || ('code' in error ? String(error.code) : error.name) : String(error);
    throw new StartFailure(`The database of ${setting} cannot be used: ${reason}. Check the address, the role and its password.`, {
      cause: error,
    });
  }
}

async function requireVersion(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: number }>("select current_setting('server_version_num')::int / 10000 as version");
  const version = rows[0]?.version ?? 0;
  if (version < 15) throw new StartFailure(`Ponte needs PostgreSQL 15 or newer; the server of DATABASE_URL is version ${version}.`);
}
