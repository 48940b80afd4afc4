import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runMigrations } from 'graphile-worker';
import type pg from 'pg';
import { StartFailure } from '#kernel/errors';

/** One plain SQL file of db/migrations. */
interface Migration {
  name: string;
  text: string;
  hash: string;
}

const LOCK = 726_573; // any fixed number: two nodes that start together migrate one after the other

async function readMigrations(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).sort();
  return await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(directory, name), 'utf8');
      return { name, text, hash: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/** A migration as the database remembers it. */
export interface AppliedMigration {
  name: string;
  /** SHA-256 of the file. */
  hash: string;
}

/**
 * Brings the database to the newest state, each migration in its own transaction; returns the names applied.
 * Refusals: a migration that changed after it was applied, or a database that a newer version has migrated.
 */
export async function migrate(pool: pg.Pool, directory: string): Promise<string[]> {
  const migrations = await readMigrations(directory);
  return await withMigrationLock(pool, async (client) => {
    await migrateQueue(pool);
    await client.query(HISTORY);
    const { rows } = await client.query<AppliedMigration>('select name, hash from migrations.applied');
    const seen = new Map(rows.map((row) => [row.name, row.hash]));
    requireSameHistory(seen, migrations);
    const applied: string[] = [];
    for (const migration of migrations) {
      if (seen.has(migration.name)) continue;
      await applyMigration(client, migration);
      applied.push(migration.name);
    }
    return applied;
  });
}

/**
 * Brings an empty database to the state that a backup recorded, inside the caller's transaction; the queue's own
 * tables must be there ({@link migrateQueue}). Refusals: a backup of a newer version, or of another history.
 */
export async function migrateTo(client: pg.ClientBase, directory: string, recorded: readonly AppliedMigration[]): Promise<void> {
  const migrations = await readMigrations(directory);
  const newer = recorded.find(({ name }) => !migrations.some((migration) => migration.name === name));
  if (newer) throw new StartFailure(`The backup was made by a newer version of Ponte (${newer.name}); restore it with that version.`);
  const wanted = new Map(recorded.map(({ name, hash }) => [name, hash]));
  requireSameHistory(wanted, migrations);
  await client.query(HISTORY);
  for (const migration of migrations) {
    if (wanted.has(migration.name)) await runMigration(client, migration);
  }
}

/** Makes or renews the tables of the queue, in transactions of the library's own. */
export async function migrateQueue(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool, schema: 'graphile_worker', noHandleSignals: true } as never);
}

/** Runs `work` while no other process migrates or restores this database. */
export async function withMigrationLock<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    return await work(client);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => {});
    client.release();
  }
}

const HISTORY = `
  create schema if not exists migrations;
  create table if not exists migrations.applied (
    name text primary key,
    hash text not null,
    applied_at timestamptz not null default now()
  );
  comment on schema migrations is 'Which migrations this database has seen.';
  comment on table migrations.applied is 'One row per file of db/migrations, with its hash.';
  comment on column migrations.applied.name is 'File name.';
  comment on column migrations.applied.hash is 'SHA-256 of the file as applied.';
  comment on column migrations.applied.applied_at is 'When.';
  grant usage on schema migrations to ponte_app, ponte_jobs;
  grant select on migrations.applied to ponte_app, ponte_jobs`;

async function applyMigration(client: pg.PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query('begin');
    await runMigration(client, migration);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function runMigration(client: pg.ClientBase, migration: Migration): Promise<void> {
  try {
    await client.query(migration.text);
    await client.query('insert into migrations.applied (name, hash) values ($1, $2)', [migration.name, migration.hash]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`migration ${migration.name} failed: ${reason}`, { cause: error });
  }
}

function requireSameHistory(seen: ReadonlyMap<string, string>, migrations: Migration[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration.hash]));
  for (const [name, hash] of seen) {
    const here = known.get(name);
    if (here === undefined) {
      throw new StartFailure(
        `The database was migrated by a newer version of Ponte (${name}); start that version, or restore a backup made before it.`,
      );
    }
    if (here !== hash)
      throw new StartFailure(`The migration ${name} was changed after it was applied; restore the file as it was and add a new migration.`);
  }
}
