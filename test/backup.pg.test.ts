import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSystem, newId, openPool } from '#kernel/db';
import { startEmbedded, type EmbeddedPostgres } from '#kernel/db/embedded';
import { memoryFileStore, openFileStore } from '#kernel/files';
import { openKeyring, openMasterKey, recordErasure, subjectKey, type MasterKey } from '#kernel/keys';
import { asSuperuser, migrations } from '#test/cluster';
import { testDatabase } from '#test/database';
import { PLANTED_NAME, plantEveryTable } from '#test/plant-rows';
import { readTables, tableName } from '../src/app/backup/catalogue.ts';
import { restoreBackup } from '../src/app/backup/restore-backup.ts';
import { inSnapshot } from '../src/app/backup/snapshot.ts';
import { writeBackup } from '../src/app/backup/write-backup.ts';
import { dumpSchema } from '../tools/dump-schema.ts';

const db = await testDatabase({ unchecked: 'all' }); // planted rows mean nothing
const owner = openPool(db.urls.owner, { size: 2 });
const folder = await mkdtemp(join(tmpdir(), 'ponte-backup-'));
const archive = join(folder, 'made.ponte-backup');
const files = openFileStore({ dataDirectory: folder });
const fileIds = [newId(), newId(), newId()];
const person = newId<'access.subjects'>();
const made: string[] = [];
/** Two tables that refer to each other, which no order of loading satisfies. */
const CIRCLE = {
  name: '9998_circle.sql',
  text: `
    create table access.hens (id int primary key, egg_id int not null);
    create table access.eggs (id int primary key, hen_id int not null constraint eggs_hen references access.hens (id));
    alter table access.hens add constraint hens_egg foreign key (egg_id) references access.eggs (id);`,
};
let history = '';
let master: MasterKey;
let other: EmbeddedPostgres;
let planted: { key: string; schema: string; name: string }[] = [];

const keyOf = async (digits: string, directory: string) => ({
  ...(await openMasterKey({ dataDirectory: directory, masterKey: digits, required: true })),
  directory,
});

beforeAll(async () => {
  master = await keyOf('ab'.repeat(32), folder);
  const keyring = await openKeyring(db.owner, master);
  // Somebody else too: a link between files needs two.
  for (const id of [person, newId()])
    await db.superuser.query('insert into access.subjects (id, custodian_id) values ($1, $2)', [id, newId()]);
  await asSystem(db.owner, (trx) => subjectKey(trx, keyring, person));
  await db.superuser.query(
    `insert into people.people (id, office_id, reference, language) select id, custodian_id, '2026-1', 'en' from access.subjects where id = $1`,
    [person],
  );
  history = await migrationsWith(CIRCLE, migrations);
  await db.superuser.query(`set role ponte_owner; ${CIRCLE.text}; reset role`);
  const hash = createHash('sha256').update(CIRCLE.text).digest('hex');
  await db.superuser.query('insert into migrations.applied (name, hash) values ($1, $2)', [CIRCLE.name, hash]);
  await db.superuser.query(
    `set session_replication_role = replica; insert into access.hens values (1, 2); insert into access.eggs values (2, 1); reset session_replication_role`,
  );
  planted = await plantEveryTable(db.superuser);
  for (const [index, id] of fileIds.entries()) await files.put(id, Buffer.alloc(index * 700_000 + 1, `${PLANTED_NAME} ${index}`));
  await writeBackup({ owner, files, master, version: '0.0.0' }, archive);
  other = await startEmbedded({ dataDirectory: join(folder, 'other'), durable: false });
});

