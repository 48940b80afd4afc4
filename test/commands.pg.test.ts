import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { newId } from '#kernel/db';
import { openKeyring, openMasterKey } from '#kernel/keys';
import { setPasswordByLink, signInWithPassword } from '#kernel/identity';
import { readSettings } from '#kernel/config';
import { loadMessages } from '#kernel/i18n';
import { testDatabase } from '#test/database';
import { openIdentity } from '../src/app/boot/open-identity.ts';
import { runCommand } from '../src/app/commands/run-command.ts';

const db = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), 'ponte-commands-'));
const env = {
  PONTE_DATA: folder,
  DATABASE_URL: db.urls.app,
  DATABASE_OWNER_URL: db.urls.owner,
  DATABASE_JOBS_URL: db.urls.jobs,
  MASTER_KEY: 'ab'.repeat(32),
  PUBLIC_URL: 'https://offices.example',
  LOG_LEVEL: 'silent',
};
let printed: string[] = [];

beforeEach(() => {
  printed = [];
  const keep = (line: string) => void printed.push(line);
  vi.spyOn(console, 'log').mockImplementation(keep);
  vi.spyOn(console, 'error').mockImplementation(keep);
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => await rm(folder, { recursive: true, force: true }));

const ponte = async (...args: string[]) => await runCommand(args, env);

describe('ponte user', () => {
  test('adds the first administrator, whose link sets a password that signs in', async () => {
    expect(await ponte('user', 'add', 'ada@offices.example', '--name', 'Ada Example', '--role', 'administrator')).toBe(0);
    const link = printed.at(-1) ?? '';
    expect(link).toMatch(/^https:\/\/offices\.example\/en\/sign-in\/password\/.+/);
    const settings = readSettings(env);
    const keyring = await openKeyring(db.owner, await openMasterKey({ dataDirectory: folder, masterKey: env.MASTER_KEY, required: true }));
    const identity = openIdentity({
      settings,
      databases: { identity: db.app },
      keyring,
      catalogue: loadMessages(undefined, { missing: 'english' }),
      publicUrl: env.PUBLIC_URL,
    });
    await setPasswordByLink(identity, { token: link.split('/').at(-1) ?? '', password: 'seven-quiet-bridges' });
    const signedIn = await signInWithPassword(
      identity,
      { ip: '192.0.2.1' },
      { email: 'ada@offices.example', password: 'seven-quiet-bridges' },
    );
    expect(signedIn).toBeTruthy();
    printed = [];
    await ponte('user', 'list');
    expect(printed).toEqual(['ada@offices.example  Ada Example  [administrator]  has no second factor yet']);
  });

  test('writes into the audit what it did, without an actor', async () => {
    const { rows } = await db.superuser.query(
      `select verb, actor from audit.entries where verb in ('identity.invited', 'access.grant-role') order by verb`,
    );
    expect(rows).toEqual([
      { verb: 'access.grant-role', actor: null },
      { verb: 'identity.invited', actor: null },
    ]);
  });

  test('takes off a lost second factor and ends the sessions', async () => {
    const { rows } = await db.superuser.query<{ id: string }>(`select id from identity.accounts where email = 'ada@offices.example'`);
    const id = rows[0]!.id;
    await db.superuser.query(
      `insert into identity.authenticators (account_id, sealed, last_step, confirmed_at) values ($1, '\\x00', 0, now())`,
      [id],
    );
    expect(await ponte('user', 'reset-second-factor', 'ada@offices.example')).toBe(0);
    for (const table of ['authenticators', 'passkeys', 'recovery_codes', 'sessions']) {
      expect((await db.superuser.query(`select from identity.${table} where account_id = $1`, [id])).rowCount).toBe(0);
    }
  });

  test('closes an account and opens it again', async () => {
    await ponte('user', 'suspend', 'ada@offices.example');
    await ponte('user', 'list');
    expect(printed.at(-1)).toMatch(/closed$/);
    await ponte('user', 'resume', 'ada@offices.example');
    await ponte('user', 'list');
    expect(printed.at(-1)).not.toMatch(/closed$/);
  });

  test.each([
    [['add', 'ada@offices.example', '--name', 'Ada', '--role', 'administrator'], 'This account already holds this role here.'],
    [['suspend', 'nobody@offices.example'], 'No account of staff has the address nobody@offices.example'],
    [['add', 'b@offices.example'], 'Name the person'],
    [['add', 'b@offices.example', '--name', 'B', '--role', 'provider'], '"provider" is no role for the whole network'],
    [['dance'], 'Use: ponte user'],
  ])('refuses %j in one sentence', async (args, sentence) => {
    await expect(ponte('user', ...args)).rejects.toThrow(sentence);
  });
});

describe('ponte doctor', () => {
  const line = (name: string) => printed.find((one) => one.includes(` ${name}: `)) ?? '';

  test('tells each thing in one line, and what to do', async () => {
    expect(await ponte('doctor')).toBe(1);
    expect(line('database')).toMatch(/^ok {7}database: PostgreSQL \d+/);
    for (const name of ['roles', 'migrations', 'row security', 'invariants', 'jobs', 'keys', 'audit', 'files', 'disk'])
      expect(line(name)).toMatch(/^ok /);
    expect(line('mail')).toMatch(/^PROBLEM {2}mail: no mail server is set, .* Set SMTP_URL\.$/);
    expect(line('backups')).toMatch(/^PROBLEM {2}backups: there is none in .* Run ponte backup/);
  });

  test('is content with the backups once there is one', async () => {
    expect(await ponte('backup')).toBe(0);
    expect((await readdir(join(folder, 'backups'))).length).toBe(1);
    await ponte('doctor');
    expect(line('backups')).toMatch(/^ok {7}backups: the newest, manual-.* is 0 hours old/);
  });

  test('finds an invariant that is broken, a changed audit, a missing file, a job given up and a table laid open', async () => {
    const office = newId();
    const person = newId();
    await db.superuser.query(`insert into access.subjects (id, custodian_id) values ($1, $2)`, [person, office]);
    await db.superuser.query(
      `insert into files.files (id, sealed_name, media_type, bytes, sha256, uploaded_by) values ($1, '\\x00', 'application/pdf', 1, $2, $3)`,
      [newId(), 'a'.repeat(64), newId()],
    );
    await db.superuser.query(
      `alter table audit.entries disable trigger user; update audit.entries set at = at - interval '3 days'; alter table audit.entries enable trigger user`,
    );
    await db.superuser.query(
      `select graphile_worker.add_job('app.unknown', max_attempts => 1); update graphile_worker._private_jobs set attempts = 1, last_error = 'no such host'`,
    );
    await db.superuser.query(`alter table people.people no force row level security`);
    expect(await ponte('doctor')).toBe(1);
    expect(line('invariants')).toMatch(
      /access-custody-of-an-office \(1 rows\): Every file is in the custody of an office that exists\. Nobody can open the file\. Find its office/i,
    );
    expect(line('files')).toMatch(/^PROBLEM {2}files: 1 of 1 are not as they were kept: .* missing\./);
    expect(line('audit')).toMatch(/^PROBLEM {2}audit: the chain is broken at entries that no seal covers/);
    expect(line('jobs')).toMatch(/^PROBLEM {2}jobs: given up: app\.unknown \(1: no such host\)/);
    expect(line('row security')).toMatch(/^PROBLEM {2}row security: not forced on people\.people/);
    await db.superuser.query(
      'delete from access.subjects; delete from graphile_worker._private_jobs; alter table people.people force row level security',
    );
  });

  test('says when the master key is another', async () => {
    await expect(runCommand(['doctor'], { ...env, MASTER_KEY: 'cd'.repeat(32) })).resolves.toBe(1);
    expect(line('keys')).toMatch(/^PROBLEM {2}keys: The master key does not open this network's data/);
  });
});

describe('ponte', () => {
  test('explains each command, and says what it does not know', async () => {
    expect(await ponte('--help')).toBe(0);
    for (const name of ['start', 'worker', 'migrate', 'import', 'export', 'backup', 'restore', 'user', 'doctor'])
      expect(printed.join('\n')).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
    expect(await ponte('dance')).toBe(2);
    expect(await ponte('backup', '--help')).toBe(0);
    await expect(ponte('backup', '--loud')).rejects.toThrow("Unknown option '--loud'. Use: ponte backup [--to <file>]");
  });

  test('refuses to restore over what is there', async () => {
    const [name] = await readdir(join(folder, 'backups'));
    await expect(ponte('restore', join(folder, 'backups', name!))).rejects.toThrow(/^The database is not empty/);
    expect(await ponte('restore', '--check', join(folder, 'backups', name!))).toBe(0);
    expect(printed.at(-1)).toContain('is whole and opens with this master key');
  });

  test('does not let the owner role serve', async () => {
    await expect(runCommand(['doctor'], { ...env, DATABASE_URL: db.urls.owner })).resolves.toBe(1);
    expect(printed.at(-1)).toMatch(/^PROBLEM {2}database: The database role "ponte_owner" of DATABASE_URL owns the tables/);
  });
});
