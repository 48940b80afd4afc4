import type { Client } from 'pg';
import { matchesVerifier, scramVerifier } from './scram.ts';
import type { DatabaseSecrets } from './secrets.ts';

/** The database of a network, and the roles that log in to it. */
export const DATABASE = 'ponte';
const LOGIN_ROLES = ['ponte_owner', 'ponte_app', 'ponte_jobs'] as const satisfies (keyof DatabaseSecrets)[];

interface RoleState {
  name: string;
  verifier: string | null;
  weak: boolean;
}

/**
 * Makes the roles and the database, or brings them back to what they must be: roles that log in and have no power of
 * the server's, a database that only they may enter. What each may do in it is granted by the migrations.
 */
export async function ensureRoles(client: Client, secrets: DatabaseSecrets): Promise<void> {
  const { rows } = await client.query<RoleState>(`
    select rolname as name,
           rolpassword as verifier,
           rolcanlogin and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication) as weak
      from pg_authid
     where rolname like 'ponte\\_%'`);
  for (const role of LOGIN_ROLES) {
    const state = rows.find((row) => row.name === role);
    if (!state) await client.query(`create role ${role}`);
    if (state?.weak && matchesVerifier(secrets[role], state.verifier)) continue;
    await client.query(
      `alter role ${role} login nosuperuser nobypassrls nocreaterole nocreatedb noreplication password '${scramVerifier(secrets[role])}'`,
    );
  }
  await ensureDatabase(client);
}

async function ensureDatabase(client: Client): Promise<void> {
  const { rows } = await client.query<{ owner: string; closed: boolean }>(
    `
    select pg_get_userbyid(datdba) as owner,
           has_database_privilege('ponte_app', datname, 'connect')
             and has_database_privilege('ponte_jobs', datname, 'connect')
             and not has_database_privilege('public', datname, 'connect') as closed
      from pg_database
     where datname = $1`,
    [DATABASE],
  );
  const found = rows[0];
  if (!found) await client.query(`create database ${DATABASE} owner ponte_owner template template0`);
  else if (found.owner !== 'ponte_owner') await client.query(`alter database ${DATABASE} owner to ponte_owner`);
  if (found?.closed) return;
  // A new database lets everybody in; the server's own two hold nothing for these roles.
  await client.query(`revoke all on database ${DATABASE}, postgres, template1 from public`);
  await client.query(`grant connect on database ${DATABASE} to ponte_app, ponte_jobs`);
}
