import pg from 'pg';
import { StartFailure } from '#kernel/errors';
import type { ArchivedTable, Manifest } from './archive.ts';

/** Which schemas are Ponte's: all but PostgreSQL's own and `public`, where extensions live. */
export const OURS = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public')`;

/** A table as the catalogue of the connected database knows it. */
export interface CatalogueTable extends ArchivedTable {
  /** `schema.table` */
  readonly key: string;
  readonly refersTo: readonly string[];
  /** Row security binds the owner too (FORCE). */
  readonly forced: boolean;
  /** Whether the connected role sees every row. */
  readonly seenWhole: boolean;
}

/** Whether a policy is about the connected role; 0 stands for everybody. */
const BINDS_ROLE = `exists (select from unnest(p.polroles) as r (role) where case when r.role = 0 then true else pg_has_role(current_user, r.role, 'usage') end)`;

const TABLES = `
  select n.nspname as schema, c.relname as name, n.nspname || '.' || c.relname as key,
         array(
           select a.attname::text
             from pg_attribute a
            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            order by a.attnum
         ) as columns,
         array(
           select distinct fn.nspname || '.' || f.relname
             from pg_constraint k
             join pg_class f on f.oid = k.confrelid
             join pg_namespace fn on fn.oid = f.relnamespace
            where k.conrelid = c.oid and k.contype = 'f'
         ) as "refersTo",
         c.relforcerowsecurity as forced,
         not row_security_active(c.oid)
         or (
           exists (
             select from pg_policy p
              where p.polrelid = c.oid and p.polpermissive and p.polcmd in ('*', 'r')
                and pg_get_expr(p.polqual, p.polrelid) = 'true'
                and ${BINDS_ROLE}
           )
           and not exists (
             select from pg_policy p
              where p.polrelid = c.oid and not p.polpermissive and p.polcmd in ('*', 'r') and ${BINDS_ROLE}
           )
         ) as "seenWhole"
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
   where c.relkind = 'r' and ${OURS}
   order by 1, 2`;

/** The tables of all our schemas. */
export async function readTables(client: pg.ClientBase): Promise<CatalogueTable[]> {
  return (await client.query<CatalogueTable>(TABLES)).rows;
}

/**
 * Refuses to go on where row security would hide rows from the role: a backup of what it sees would be silently empty.
 * Refusals: {@link StartFailure} with the tables.
 */
export function requireSeenWhole(tables: readonly CatalogueTable[]): void {
  const blind = tables.filter(({ seenWhole }) => !seenWhole).map(({ key }) => key);
  if (blind.length > 0) {
    throw new StartFailure(
      `Row-level security hides rows of ${blind.join(', ')} from the role of DATABASE_OWNER_URL, so a backup would miss them: each table needs the policy "owner_all to ponte_owner using (true)" in a new migration.`,
    );
  }
}

/** Where each sequence of our schemas stands; `last` is null while it has given no number. */
export async function readSequences(client: pg.ClientBase): Promise<Manifest['sequences']> {
  const { rows } = await client.query<Manifest['sequences'][number]>(`
    select n.schemaname as schema, n.sequencename as name, n.last_value::text as last
      from pg_sequences n
     where ${OURS.replaceAll('n.nspname', 'n.schemaname')}
     order by 1, 2`);
  return rows;
}

/** The migrations that the database has seen, ours and the queue library's. */
export async function readHistory(client: pg.ClientBase): Promise<Pick<Manifest, 'migrations' | 'queueMigrations'>> {
  const { rows: migrations } = await client.query<{ name: string; hash: string }>(
    'select name, hash from migrations.applied order by name',
  );
  const { rows: queue } = await client.query<{ id: number }>('select id from graphile_worker.migrations order by id');
  return { migrations, queueMigrations: queue.map(({ id }) => id) };
}

/** `schema.table (columns)` as SQL. */
export function target({ schema, name, columns }: ArchivedTable): string {
  return `${tableName({ schema, name })} (${columns.map((column) => pg.escapeIdentifier(column)).join(', ')})`;
}

export function tableName({ schema, name }: { schema: string; name: string }): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
}

/** Values are written and read the same on every server, and no time limit of the server cuts long work off. */
export const SESSION = `
  set local client_encoding = 'UTF8';
  set local datestyle = 'ISO, YMD';
  set local intervalstyle = 'postgres';
  set local bytea_output = 'hex';
  set local extra_float_digits = 3;
  set local statement_timeout = 0;
  set local lock_timeout = 0;
  set local idle_in_transaction_session_timeout = 0`;
