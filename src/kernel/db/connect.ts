import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { StartFailure } from '#kernel/errors';
import type { DB } from '../../../db/types.ts';
import type { Database } from './handles.ts';
import { prepareMarked } from './prepared.ts';

const { types } = pg;
const INT8 = 20;
const DATE = 1082;
const NUMERIC = 1700;

/** How values arrive: whole numbers of 8 bytes as bigint (money), days as text (a day has no time zone), decimals as text. */
const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    if (oid === INT8) return (value: string) => BigInt(value);
    if (oid === DATE || oid === NUMERIC) return (value: string) => value;
    return types.getTypeParser(oid, format) as never; // pg types this union too narrowly
  },
};

/** Opens a pool. `size` bounds the connections of this process. */
export function openPool(url: string, { size = 10, name = 'ponte' } = {}): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: size, types: typeParsers, application_name: name });
  // A connection that dies while idle must not take the process with it; the next query opens another.
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    client.on('error', () => {});
    prepareMarked(client);
  });
  return pool;
}

/** Opens a database on a pool. */
export function openDatabase(pool: pg.Pool): Database {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}

interface RolePower {
  name: string;
  superuser: boolean;
  bypassesPolicies: boolean;
  ownsTables: boolean;
}

/**
 * Refuses to serve with a role that row-level security does not bind: superuser, BYPASSRLS, or owner of the tables. `setting`
 * names whose role it is.
 * Refusals: {@link StartFailure} with what to do.
 */
export async function requireWeakRole(pool: pg.Pool, setting = 'DATABASE_URL'): Promise<void> {
  const { rows } = await pool.query<RolePower>(`
    select current_user as name,
           rolsuper as superuser,
           rolbypassrls as "bypassesPolicies",
           exists (
             select from pg_class
              join pg_namespace on pg_namespace.oid = relnamespace
             where nspname in ('kernel', 'access') and pg_has_role(current_user, relowner, 'usage')
           ) as "ownsTables"
      from pg_roles
     where rolname = current_user`);
  const role = rows[0];
  if (!role) throw new StartFailure(`The database does not know its own user; check ${setting}.`);
  const reason = role.superuser
    ? 'is a superuser'
    : role.bypassesPolicies
      ? 'bypasses row-level security'
      : role.ownsTables
        ? 'owns the tables'
        : null;
  if (reason) {
    throw new StartFailure(
      `The database role "${role.name}" of ${setting} ${reason}, so the protection of personal files would not hold; use the role ponte_app (docs/operations/install.md).`,
    );
  }
}
