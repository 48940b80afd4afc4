import { join } from 'node:path';
import type pg from 'pg';
import { migrate, migrateQueue, migrateTo, withMigrationLock } from '#kernel/db';
import { StartFailure } from '#kernel/errors';
import type { FileStore } from '#kernel/files';
import { projectRoot } from '#kernel/i18n';
import type { MasterKey } from '#kernel/keys';
import type { ArchiveCounts } from './archive.ts';
import { OURS, SESSION } from './catalogue.ts';
import { forgetAgain } from './forget-again.ts';
import { openLoad } from './load-tables.ts';
import { openBackup, readBackup } from './read-backup.ts';

/** Where a backup goes. */
export interface RestoreTarget {
  /** Pool of the owner role. */
  readonly owner: pg.Pool;
  readonly files: FileStore;
  readonly master: MasterKey;
  /** The folder of the migrations. */
  readonly migrations?: string;
}

export interface Restored extends ArchiveCounts {
  readonly madeAt: string;
  /** People erased after the backup was made, who were forgotten again. */
  readonly forgotten: number;
  /** Migrations newer than the backup. */
  readonly migrated: readonly string[];
}

/**
 * Restores a backup into an empty database, all of it or nothing: the tables are made as they were, filled and proved
 * in one transaction, and everybody erased since is forgotten again in it; newer migrations follow. The server may be
 * of another version of PostgreSQL. Refusals: {@link StartFailure} where the database is not empty, the backup is not
 * whole, belongs to another master key or comes from a newer Ponte.
 */
export async function restoreBackup(target: RestoreTarget, path: string): Promise<Restored> {
  const directory = target.migrations ?? join(projectRoot(), 'db/migrations');
  const backup = await openBackup(path, target.master);
  const restored = await withMigrationLock(target.owner, async (client) => {
    await requireEmpty(client);
    await migrateQueue(target.owner);
    const kept: string[] = [];
    try {
      await client.query(`begin; ${SESSION}`);
      const load = openLoad(client);
      const counts = await readBackup(backup, {
        begin: async (manifest) => {
          await migrateTo(client, directory, manifest.migrations);
          await load.begin(manifest);
        },
        table: load.table,
        file: async (id, content) => {
          kept.push(id);
          await target.files.put(id, content);
        },
      });
      await load.end(counts.manifest);
      const forgotten = await forgetAgain(client, target.master);
      await client.query('commit');
      return { ...counts, forgotten };
    } catch (error) {
      await client.query('rollback').catch(() => {});
      for (const id of kept) await target.files.remove(id);
      throw error;
    }
  });
  const migrated = await migrate(target.owner, directory);
  await target.owner.query('analyze');
  const { tables, rows, files, forgotten } = restored;
  return { tables, rows, files, forgotten, migrated, madeAt: backup.header.madeAt };
}

/** The queue's own tables may be there, as an interrupted restore leaves them, but no job in them. */
async function requireEmpty(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ schema: string; tables: number }>(`
    select n.nspname as schema, count(*)::int as tables
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and ${OURS}
     group by n.nspname
     order by n.nspname`);
  const ours = rows.filter(({ schema }) => schema !== 'graphile_worker');
  const queue = rows.length > ours.length ? await client.query('select from graphile_worker._private_jobs limit 1') : null;
  if (ours.length === 0 && !queue?.rowCount) return;
  throw new StartFailure(
    'The database is not empty, and a backup is restored into an empty one only: set PONTE_DATA to a new folder that holds nothing but your keys, or DATABASE_URL to a new database.',
  );
}
