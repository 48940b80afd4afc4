import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { StartFailure } from '#kernel/errors';
import type { ArchivedTable, ArchiveSink, Manifest } from './archive.ts';
import { deferReferences, proveReferences, readReferences, type Reference } from './references.ts';
import { OURS, readHistory, readTables, tableName, target, type CatalogueTable } from './catalogue.ts';

/** Loads the tables of a backup within the caller's transaction. */
export interface Load extends Pick<ArchiveSink, 'begin' | 'table'> {
  /** Puts guards and sequences in place again and proves every reference. */
  end(manifest: Manifest): Promise<void>;
}

const QUEUE_HISTORY = 'graphile_worker.migrations';

/**
 * Opens a load. Until its end triggers are silent (what they did is in the rows), references of tables that refer to
 * each other in a circle are checked last, and row security does not bind the owner, since COPY refuses to work under it.
 */
export function openLoad(client: pg.ClientBase): Load {
  let tables: CatalogueTable[] = [];
  let circular: Reference[] = [];
  return {
    begin: async (manifest) => {
      tables = await readTables(client);
      await requireKnownQueue(client, manifest);
      requireSameTables(manifest, tables);
      circular = await readCircular(client, manifest.tables);
      await deferReferences(client, circular);
      for (const table of tables) await client.query(`alter table ${tableName(table)} disable trigger user, no force row level security`);
      await client.query(
        `truncate ${tables
          .filter(({ key }) => key !== QUEUE_HISTORY)
          .map(tableName)
          .join(', ')}`,
      );
    },
    table: async (table, data) => {
      if (`${table.schema}.${table.name}` === QUEUE_HISTORY) return await loadQueueHistory(client, table, data);
      return await load(client, target(table), data);
    },
    end: async (manifest) => {
      await proveReferences(client, circular);
      for (const { forced, ...table } of tables) {
        await client.query(`alter table ${tableName(table)} enable trigger user${forced ? ', force row level security' : ''}`);
      }
      await setSequences(client, manifest);
      await refreshViews(client);
      // Nobody works on these jobs any more: without this they would wait four hours for a worker that is gone.
      await client.query('update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null');
      await client.query('update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_at is not null');
    },
  };
}

async function load(client: pg.ClientBase, into: string, data: AsyncIterable<Buffer>): Promise<number> {
  const copy = client.query(copyFrom(`copy ${into} from stdin`));
  await pipeline(Readable.from(data, { objectMode: false }), copy);
  return copy.rowCount;
}

/** The library's tables are made by the library; a newer one knows more migrations than the backup, and keeps its own list. */
async function loadQueueHistory(client: pg.ClientBase, table: ArchivedTable, data: AsyncIterable<Buffer>): Promise<number> {
  await client.query(`create temporary table queue_history (like graphile_worker.migrations) on commit drop`);
  const rows = await load(client, target({ ...table, schema: 'pg_temp', name: 'queue_history' }), data);
  await client.query(`
    update graphile_worker.migrations
       set ts = recorded.ts
      from pg_temp.queue_history recorded
     where recorded.id = migrations.id`);
  return rows;
}

async function requireKnownQueue(client: pg.ClientBase, { queueMigrations }: Manifest): Promise<void> {
  const known = (await readHistory(client)).queueMigrations;
  if (queueMigrations.some((id) => !known.includes(id))) {
    throw new StartFailure(
      'The backup was made by a newer version of Ponte, whose queue this one does not know; restore it with that version.',
    );
  }
}

function requireSameTables(manifest: Manifest, tables: readonly CatalogueTable[]): void {
  const here = new Map(tables.map((table) => [table.key, table.columns]));
  for (const { schema, name, columns } of manifest.tables) {
    const found = here.get(`${schema}.${name}`);
    const missing = found ? columns.filter((column) => !found.includes(column)) : ['all columns'];
    if (missing.length > 0)
      throw new Error(`the backup holds ${missing.join(', ')} of ${schema}.${name}, which its migrations do not make`);
  }
}

/** References to a table that is loaded later, which cannot be checked row by row. */
async function readCircular(client: pg.ClientBase, order: readonly ArchivedTable[]): Promise<Reference[]> {
  const place = new Map(order.map(({ schema, name }, index) => [`${schema}.${name}`, index]));
  const at = (key: string) => place.get(key) ?? -1;
  return (await readReferences(client)).filter(({ from, to }) => at(to) > at(from));
}

async function setSequences(client: pg.ClientBase, manifest: Manifest): Promise<void> {
  for (const { schema, name, last } of manifest.sequences) {
    const sequence = tableName({ schema, name });
    if (last !== null) await client.query('select setval($1, $2::bigint, true)', [sequence, last]);
    else
      await client.query('select setval($1, start_value, false) from pg_sequences where schemaname = $2 and sequencename = $3', [
        sequence,
        schema,
        name,
      ]);
  }
}

async function refreshViews(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select schemaname as schema, matviewname as name from pg_matviews n where ${OURS.replaceAll('n.nspname', 'n.schemaname')}`,
  );
  for (const view of rows) await client.query(`refresh materialized view ${tableName(view)}`);
}
