import pg from 'pg';
import { OURS, tableName } from './catalogue.ts';

/** A foreign key that is checked row by row; table and name are quoted for SQL. */
export interface Reference {
  readonly table: string;
  readonly name: string;
  /** `schema.table` of both ends. */
  readonly from: string;
  readonly to: string;
  /** Whether removing the row that is referred to is refused. */
  readonly holds: boolean;
}

/** The foreign keys of our schemas that are not deferrable by themselves. */
export async function readReferences(client: pg.ClientBase): Promise<Reference[]> {
  const { rows } = await client.query<{ schema: string; table: string; name: string; from: string; to: string; holds: boolean }>(`
    select n.nspname as schema, c.relname as table, k.conname as name, n.nspname || '.' || c.relname as from,
           fn.nspname || '.' || f.relname as to, k.confdeltype = 'a' as holds
      from pg_constraint k
      join pg_class c on c.oid = k.conrelid
      join pg_namespace n on n.oid = c.relnamespace
      join pg_class f on f.oid = k.confrelid
      join pg_namespace fn on fn.oid = f.relnamespace
     where k.contype = 'f' and not k.condeferrable and ${OURS}
     order by 1, 2, 3`);
  return rows.map(({ schema, table, name, ...ends }) => ({
    ...ends,
    table: tableName({ schema, name: table }),
    name: pg.escapeIdentifier(name),
  }));
}

/** Leaves the proof of these references for later in the transaction. */
export async function deferReferences(client: pg.ClientBase, references: readonly Reference[]): Promise<void> {
  for (const { table, name } of references)
    await client.query(`alter table ${table} alter constraint ${name} deferrable initially deferred`);
  await client.query('set constraints all deferred');
}

/** Proves what was left for later, and makes the references again what they were. */
export async function proveReferences(client: pg.ClientBase, references: readonly Reference[]): Promise<void> {
  await client.query('set constraints all immediate');
  for (const { table, name } of references) await client.query(`alter table ${table} alter constraint ${name} not deferrable`);
}