afterAll(async () => {
  await owner.end();
  await other?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** An empty database in the other cluster, seen by its owner and by the superuser. */
async function emptyDatabase() {
  const name = `restored_${made.length}`;
  made.push(name);
  await asSuperuser(
    other.superuserUrl,
    async (client) => void (await client.query(`create database ${name} owner ponte_owner template template0`)),
  );
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const pool = openPool(at(other.ownerUrl), { size: 2 });
  const superuser = at(other.superuserUrl);
  const tables = async () =>
    await asSuperuser(superuser, async (client) => (await readTables(client)).filter(({ schema }) => schema !== 'graphile_worker'));
  return { pool, superuser, tables, store: memoryFileStore() };
}

/** Count and hash of every table, as a superuser sees it. */
async function fingerprints(url: string): Promise<Record<string, string>> {
  return await asSuperuser(url, async (client) => {
    await client.query(`set timezone = 'UTC'; set row_security = off`);
    const result: Record<string, string> = {};
    for (const table of await readTables(client)) {
      const { rows } = await client.query<{ print: string }>(
        `select count(*) || ' rows ' || md5(coalesce(string_agg(t::text, E'\\n' order by t::text collate "C"), '')) as print from ${tableName(table)} t`,
      );
      result[table.key] = rows[0]?.print ?? '';
    }
    return result;
  });
}

describe('a backup restored into another cluster', () => {
  test('gives back every table row for row, and every file', async () => {
    const target = await emptyDatabase();
    const restored = await restoreBackup({ owner: target.pool, files: target.store, master, migrations: history }, archive);
    await target.pool.end();
    const before = await fingerprints(db.urls.superuser);
    expect(await fingerprints(target.superuser)).toEqual(before);
    expect(Object.keys(before)).toHaveLength(planted.length);
    for (const [table, print] of Object.entries(before))
      expect({ table, rows: Number.parseInt(print, 10) > 0 }).toEqual({ table, rows: true });
    expect(restored).toMatchObject({ tables: planted.length, files: 3, forgotten: 0, migrated: [] });
    for (const id of fileIds) expect((await target.store.get(id))?.equals((await files.get(id))!)).toBe(true);
  });

  test('has every guard, trigger and constraint in place again, and goes on numbering where it stopped', async () => {
    const target = await emptyDatabase();
    await restoreBackup({ owner: target.pool, files: target.store, master, migrations: history }, archive);
    await target.pool.end();
    const schemaOf = async (url: string) => await asSuperuser(url, dumpSchema);
    expect(await schemaOf(target.superuser)).toBe(await schemaOf(db.urls.superuser));
    await asSuperuser(target.superuser, async (client) => {
      const { rows: silent } = await client.query(`select tgname from pg_trigger where tgenabled <> 'O'`);
      expect(silent).toEqual([]);
      const { rows } = await client.query<{ last: string; highest: string }>(
        `select (select max(id) from audit.entries) as highest, last_value as last from pg_sequences where schemaname = 'audit' and sequencename = 'entries_id_seq'`,
      );
      expect(Number(rows[0]?.last)).toBeGreaterThanOrEqual(Number(rows[0]?.highest));
    });
  });

  test('forgets again whoever was erased after it was made', async () => {
    const target = await emptyDatabase();
    const beside = join(folder, 'beside');
    await recordErasure({ directory: beside }, person);
    const restored = await restoreBackup(
      { owner: target.pool, files: target.store, master: { ...master, directory: beside }, migrations: history },
      archive,
    );
    await target.pool.end();
    expect(restored.forgotten).toBe(1);
    await asSuperuser(target.superuser, async (client) => {
      const { rows } = await client.query('select wrapped from access.subject_keys where subject_id = $1', [person]);
      expect(rows).toEqual([{ wrapped: null }]);
      expect((await client.query('select from people.people where id = $1', [person])).rowCount).toBe(0);
    });
  });

  test('is brought to the newest state where Ponte is newer than the backup', async () => {
    const target = await emptyDatabase();
    const newer = await migrationsWith({ name: '9999_later.sql', text: 'create table access.later (id int)' }, history);
    const restored = await restoreBackup({ owner: target.pool, files: target.store, master, migrations: newer }, archive);
    await target.pool.end();
    expect(restored.migrated).toEqual(['9999_later.sql']);
    expect((await target.tables()).map(({ key }) => key)).toContain('access.later');
  });
});

/** A copy of the migrations with one more. */
async function migrationsWith({ name, text }: { name: string; text: string }, base: string): Promise<string> {
  const copy = await mkdtemp(join(folder, 'migrations-'));
  for (const file of await readdir(base)) await copyFile(join(base, file), join(copy, file));
  await writeFile(join(copy, name), text);
  return copy;
}

describe('without the master key', () => {
  test('nothing of a backup is readable', async () => {
    const bytes = await readFile(archive);
    const people = PLANTED_NAME.split(' ');
    for (const secret of [...people, 'people', 'identities', 'manifest', 'COPY', person, ...fileIds]) {
      expect({ secret, found: bytes.includes(secret, 0, 'utf8') }).toEqual({ secret, found: false });
    }
    expect((await stat(archive)).mode & 0o077).toBe(0);
  });

  test('or with another one it is refused in one sentence', async () => {
    const target = await emptyDatabase();
    const wrong = await keyOf('cd'.repeat(32), folder);
    await expect(restoreBackup({ owner: target.pool, files: target.store, master: wrong, migrations: history }, archive)).rejects.toThrow(
      /^The master key does not open this backup: it was made under another one/,
    );
    await target.pool.end();
    expect(await target.tables()).toEqual([]);
  });
});

describe('a backup that is not whole', () => {
  const damaged = join(folder, 'damaged.ponte-backup');
  const restoreDamaged = async () => {
    const target = await emptyDatabase();
    const outcome = await restoreBackup({ owner: target.pool, files: target.store, master, migrations: history }, damaged).then(
      () => 'restored',
      (error: Error) => `${error.name}: ${error.message}`,
    );
    await target.pool.end();
    const left: string[] = [];
    for await (const id of target.store.list()) left.push(id);
    return { outcome, tables: await target.tables(), files: left };
  };

  test('is refused wherever it was changed, and leaves nothing', async () => {
    const whole = await readFile(archive);
    for (const share of [0.2, 0.5, 0.9, 1]) {
      const changed = Buffer.from(whole);
      const at = Math.min(whole.length - 1, Math.floor(whole.length * share));
      changed[at] = (changed[at] ?? 0) ^ 1;
      await writeFile(damaged, changed);
      expect(await restoreDamaged()).toEqual({
        outcome: expect.stringMatching(/^StartFailure: The backup was changed or damaged/),
        tables: [],
        files: [],
      });
    }
  });

  test('is refused wherever it was cut off, and leaves nothing', async () => {
    const { size } = await stat(archive);
    for (const share of [0.3, 0.8, 0.999]) {
      await copyFile(archive, damaged);
      await truncate(damaged, Math.floor(size * share));
      expect(await restoreDamaged()).toEqual({
        outcome: expect.stringMatching(/^StartFailure: The backup is cut short/),
        tables: [],
        files: [],
      });
    }
  });

  test('is refused with something added at its end, or another header', async () => {
    const whole = await readFile(archive);
    await writeFile(damaged, Buffer.concat([whole, Buffer.from('more')]));
    expect((await restoreDamaged()).outcome).toMatch(/^StartFailure: The backup was changed or damaged/);
    await writeFile(damaged, Buffer.from(whole.toString('latin1').replace(/"madeAt":"20/, '"madeAt":"19'), 'latin1'));
    expect((await restoreDamaged()).outcome).toMatch(/^StartFailure: The backup was changed or damaged/);
    await writeFile(damaged, 'PK\u0003\u0004 not a backup');
    expect((await restoreDamaged()).outcome).toMatch(/^StartFailure: .* is not a backup of Ponte/);
  });
});

describe('a restore', () => {
  test('refuses a database that is not empty', async () => {
    await expect(restoreBackup({ owner, files, master }, archive)).rejects.toThrow(/^The database is not empty/);
  });

  test('refuses a backup of a newer Ponte', async () => {
    const target = await emptyDatabase();
    await expect(restoreBackup({ owner: target.pool, files: target.store, master, migrations }, archive)).rejects.toThrow(
      /made by a newer version of Ponte/,
    );
    await target.pool.end();
    expect(await target.tables()).toEqual([]);
  });

  test('that loses its connection leaves nothing, and the next one succeeds', async () => {
    const target = await emptyDatabase();
    const cutOff = {
      ...target.store,
      put: async () => {
        await asSuperuser(target.superuser, async (client) => {
          await client.query(
            'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
          );
        });
      },
    };
    await expect(restoreBackup({ owner: target.pool, files: cutOff, master, migrations: history }, archive)).rejects.toThrow();
    expect(await target.tables()).toEqual([]);
    await restoreBackup({ owner: target.pool, files: target.store, master, migrations: history }, archive);
    await target.pool.end();
    expect(await target.tables()).not.toEqual([]);
  });

  test('whose files cannot be kept leaves neither rows nor files', async () => {
    const target = await emptyDatabase();
    let puts = 0;
    const full = {
      ...target.store,
      put: async (id: string, content: Uint8Array) => {
        puts += 1;
        if (puts === 3) throw new Error('disk full');
        await target.store.put(id, content);
      },
    };
    await expect(restoreBackup({ owner: target.pool, files: full, master, migrations: history }, archive)).rejects.toThrow('disk full');
    await target.pool.end();
    expect(await target.tables()).toEqual([]);
    for (const id of fileIds) expect(await target.store.get(id)).toBeNull();
  });
});

describe('taking a backup', () => {
  test('sees one moment while others write', async () => {
    const count = async (client: pg.Pool) => Number((await client.query('select count(*) as n from access.subjects')).rows[0].n);
    const before = await count(db.superuser);
    const seen = await inSnapshot(owner, async ({ manifest, openTable }) => {
      await db.superuser.query('insert into access.subjects (id, custodian_id) values ($1, $2)', [newId(), newId()]);
      const { data, rows } = openTable(manifest.tables.find(({ schema, name }) => schema === 'access' && name === 'subjects')!);
      for await (const _ of data);
      return rows();
    });
    expect(seen).toBe(before);
    expect(await count(db.superuser)).toBe(before + 1);
  });

  test('refuses a table whose rows row security would hide from it', async () => {
    await db.superuser.query(`
      create table access.blind (id int);
      alter table access.blind owner to ponte_owner;
      alter table access.blind enable row level security;
      alter table access.blind force row level security;
      insert into access.blind values (1)`);
    const path = join(folder, 'blind.ponte-backup');
    await expect(writeBackup({ owner, files, master, version: '0.0.0' }, path)).rejects.toThrow(
      /hides rows of access\.blind from the role/,
    );
    await db.superuser.query('drop table access.blind');
  });

  test('that breaks off leaves no file, and the pool goes on', async () => {
    const broken = { ...files, get: async () => Promise.reject(new Error('unreadable')) };
    await expect(writeBackup({ owner, files: broken, master, version: '0.0.0' }, join(folder, 'broken.ponte-backup'))).rejects.toThrow(
      'unreadable',
    );
    expect((await readdir(folder)).filter((name) => name.includes('broken'))).toEqual([]);
    expect((await owner.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  test('does not write over a file', async () => {
    await expect(writeBackup({ owner, files, master, version: '0.0.0' }, archive)).rejects.toThrow(/choose another name/);
  });

  test('says it when the folder cannot be written', async () => {
    const path = join(archive, 'inside-a-file.ponte-backup');
    await expect(writeBackup({ owner, files, master, version: '0.0.0' }, path)).rejects.toThrow(
      /could not be written: a part of that path is not a folder/,
    );
  });
});
