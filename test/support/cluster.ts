import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate, openPool } from '#kernel/db';

export const migrations = join(import.meta.dirname, '../../db/migrations');

/** Addresses of one database, by role; `superuser` only for set-up and proofs. */
export interface TestUrls {
  superuser: string;
  owner: string;
  app: string;
  jobs: string;
}

/** A running cluster for tests: the embedded PostgreSQL, or the server of TEST_DATABASE_URL (a superuser's address). */
export interface TestCluster {
  superuser: string;
  passwords: Record<'owner' | 'app' | 'jobs', string>;
  stop(): Promise<void>;
}

const ROLES = ['owner', 'app', 'jobs'] as const;

export async function startTestCluster(): Promise<TestCluster> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { superuser: given, passwords: await makeRoles(given), stop: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'ponte-test-'));
  const { startEmbedded } = await import('../../src/kernel/db/embedded/index.ts');
  const embedded = await startEmbedded({ dataDirectory: folder, durable: false });
  return {
    superuser: embedded.superuserUrl,
    passwords: await makeRoles(embedded.superuserUrl),
    stop: async () => {
      await embedded.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function makeRoles(superuser: string): Promise<TestCluster['passwords']> {
  const passwords = { owner: secret(), app: secret(), jobs: secret() };
  await asSuperuser(superuser, async (client) => {
    for (const role of ROLES) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [`ponte_${role}`]);
      if (!rowCount) await client.query(`create role ponte_${role} login nosuperuser nobypassrls`);
      await client.query(`alter role ponte_${role} login password '${passwords[role]}'`);
    }
  });
  return passwords;
}

/** Makes a database: empty and migrated, or a copy of a template. */
export async function makeDatabase(
  cluster: Pick<TestCluster, 'superuser' | 'passwords'>,
  name: string,
  template?: string,
): Promise<TestUrls> {
  await asSuperuser(cluster.superuser, async (client) => {
    await client.query(
      `create database ${name} owner ponte_owner ${template ? `template ${template} strategy file_copy` : "encoding 'UTF8' template template0"}`,
    );
    await client.query(`revoke all on database ${name} from public`);
    await client.query(`grant connect on database ${name} to ponte_app, ponte_jobs`);
  });
  const urls = urlsOf(cluster, name);
  if (!template) {
    const pool = openPool(urls.owner, { size: 3 });
    await migrate(pool, migrations).finally(() => pool.end());
  }
  return urls;
}

export function urlsOf(cluster: Pick<TestCluster, 'superuser' | 'passwords'>, name: string): TestUrls {
  const address = (user: string | null, password: string | null) => {
    const url = new URL(cluster.superuser);
    url.pathname = `/${name}`;
    if (user) url.username = user;
    if (password) url.password = password;
    return url.href;
  };
  return {
    superuser: address(null, null),
    owner: address('ponte_owner', cluster.passwords.owner),
    app: address('ponte_app', cluster.passwords.app),
    jobs: address('ponte_jobs', cluster.passwords.jobs),
  };
}

export async function dropDatabase(superuser: string, name: string): Promise<void> {
  await asSuperuser(superuser, async (client) => {
    await client.query(`drop database if exists ${name} with (force)`);
  });
}

/** Drops every database whose name begins so. */
export async function dropDatabases(superuser: string, beginning: string): Promise<void> {
  await asSuperuser(superuser, async (client) => {
    const { rows } = await client.query<{ name: string }>('select datname as name from pg_database where starts_with(datname, $1)', [
      beginning,
    ]);
    for (const { name } of rows) await client.query(`drop database if exists ${name} with (force)`);
  });
}

export async function asSuperuser<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Runs `work` on a freshly migrated database that is gone afterwards. */
export async function withScratchDatabase<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const cluster = await startTestCluster();
  const name = `scratch_${secret().slice(0, 8)}`;
  try {
    const urls = await makeDatabase(cluster, name);
    return await asSuperuser(urls.superuser, work);
  } finally {
    await dropDatabase(cluster.superuser, name);
    await cluster.stop();
  }
}

export function secret(): string {
  return randomBytes(12).toString('hex');
}
