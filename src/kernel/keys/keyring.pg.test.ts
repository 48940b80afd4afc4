import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asActor, asSystem, newId, type Actor, type Id } from '#kernel/db';
import { testDatabase } from '#test/database';
import { forgetErased, readErasures, recordErasure } from './erasures.ts';
import { fingerprint, openKeyring, type Keyring } from './keyring.ts';
import { openMasterKey } from './master-key.ts';
import { seal, unsealText } from './seal.ts';
import { destroySubjectKey, subjectKey, subjectKeys } from './subject-key.ts';

const db = await testDatabase();
const masterKey = 'cd'.repeat(32);
const office = newId();
const otherOffice = newId();
const counsellor: Actor = { accountId: newId(), assurance: 2 };
const stranger: Actor = { accountId: newId(), assurance: 2 };
const place = { table: 'cases.notes', column: 'body', id: 'one' };
let folder = '';
let keyring: Keyring;

async function assign(actor: Actor, scope: string) {
  await db.superuser.query(
    `insert into access.assignments (id, account_id, role, scope_kind, scope_id) values ($1, $2, 'counsellor', 'office', $3)`,
    [newId(), actor.accountId, scope],
  );
}

async function plantSubject(): Promise<Id<'access.subjects'>> {
  const id = newId<'access.subjects'>();
  await db.superuser.query('insert into access.subjects (id, custodian_id) values ($1, $2)', [id, office]);
  return id;
}

beforeAll(async () => {
  await assign(counsellor, office);
  await assign(stranger, otherOffice);
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ponte-keyring-'));
  keyring = await openKeyring(db.app, {
    ...(await openMasterKey({ dataDirectory: folder, masterKey, required: true })),
    directory: folder,
  });
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe("the network's key", () => {
  test('is made once, and every node and both roles open the same', async () => {
    const master = await openMasterKey({ dataDirectory: folder, masterKey, required: true });
    const rings = await Promise.all([db.app, db.app, db.jobs].map((pool) => openKeyring(pool, master)));
    expect(new Set(rings.map((ring) => fingerprint(ring, 'identity-numbers', 'X1'))).size).toBe(1);
    const { rows } = await db.superuser.query('select * from kernel.network_keys');
    expect(rows).toHaveLength(1);
  });

  test('does not open with another master key, and says what to do', async () => {
    const other = await openMasterKey({ dataDirectory: folder, masterKey: 'ef'.repeat(32), required: true });
    await expect(openKeyring(db.app, other)).rejects.toThrow(/Put back that key/);
  });

  test('gives each purpose hashes of its own', () => {
    expect(fingerprint(keyring, 'identity-numbers', 'X1')).not.toBe(fingerprint(keyring, 'contacts', 'X1'));
    expect(fingerprint(keyring, 'identity-numbers', 'X1')).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("a person's key", () => {
  test('is made on first use and is the same afterwards, also for twenty at once', async () => {
    const subject = await plantSubject();
    const made = await Promise.all(
      Array.from({ length: 20 }, () => asActor(db.app, counsellor, (trx) => subjectKey(trx, keyring, subject))),
    );
    expect(new Set(made.map((key) => key.export().toString('hex'))).size).toBe(1);
  });

  test('is out of reach for another office', async () => {
    const subject = await plantSubject();
    await asActor(db.app, counsellor, (trx) => subjectKey(trx, keyring, subject));
    expect((await asActor(db.app, stranger, (trx) => subjectKeys(trx, keyring, [subject]))).size).toBe(0);
    await expect(asActor(db.app, stranger, (trx) => subjectKey(trx, keyring, subject))).rejects.toThrow(/row-level security/);
  });

  test('comes with a grant on a single part', async () => {
    const subject = await plantSubject();
    await db.superuser.query(
      `insert into consent.grants (id, subject_id, custodian_id, recipient_kind, recipient_id, purpose, parts, language, wording, given_how, recorded_by, ends_at)
       values ($1, $2, $3, 'office', $4, 'p', '{documents}', 'en', 'w', 'signed-at-desk', $5, now() + interval '1 day')`,
      [newId(), subject, office, otherOffice, counsellor.accountId],
    );
    const sealed = await asActor(db.app, counsellor, async (trx) => seal(await subjectKey(trx, keyring, subject), 'shared', place));
    const keys = await asActor(db.app, stranger, (trx) => subjectKeys(trx, keyring, [subject]));
    expect(unsealText(keys.get(subject)!, sealed, place)).toBe('shared');
  });

  test('is gone after erasure, for good, and no new one is made', async () => {
    const subject = await plantSubject();
    await asActor(db.app, counsellor, (trx) => subjectKey(trx, keyring, subject));
    expect(await asSystem(db.jobs, (trx) => destroySubjectKey(trx, subject))).toBe(true);
    expect(await asSystem(db.jobs, (trx) => destroySubjectKey(trx, subject))).toBe(false);
    await expect(asActor(db.app, counsellor, (trx) => subjectKey(trx, keyring, subject))).rejects.toMatchObject({
      code: 'erased',
      status: 410,
    });
    expect((await asActor(db.app, counsellor, (trx) => subjectKeys(trx, keyring, [subject]))).size).toBe(0);
    await expect(
      db.superuser.query(`update access.subject_keys set wrapped = '\\x01', destroyed_at = null where subject_id = $1`, [subject]),
    ).rejects.toThrow(/stays destroyed/);
  });

  test('cannot be made for a person who was erased before anything was sealed', async () => {
    const subject = await plantSubject();
    expect(await asSystem(db.jobs, (trx) => destroySubjectKey(trx, subject))).toBe(true);
    await expect(asActor(db.app, counsellor, (trx) => subjectKey(trx, keyring, subject))).rejects.toMatchObject({ code: 'erased' });
  });

  test('cannot be destroyed by the application', async () => {
    const subject = await plantSubject();
    await asActor(db.app, counsellor, (trx) => subjectKey(trx, keyring, subject));
    await expect(asActor(db.app, counsellor, (trx) => destroySubjectKey(trx, subject))).rejects.toThrow(/permission denied/);
  });
});

describe('the list of the erased', () => {
  test('makes a restored backup forget again, and passes over people whom the backup does not know', async () => {
    const subject = await plantSubject();
    await asActor(db.app, counsellor, (trx) => subjectKey(trx, keyring, subject));
    await recordErasure(keyring, subject);
    await recordErasure(keyring, newId());
    expect((await readErasures(keyring)).size).toBe(2);
    expect(await asSystem(db.owner, (trx) => forgetErased(trx, keyring))).toEqual([subject]);
    expect(await asSystem(db.owner, (trx) => forgetErased(trx, keyring))).toEqual([]);
  });

  test('is empty where nobody was erased', async () => {
    expect((await readErasures({ directory: join(folder, 'nowhere') })).size).toBe(0);
  });
});
