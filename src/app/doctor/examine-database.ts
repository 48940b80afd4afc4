import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { asSystem } from '#kernel/db';
import { projectRoot } from '#kernel/i18n';
import { readQueue } from '#kernel/jobs';
import { readTables } from '../backup/catalogue.ts';
import type { Databases } from '../boot/open-databases.ts';
import { note, ok, problem, type Examination, type Outcome } from './finding.ts';
import { runChecks } from './run-checks.ts';

/** Tables without row security: their rows are of no person, and the roles' grants are all that they have. */
export const WITHOUT_ROW_SECURITY: ReadonlySet<string> = new Set(['migrations.applied']);

/** How long a job may be due before nobody works on it. */
const DUE_MINUTES = 15;

/** What the doctor looks at in the database itself. */
export function databaseExaminations(databases: Databases): Examination[] {
  const { pools } = databases;
  return [
    { name: 'database', run: () => examineServer(pools.owner) },
    { name: 'roles', run: () => examineRoles(pools) },
    { name: 'migrations', run: () => examineMigrations(pools.owner) },
    { name: 'row security', run: () => examineRowSecurity(pools.owner) },
    { name: 'invariants', run: () => examineInvariants(pools.owner) },
    { name: 'jobs', run: () => examineQueue(databases) },
  ];
}

async function examineServer(owner: pg.Pool): Promise<Outcome> {
  const { rows } = await owner.query<{ version: string; encoding: string; size: string }>(
    `select current_setting('server_version') as version, current_setting('server_encoding') as encoding, pg_size_pretty(pg_database_size(current_database())) as size`,
  );
  const server = rows[0];
  if (server?.encoding !== 'UTF8')
    return problem(
      `the database is encoded in ${server?.encoding}, so not every name can be written.`,
      'Make a new database with encoding UTF8 and restore a backup into it.',
    );
  return ok(`PostgreSQL ${server.version}, ${server.size}`);
}

async function examineRoles({ app, jobs, owner }: Databases['pools']): Promise<Outcome> {
  const powerful: string[] = [];
  for (const pool of [app, jobs, owner]) {
    const { rows } = await pool.query<{ name: string; powers: string[] }>(`
      select rolname as name,
             array_remove(array[case when rolsuper then 'superuser' end, case when rolbypassrls then 'bypassrls' end,
                                case when rolcreaterole then 'createrole' end, case when rolreplication then 'replication' end], null) as powers
        from pg_roles
       where rolname = current_user`);
    for (const { name, powers } of rows) if (powers.length > 0) powerful.push(`${name} (${powers.join(', ')})`);
  }
  if (powerful.length === 0) return ok('app, owner and jobs have no more power than they need');
  return problem(
    `too much power: ${powerful.join('; ')}.`,
    'Take it away: alter role … nosuperuser nobypassrls nocreaterole noreplication.',
  );
}

async function examineMigrations(owner: pg.Pool): Promise<Outcome> {
  const files = (await readdir(join(projectRoot(), 'db/migrations'))).filter((name) => name.endsWith('.sql'));
  const { rows } = await owner.query<{ name: string }>('select name from migrations.applied');
  const seen = new Set(rows.map(({ name }) => name));
  const waiting = files.filter((name) => !seen.has(name));
  const unknown = [...seen].filter((name) => !files.includes(name));
  if (unknown.length > 0) return problem(`the database was migrated by a newer Ponte (${unknown.join(', ')}).`, 'Run that version.');
  return waiting.length === 0
    ? ok(`${seen.size} applied, none waits`)
    : problem(`${waiting.join(', ')} not applied yet.`, 'Run ponte migrate.');
}

async function examineRowSecurity(owner: pg.Pool): Promise<Outcome> {
  const client = await owner.connect();
  const tables = await readTables(client).finally(() => client.release());
  const blind = tables.filter(({ seenWhole }) => !seenWhole).map(({ key }) => key);
  const open = tables
    .filter(({ key, schema, forced }) => !forced && schema !== 'graphile_worker' && !WITHOUT_ROW_SECURITY.has(key))
    .map(({ key }) => key);
  if (open.length > 0)
    return problem(`not forced on ${open.join(', ')}.`, 'Somebody changed the tables: compare with db/schema.sql and put it back.');
  if (blind.length > 0)
    return problem(
      `hides rows of ${blind.join(', ')} from the owner, so backups and checks miss them.`,
      'Add the policy owner_all in a migration.',
    );
  return ok(`forced on ${tables.filter(({ forced }) => forced).length} tables, and the owner sees them whole`);
}

async function examineInvariants(owner: pg.Pool): Promise<Outcome> {
  const { ran, broken } = await runChecks(owner);
  if (broken.length === 0) return ok(`${ran} hold`);
  const told = broken.map(({ name, rule, remedy, rows }) => `\n           ${name} (${rows.length} rows): ${rule} ${remedy}`);
  return problem(`${broken.length} of ${ran} do not hold.`, `Look at db/checks:${told.join('')}`);
}

async function examineQueue({ jobs }: Databases): Promise<Outcome> {
  const { waiting, retrying, givenUp, oldestDueAt } = await asSystem(jobs, async (trx) => await readQueue(trx));
  const minutes = oldestDueAt ? Math.round((Date.now() - oldestDueAt.getTime()) / 60_000) : 0;
  if (minutes > DUE_MINUTES)
    return problem(
      `the oldest job has been due for ${minutes} minutes.`,
      'No worker runs: start Ponte, or ponte worker where servers run with WORKER=0.',
    );
  if (givenUp.length > 0) {
    const told = givenUp.map(({ task, jobs: count, lastError }) => `${task} (${count}: ${lastError?.split('\n')[0] ?? 'no reason kept'})`);
    return problem(`given up: ${told.join('; ')}.`, 'Put the reason right; what was to be sent must be sent by hand.');
  }
  return retrying > 0 ? note(`${waiting} wait, ${retrying} of them after a failure`) : ok(`${waiting} wait`);
}
