import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { StartFailure } from '#kernel/errors';
import type { ArchiveSource, Manifest } from './archive.ts';
import type { ByteSource } from './byte-reader.ts';
import { readHistory, readSequences, readTables, requireSeenWhole, SESSION, tableName, target, type CatalogueTable } from './catalogue.ts';
import { loadOrder } from './load-order.ts';

/** How often the tables may change under a backup that begins, e.g. by a migration that runs. */
const TRIES = 5;
const LINE_FEED = 0x0a;

/** One moment of the database: what it holds, and its rows as streams. */
export type Snapshot = Pick<ArchiveSource, 'openTable'> & { readonly manifest: Omit<Manifest, 'version'> };

/**
 * Runs `work` on one snapshot of the database while it serves: writers go on, changes of the tables themselves wait.
 * Refusals: {@link StartFailure} where there is nothing to back up, or the role does not see every row.
 */
export async function inSnapshot<T>(owner: pg.Pool, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const client = await owner.connect();
  try {
    const tables = await beginSnapshot(client);
    requireSeenWhole(tables);
    const { rows } = await client.query<{ postgres: string }>(`select current_setting('server_version') as postgres`);
    const manifest = {
      postgres: rows[0]?.postgres ?? '',
      ...(await readHistory(client)),
      tables: loadOrder(tables.map((table) => ({ ...table, name: table.key, table: table.name }))).map(({ schema, table, columns }) => ({
        schema,
        name: table,
        columns,
      })),
      sequences: await readSequences(client),
    };
    const done = await work({
      manifest,
      openTable: (table) => counted(client.query(copyTo(`copy ${target(table)} to stdout`))),
    });
    await client.query('commit');
    client.release();
    return done;
  } catch (error) {
    // A stream broken off leaves the connection in the middle of a table, so it is not used again.
    client.release(true);
    throw error;
  }
}

function counted(rows: ByteSource): { data: ByteSource; rows: () => number } {
  let count = 0;
  return {
    data: (async function* () {
      for await (const piece of rows) {
        count += countRows(piece);
        yield piece;
      }
    })(),
    rows: () => count,
  };
}

/** How many rows end in a piece of COPY's text format: each ends with a line feed, and no value holds one. */
export function countRows(piece: Buffer): number {
  let count = 0;
  for (let at = piece.indexOf(LINE_FEED); at >= 0; at = piece.indexOf(LINE_FEED, at + 1)) count += 1;
  return count;
}

/** The locks come before the snapshot, so that what the catalogue says and what the tables hold are of one moment. */
async function beginSnapshot(client: pg.ClientBase): Promise<CatalogueTable[]> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const expected = await readTables(client);
    if (!expected.some(({ key }) => key === 'migrations.applied'))
      throw new StartFailure('There is nothing to back up: this database holds no network.');
    await client.query(`begin isolation level repeatable read read only; ${SESSION}`);
    await client.query(`lock table ${expected.map(tableName).join(', ')} in access share mode`);
    const tables = await readTables(client);
    if (JSON.stringify(tables) === JSON.stringify(expected)) return tables;
    await client.query('rollback');
  }
  throw new StartFailure(
    'The tables of the database keep changing, so no backup could be taken: wait until the migration has ended and try again.',
  );
}
