import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { asActor, nobody } from '#kernel/db';
import { identifyProcess, isAlive, lockDataFolder } from '#kernel/db/embedded';
import { openKeyring, openMasterKey } from '#kernel/keys';
import { queueMail } from '#kernel/mail';
import { testDatabase } from '#test/database';
import { plantNetwork } from '#test/plant';
import { buildIfStale } from '../tools/build.ts';

const db = await testDatabase();
/** The built product, as `npm start` runs it. */
const program = join(await buildIfStale(join(import.meta.dirname, '../.cache')), 'server/main.js');
const folders: string[] = [];
const running = new Set<ReturnType<typeof spawn>>();

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ponte-start-'));
  folders.push(folder);
  return folder;
}

/** `ponte start`, or another command, as a process of its own, with these settings and no others of Ponte's. */
async function start(env: Record<string, string>, command: 'start' | 'worker' = 'start') {
  const own = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    HOST: '127.0.0.1',
    PORT: '0',
    DEMO: '0',
    PONTE_DATA: await newFolder(),
    ...env,
  };
  const child = spawn(process.execPath, [program, command], { env: own });
  running.add(child);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => (running.delete(child), resolve(code))));
  return { child, output, ended, folder: own.PONTE_DATA };
}

/** What a start that fails says, and its exit code. */
async function failure(env: Record<string, string>) {
  const { ended, output } = await start(env);
  const code = await ended;
  // Node's own warnings about packages are no words of Ponte's.
  const said = output.stderr.split('\n').filter((line) => line !== '' && !/^\(node:\d+\)|^\(Use `node/.test(line));
  return { code, said };
}

const server = {
  DATABASE_URL: db.urls.app,
  DATABASE_OWNER_URL: db.urls.owner,
  DATABASE_JOBS_URL: db.urls.jobs,
  MASTER_KEY: 'ab'.repeat(32),
};
const changed = (url: string, change: Partial<URL>) => Object.assign(new URL(url), change).href;

describe('a start that cannot be says why in one sentence and ends with 1', () => {
  test('where the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => other.once('listening', listening));
    const { port } = other.address() as AddressInfo; // a TCP server has one
    const { code, said } = await failure({ ...server, PORT: String(port) });
    other.close();
    expect({ code, said }).toEqual({
      code: 1,
      said: [expect.stringMatching(new RegExp(`^Port ${port} is in use by another program; .*PORT=3001 npm start\\.$`))],
    });
  });

  test('where the data folder is in use', async () => {
    const folder = await newFolder();
    const lock = await lockDataFolder(folder);
    const { code, said } = await failure({ PONTE_DATA: folder });
    lock.release();
    expect({ code, said }).toEqual({
      code: 1,
      said: [
        `The data folder ${folder} is in use by another Ponte (process ${process.pid}): stop that one first, or set PONTE_DATA to another folder.`,
      ],
    });
  });

  test('where the data folder holds a database of another PostgreSQL', async () => {
    const folder = await newFolder();
    mkdirSync(join(folder, 'postgres'), { mode: 0o700 });
    writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '14\n');
    const { code, said } = await failure({ PONTE_DATA: folder });
    expect({ code, said }).toEqual({
      code: 1,
      said: [
        expect.stringMatching(
          /^The database in .*postgres was made by PostgreSQL 14, but this version of Ponte brings PostgreSQL \d+: .*"ponte backup".*"ponte restore"/,
        ),
      ],
    });
  });

  test.each([
    [
      'no server answers',
      { DATABASE_URL: changed(db.urls.app, { port: '1' }) },
      /^The database of DATABASE_URL cannot be used: connect ECONNREFUSED .*Check the address, the role and its password\.$/,
    ],
    [
      'there is no such database',
      { DATABASE_URL: changed(db.urls.app, { pathname: '/nowhere' }) },
      /^The database of DATABASE_URL cannot be used: .*(does not exist|permission denied).*\.$/,
    ],
    [
      'there is no such role',
      { DATABASE_URL: changed(db.urls.app, { username: 'nobody_at_all' }) },
      /^The database of DATABASE_URL cannot be used: .*\.$/,
    ],
    [
      'the address is none',
      { DATABASE_URL: 'mysql://localhost/ponte' },
      /^Settings are wrong: DATABASE_URL must be an address that begins with postgres:\/\/ or postgresql:\/\/\.$/,
    ],
    [
      'the owner is not named',
      { DATABASE_OWNER_URL: '' },
      /^DATABASE_URL is set, so DATABASE_OWNER_URL and DATABASE_JOBS_URL are needed too/,
    ],
    [
      'the role is a superuser',
      { DATABASE_URL: db.urls.superuser },
      /^The database role "\w+" of DATABASE_URL is a superuser, so the protection of personal files would not hold; use the role ponte_app/,
    ],
    ['the role owns the tables', { DATABASE_URL: db.urls.owner }, /^The database role "ponte_owner" of DATABASE_URL owns the tables/],
    ['there is no master key', { MASTER_KEY: '' }, /^With DATABASE_URL set, Ponte needs its master key: set MASTER_KEY or MASTER_KEY_FILE/],
    ['the master key is cut short', { MASTER_KEY: 'abc' }, /^Settings are wrong: MASTER_KEY must be 64 hexadecimal digits\.$/],
    ['a setting is no number', { PORT: 'three thousand' }, /^Settings are wrong: PORT /],
  ])('where %s', async (_what, env, sentence) => {
    expect(await failure({ ...server, ...env })).toEqual({ code: 1, said: [expect.stringMatching(sentence)] });
  });

  test('where a newer Ponte has migrated the database', async () => {
    await db.superuser.query(`insert into migrations.applied (name, hash) values ('9999_newer.sql', 'x')`);
    const { code, said } = await failure(server);
    await db.superuser.query(`delete from migrations.applied where name = '9999_newer.sql'`);
    expect({ code, said }).toEqual({
      code: 1,
      said: [expect.stringMatching(/^The database was migrated by a newer version of Ponte \(9999_newer\.sql\); start that version/)],
    });
  });
});

test('a start with the embedded database serves, survives being killed, and leaves nothing behind when it is told to stop', async () => {
  const first = await start({});
  await serving(first);
  const { folder } = first;
  const postmaster = async () => Number((await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0]);
  process.kill(await postmaster(), 'SIGKILL');
  first.child.kill('SIGKILL');
  await first.ended;
  const second = await start({ PONTE_DATA: folder });
  await serving(second);
  const postgres = identifyProcess(await postmaster());
  expect(isAlive(postgres)).toBe(true);
  second.child.kill('SIGINT');
  expect(await second.ended).toBe(0);
  // Ended, though its entry may stay until the system's first process asks for it: that is the system's to clear away.
  expect(isAlive(postgres)).toBe(false);
});

test('a worker of its own takes the jobs that others add, and ends when it is told to stop', async () => {
  await plantNetwork(db, true); // whose messages are shown on a page instead of being sent
  const worker = await start({ ...server, DEMO: '1' }, 'worker');
  await serving(worker);
  const stateOf = async (id: string) => {
    const { rows } = await db.superuser.query<{ state: string }>('select state from mail.messages where id = $1', [id]);
    return rows[0]?.state;
  };
  const master = await openMasterKey({ dataDirectory: worker.folder, masterKey: server.MASTER_KEY, required: true });
  const keyring = await openKeyring(db.owner, master);
  const mail = { to: { address: 'somebody@example.org' }, subject: 'A job', text: 'For the worker.', language: 'en' };
  const id = await asActor(db.app, nobody, async (trx) => await queueMail(trx, keyring, mail));
  await expect.poll(async () => await stateOf(id), { timeout: 30_000 }).toBe('shown');
  worker.child.kill('SIGINT');
  expect(await worker.ended).toBe(0);
  const after = await asActor(db.app, nobody, async (trx) => await queueMail(trx, keyring, mail));
  expect(await stateOf(after)).toBe('queued');
});

async function serving({ output, ended }: Awaited<ReturnType<typeof start>>): Promise<void> {
  let over = false;
  void ended.then(() => (over = true));
  while (!output.stdout.includes('Ctrl-C stops')) {
    if (over) throw new Error(`it ended: ${output.stderr}`);
    await new Promise((later) => setTimeout(later, 50));
  }
}
