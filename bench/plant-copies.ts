import type pg from 'pg';
import { loadOrder } from '../src/app/backup/load-order.ts';
import { readTables, tableName, type CatalogueTable } from '../src/app/backup/catalogue.ts';

interface Column {
  name: string;
  type: string;
  identity: boolean;
  /** Part of a key or of another index that holds each value once. */
  unique: boolean;
  /** Tables that a foreign key with this column leads to. */
  leadsTo: string[];
}

/**
 * Copies the rows of every table of some schemas until it has as many as asked for. Copies of rows that refer to each other
 * do so too: a copy's id is a hash of the first id and of the copy's number. As a superuser, without triggers.
 * Answers the rows by table, and what could not be copied.
 */
export async function plantCopies(superuser: pg.Pool, schemas: readonly string[], most: number) {
  const client = await superuser.connect();
  const planted = new Map<string, number>();
  const failed: string[] = [];
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    const all = await readTables(client);
    const ours = all.filter(({ schema, key }) => schemas.includes(schema) || key === 'access.subjects');
    const keys = new Set(ours.map(({ key }) => key));
    for (const { table } of loadOrder(ours.map((one) => ({ name: one.key, refersTo: one.refersTo, table: one })))) {
      await client.query('savepoint one');
      try {
        planted.set(table.key, await copyTable(client, table, keys, most));
      } catch (error) {
        await client.query('rollback to savepoint one');
        failed.push(`${table.key}: ${(error as Error).message}`); // the driver throws errors
      }
    }
    await client.query('commit');
  } finally {
    client.release();
  }
  await superuser.query('vacuum analyze'); // as the database does by itself after a while
  return { planted, failed };
}

async function copyTable(client: pg.ClientBase, table: CatalogueTable, keys: ReadonlySet<string>, most: number): Promise<number> {
  const name = tableName(table);
  const { rows } = await client.query<{ count: number }>(`select count(*)::int as count from ${name}`);
  const there = rows[0]?.count ?? 0;
  if (there === 0 || there >= most) return there;
  const columns = (await readColumns(client, name)).filter(({ name: column, identity }) => table.columns.includes(column) && !identity);
  const exprs = columns.map((column) => copied(column, table, keys));
  const names = columns.map((column) => `"${column.name}"`).join(', ');
  const result = await client.query(
    `insert into ${name} (${names}) select ${exprs.join(', ')} from ${name} t cross join generate_series(1, ${Math.ceil(most / there) - 1}) as n`,
  );
  return there + (result.rowCount ?? 0);
}

function copied({ name, type, unique, leadsTo }: Column, { schema }: CatalogueTable, keys: ReadonlySet<string>): string {
  const own = `t."${name}"`;
  const inside = leadsTo.some((key) => keys.has(key));
  if (type === 'uuid' && (inside || (unique && leadsTo.length === 0))) return `md5(${own}::text || n)::uuid`;
  if (type === 'timestamptz' && schema === 'appointments') return `${own} + n * interval '1 day'`;
  if (leadsTo.length > 0 || !unique) return own;
  if (type === 'text') return `${own} || '-' || n`;
  return type === 'bytea' ? `sha256(${own} || n::text::bytea)` : own;
}

async function readColumns(client: pg.ClientBase, name: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `select a.attname as name, t.typname as type, a.attidentity <> '' as identity,
            exists (select from pg_index i where i.indrelid = a.attrelid and i.indisunique and a.attnum = any (i.indkey)) as unique,
            array(
              select fn.nspname || '.' || f.relname
                from pg_constraint k
                join pg_class f on f.oid = k.confrelid
                join pg_namespace fn on fn.oid = f.relnamespace
               where k.conrelid = a.attrelid and k.contype = 'f' and a.attnum = any (k.conkey)
            ) as "leadsTo"
       from pg_attribute a
       join pg_type t on t.oid = a.atttypid
      where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped`,
    [name],
  );
  return rows;
}
