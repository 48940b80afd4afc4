import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client, type QueryResultRow } from 'pg';
import { afterEach, expect, test } from 'vitest';
import { StartFailure } from '#kernel/errors';
import { connectEmbedded, lockDataFolder, startEmbedded, type EmbeddedPostgres } from './index.ts';
import { identifyProcess, isAlive } from './process-identity.ts';

const isRoot = process.getuid?.() === 0;
const ended: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ended.splice(0).toReversed()) await end();
});

/** A data folder of its own, removed after the test. */
function dataFolder(): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'ponte-embedded-')), 'data');
  // mkdtemp makes a folder that nobody else may enter; the user that runs PostgreSQL for root must.
  chmodSync(dirname(folder), 0o755);
  ended.push(() => rmSync(dirname(folder), { recursive: true, force: true }));
  return folder;
}

async function start(dataDirectory: string): Promise<EmbeddedPostgres> {
  const server = await startEmbedded({ dataDirectory, durable: false });
  ended.push(() => server.stop());
  return server;
}

async function query<Row extends QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Another Ponte process that serves from the folder until it is killed. */
async function otherPonte(dataDirectory: string, { durable = false, script: more = '' } = {}): Promise<ChildProcess> {
  const script = `
    import { startEmbedded, lockDataFolder } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))};
    const dataDirectory = ${JSON.stringify(dataDirectory)};
    await lockDataFolder(dataDirectory);
    const server = await startEmbedded({ dataDirectory, durable: ${durable} });
    ${more}
    console.log('serving');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  ended.push(() => child.kill('SIGKILL'));
  const ready = await Promise.race([once(child.stdout ?? child, 'data').then(() => true), once(child, 'exit').then(() => false)]);
  expect(ready, 'the other Ponte serves').toBe(true);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

function postmasterPid(dataDirectory: string): number {
  return Number(readFileSync(join(dataDirectory, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

test('makes the database at the first start and opens the same one at the second', async () => {
  const dataDirectory = dataFolder();
  const first = await start(dataDirectory);
  expect(first.version).toMatch(/^18\./);
  expect(first.adopted).toBe(false);
  await query(first.ownerUrl, 'create table public.kept as select 42 as answer');
  await first.stop();
  expect(existsSync(join(dataDirectory, 'postgres', 'postmaster.pid'))).toBe(false);

  const second = await start(dataDirectory);
  expect(second.adopted).toBe(false);
  expect(second.appUrl).toBe(first.appUrl);
  expect(await query(second.ownerUrl, 'select answer from public.kept')).toEqual([{ answer: 42 }]);
});

test('gives the roles no power of the server and lets only them into the database', async () => {
  const server = await start(dataFolder());
  const roles = await query(
    server.superuserUrl,
    `select rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as power from pg_roles where rolname like 'ponte%' order by 1`,
  );
  expect(roles).toEqual(['ponte_app', 'ponte_jobs', 'ponte_owner'].map((rolname) => ({ rolname, power: false })));
  expect(await query(server.appUrl, 'select current_user::text as me')).toEqual([{ me: 'ponte_app' }]);
  expect(await query(server.jobsUrl, 'select current_user::text as me')).toEqual([{ me: 'ponte_jobs' }]);
  await expect(query(server.appUrl, 'create table public.mine ()')).rejects.toThrow('permission denied');
  await expect(query(server.appUrl.replace(/ponte$/, 'postgres'), 'select 1')).rejects.toThrow('permission denied');
  await expect(query(server.appUrl.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow('password authentication failed');
});

test('takes back power that somebody gave to a role', async () => {
  const dataDirectory = dataFolder();
  const server = await start(dataDirectory);
  await query(server.superuserUrl, 'alter role ponte_app superuser bypassrls');
  await server.stop();
  const again = await start(dataDirectory);
  expect(await query(again.appUrl, 'select rolsuper, rolbypassrls from pg_roles where rolname = current_user')).toEqual([
    { rolsuper: false, rolbypassrls: false },
  ]);
});

test('finds Arabic trigrams and the extensions that the migrations need', async () => {
  const server = await start(dataFolder());
  for (const name of ['pg_trgm', 'unaccent', 'btree_gist', 'citext', 'pgcrypto']) await query(server.ownerUrl, `create extension ${name}`);
  const [row] = await query<{ trigrams: string[]; lower: string; plain: string }>(
    server.ownerUrl,
    `select show_trgm('مرحبا') as trigrams, lower('ȘȚÉ') as lower, unaccent('Iași, Chișinău') as plain`,
  );
  expect(row?.trigrams).toHaveLength(6);
  expect(row).toMatchObject({ lower: 'șțé', plain: 'Iasi, Chisinau' });
});

test('adopts the server that a killed Ponte left, and stops it', async () => {
  const dataDirectory = dataFolder();
  const other = await otherPonte(dataDirectory);
  const pid = postmasterPid(dataDirectory);
  await kill(other);
  const server = await start(dataDirectory);
  expect(server.adopted).toBe(true);
  expect(postmasterPid(dataDirectory)).toBe(pid);
  await server.stop();
  expect(isAlive(identifyProcess(pid))).toBe(false);
});

test('recovers what was committed after Ponte and PostgreSQL were both killed', async () => {
  const dataDirectory = dataFolder();
  const other = await otherPonte(dataDirectory, {
    durable: true,
    script: `
      const { default: pg } = await import('pg');
      const client = new pg.Client(server.ownerUrl);
      await client.connect();
      await client.query('create table public.kept as select 42 as answer');`,
  });
  process.kill(postmasterPid(dataDirectory), 'SIGKILL');
  await kill(other);
  expect(existsSync(join(dataDirectory, 'postgres', 'postmaster.pid'))).toBe(true);
  const server = await start(dataDirectory);
  expect(server.adopted).toBe(false);
  expect(await query(server.ownerUrl, 'select answer from public.kept')).toEqual([{ answer: 42 }]);
});

test('is not misled by a postmaster.pid whose number now belongs to another process', async () => {
  const dataDirectory = dataFolder();
  await (await start(dataDirectory)).stop();
  const cluster = join(dataDirectory, 'postgres');
  writeFileSync(join(cluster, 'postmaster.pid'), [process.ppid, cluster, 1, 5432, '', '127.0.0.1', '', 'ready', ''].join('\n'));
  expect((await start(dataDirectory)).adopted).toBe(false);
});

test('begins anew after a first start that was cut off', async () => {
  const dataDirectory = dataFolder();
  const halfMade = join(dataDirectory, 'postgres.new');
  mkdirSync(halfMade, { recursive: true });
  writeFileSync(join(halfMade, 'PG_VERSION'), '18\n');
  await start(dataDirectory);
  expect(existsSync(halfMade)).toBe(false);
});

test('refuses the database of another major version and says what to do', async () => {
  const dataDirectory = dataFolder();
  await (await start(dataDirectory)).stop();
  writeFileSync(join(dataDirectory, 'postgres', 'PG_VERSION'), '15\n');
  await expect(start(dataDirectory)).rejects.toThrow(StartFailure);
  await expect(start(dataDirectory)).rejects.toThrow(/PostgreSQL 15.*ponte backup.*ponte restore/);
});

test('refuses a folder of files that are no database', async () => {
  const dataDirectory = dataFolder();
  mkdirSync(join(dataDirectory, 'postgres'), { recursive: true });
  writeFileSync(join(dataDirectory, 'postgres', 'letter.txt'), 'not a database');
  await expect(start(dataDirectory)).rejects.toThrow(StartFailure);
});

test('refuses a data folder from which another Ponte serves, and takes it once that one was killed', async () => {
  const dataDirectory = dataFolder();
  const other = await otherPonte(dataDirectory);
  await expect(lockDataFolder(dataDirectory)).rejects.toThrow(`in use by another Ponte (process ${other.pid})`);
  await expect(lockDataFolder(dataDirectory)).rejects.toThrow(StartFailure);
  await kill(other);
  const lock = await lockDataFolder(dataDirectory);
  await start(dataDirectory);
  lock.release();
  (await lockDataFolder(dataDirectory)).release();
});

test('joins a running server for a command and leaves it running', async () => {
  const dataDirectory = dataFolder();
  const server = await start(dataDirectory);
  const command = await connectEmbedded(dataDirectory);
  expect(command.adopted).toBe(true);
  await command.stop();
  expect(await query(server.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('stops the server after the last of several commands', async () => {
  const dataDirectory = dataFolder();
  const [one, two] = await Promise.all([
    connectEmbedded(dataDirectory, { durable: false }),
    connectEmbedded(dataDirectory, { durable: false }),
  ]);
  expect(one.adopted).not.toBe(two.adopted);
  const pid = postmasterPid(dataDirectory);
  await one.stop();
  expect(isAlive(identifyProcess(pid))).toBe(true);
  await two.stop();
  expect(isAlive(identifyProcess(pid))).toBe(false);
});

test('sets new passwords when the file that kept them is lost', async () => {
  const dataDirectory = dataFolder();
  const before = await start(dataDirectory);
  await before.stop();
  rmSync(join(dataDirectory, 'postgres-secrets.json'));
  const after = await start(dataDirectory);
  expect(after.appUrl).not.toBe(before.appUrl);
  expect(await query(after.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(statSync(join(dataDirectory, 'postgres-secrets.json')).mode & 0o777).toBe(0o600);
});

test.runIf(isRoot)('as root opens the data folder to the user that runs PostgreSQL, and to nobody else', async () => {
  const dataDirectory = dataFolder();
  mkdirSync(dataDirectory, { mode: 0o700 });
  const server = await start(dataDirectory);
  expect(await query(server.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(statSync(dataDirectory).mode & 0o777).toBe(0o710);
  expect(statSync(dataDirectory).uid).toBe(0);
});

test.runIf(isRoot)('as root keeps the database elsewhere when the data folder lies under a closed one', async () => {
  const dataDirectory = dataFolder();
  chmodSync(dirname(dataDirectory), 0o700);
  const server = await start(dataDirectory);
  const cluster = readlinkSync(join(dataDirectory, 'postgres'));
  ended.unshift(() => rmSync(dirname(cluster), { recursive: true, force: true }));
  expect(await query(server.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(statSync(dirname(dataDirectory)).mode & 0o777).toBe(0o700);
  expect(statSync(cluster).uid).not.toBe(0);
  await server.stop();
  await (await start(dataDirectory)).stop();
  expect(readlinkSync(join(dataDirectory, 'postgres'))).toBe(cluster);
});
