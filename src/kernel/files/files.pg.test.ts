import { mkdtemp, readdir, readFile as readBytes, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSubject, type SubjectId } from '#kernel/access';
import { asActor, asSystem, newId, nobody, type Actor } from '#kernel/db';
import { destroySubjectKey, openKeyring, openMasterKey } from '#kernel/keys';
import { createLog } from '#kernel/log';
import { testDatabase } from '#test/database';
import { checkFiles } from './check-files.ts';
import { mediaTypes } from './media-type.ts';
import { openFileStore } from './open-file-store.ts';
import { findFiles, listFiles, openFile } from './stored-files.ts';
import { fileTimetable, removeContent, removeFile } from './remove-file.ts';
import { LARGEST_FILE, keepFile, type FileId, type FileToKeep, type Place } from './keep-file.ts';

const db = await testDatabase();
const staff = (): Actor => ({ accountId: newId(), assurance: 2 });
const [counsellor, abroad, stranger] = [staff(), staff(), staff()];
const founder: Actor = { accountId: newId(), assurance: 1 };
const [padova, kaolack, dakar] = [newId(), newId(), newId()];
const purpose = 'cases.purpose.counselling';
const pdf = Buffer.from('%PDF-1.7 the lease of Amina');
let folder = '';
let place: Place;
let subjectId: SubjectId;

const store = (actor: Actor, change: Partial<FileToKeep> = {}) =>
  asActor(db.app, actor, (trx) =>
    keepFile(trx, place, actor.accountId!, { subjectId, name: 'Lease Amina.pdf', content: pdf, purpose, ...change }),
  );
const read = (actor: Actor, id: FileId) => asActor(db.app, actor, (trx) => openFile(trx, place, id, purpose));
const remove = (actor: Actor, id: FileId) => asActor(db.app, actor, (trx) => removeFile(trx, id, purpose));
const pathOf = (id: string) => join(folder, 'files', id.slice(-2), id);

async function sweep() {
  const log = createLog({ logLevel: 'silent' });
  for (const { task } of fileTimetable) {
    await task.perform(
      { db: db.jobs, files: place.store, log, job: { id: '1', attempt: 1, last: false }, signal: new AbortController().signal },
      {},
    );
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ponte-files-'));
  const keyring = await openKeyring(
    db.app,
    await openMasterKey({ dataDirectory: folder, masterKey: randomBytes(32).toString('hex'), required: true }),
  );
  place = { store: openFileStore({ dataDirectory: folder }), keyring };
  for (const [actor, office] of [
    [counsellor, padova],
    [abroad, kaolack],
    [stranger, dakar],
  ] as const) {
    await db.superuser.query(
      `insert into access.assignments (id, account_id, role, scope_kind, scope_id) values ($1, $2, 'counsellor', 'office', $3)`,
      [newId(), actor.accountId, office],
    );
  }
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  subjectId = await asActor(db.app, counsellor, (trx) => openSubject(trx, { custodianId: padova }));
  await db.superuser.query(`insert into access.subject_accounts (subject_id, account_id, how) values ($1, $2, 'desk-code')`, [
    subjectId,
    founder.accountId,
  ]);
});

async function share(part: string) {
  await db.superuser.query(
    `insert into consent.grants (id, subject_id, custodian_id, recipient_kind, recipient_id, purpose, parts, language, wording, given_how, recorded_by, ends_at)
     values ($1, $2, $3, 'office', $4, 'p', $5, 'en', 'w', 'signed-at-desk', $6, now() + interval '1 day')`,
    [newId(), subjectId, padova, kaolack, [part], counsellor.accountId],
  );
}

describe('a document', () => {
  test('is kept encrypted, name and content, and comes back as it was', async () => {
    const id = await store(counsellor);
    const stored = await readBytes(pathOf(id));
    expect(stored.includes('Amina')).toBe(false);
    const { rows } = await db.superuser.query(`select *, encode(sealed_name, 'escape') as sealed_name from files.files where id = $1`, [
      id,
    ]);
    expect(JSON.stringify(rows)).not.toContain('Amina');
    expect(await read(counsellor, id)).toMatchObject({
      name: 'Lease Amina.pdf',
      mediaType: 'application/pdf',
      bytes: pdf.length,
      uploadedBy: counsellor.accountId,
    });
    expect((await read(founder, id)).content.equals(pdf)).toBe(true);
  });

  test('is read by the office, the person and a grant on documents, and by nobody else', async () => {
    const id = await store(counsellor);
    await share('notes');
    for (const actor of [abroad, stranger, { ...counsellor, assurance: 1 as const }, nobody]) {
      await expect(read(actor, id)).rejects.toMatchObject({ code: 'not-found', status: 404 });
      expect(await asActor(db.app, actor, (trx) => listFiles(trx, place, subjectId))).toEqual([]);
    }
    await share('documents');
    expect((await read(abroad, id)).content.equals(pdf)).toBe(true);
    expect((await asActor(db.app, abroad, (trx) => findFiles(trx, place, [id]))).map((file) => file.name)).toEqual(['Lease Amina.pdf']);
    await expect(remove(abroad, id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(store(abroad)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is on record each time it is stored, read and removed, without its name', async () => {
    const id = await store(counsellor);
    await read(founder, id);
    await remove(counsellor, id);
    const { rows } = await db.superuser.query('select verb, details from audit.entries where object_id = $1 order by id', [id]);
    expect(rows).toEqual([
      { verb: 'files.keep', details: { mediaType: 'application/pdf', bytes: pdf.length } },
      { verb: 'files.read', details: {} },
      { verb: 'files.remove', details: {} },
    ]);
  });

  test('follows the file to the next office', async () => {
    const id = await store(counsellor);
    await db.superuser.query('update access.subjects set custodian_id = $2 where id = $1', [subjectId, dakar]);
    expect((await read(stranger, id)).content.equals(pdf)).toBe(true);
    await expect(read(counsellor, id)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('cannot be read after the person was erased', async () => {
    const id = await store(counsellor);
    await asSystem(db.jobs, (trx) => destroySubjectKey(trx, subjectId));
    await expect(read(counsellor, id)).rejects.toMatchObject({ code: 'not-found' });
    expect(await asActor(db.app, counsellor, (trx) => listFiles(trx, place, subjectId))).toEqual([]);
    await expect(store(counsellor)).rejects.toMatchObject({ module: 'keys', code: 'erased' });
  });

  test('is refused when it is empty, too large, of another kind, or one too many', async () => {
    await expect(store(counsellor, { content: Buffer.alloc(0) })).rejects.toMatchObject({ code: 'empty', field: 'file' });
    await expect(store(counsellor, { content: Buffer.concat([pdf, Buffer.alloc(LARGEST_FILE)]) })).rejects.toMatchObject({
      code: 'too-large',
      status: 413,
      values: { megabytes: 10 },
    });
    await expect(store(counsellor, { content: Buffer.from('MZ\0\0'), name: 'photo.jpg' })).rejects.toMatchObject({
      code: 'kind-not-accepted',
    });
    await db.superuser.query(
      `insert into files.files (id, subject_id, custodian_id, sealed_name, media_type, bytes, sha256, uploaded_by)
       select gen_random_uuid(), $1, $2, '\\x00', 'text/plain', 1, repeat('0', 64), gen_random_uuid() from generate_series(1, 300)`,
      [subjectId, padova],
    );
    await expect(store(founder)).rejects.toMatchObject({ code: 'too-many', values: { count: 300 } });
    await db.superuser.query('delete from files.files where subject_id = $1', [subjectId]);
  });

  test('of a person is removed by the office, or by the person who uploaded it', async () => {
    const ofOffice = await store(counsellor);
    const ofFounder = await store(founder);
    await expect(remove(founder, ofOffice)).rejects.toMatchObject({ code: 'not-found' });
    await remove(founder, ofFounder);
    await remove(counsellor, ofOffice);
    const jobs = (await db.superuser.query(`select payload from graphile_worker._private_jobs`)).rows.map((row) => row.payload.fileId);
    expect(jobs).toEqual(expect.arrayContaining([ofFounder, ofOffice]));
    const context = {
      db: db.jobs,
      files: place.store,
      log: createLog({ logLevel: 'silent' }),
      job: { id: '1', attempt: 1, last: false },
      signal: new AbortController().signal,
    };
    await removeContent.perform(context, { fileId: ofOffice });
    expect(await place.store.get(ofOffice)).toBeNull();
  });

  test('about nobody is read and removed by who uploaded it alone', async () => {
    const id = await store(counsellor, { subjectId: null, name: 'people.csv', content: Buffer.from('name;town\n') });
    expect(await read(counsellor, id)).toMatchObject({ name: 'people.csv', mediaType: 'text/csv', subjectId: null });
    await expect(read(abroad, id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(remove(abroad, id)).rejects.toMatchObject({ code: 'not-found' });
    await remove(counsellor, id);
    await expect(
      asActor(db.app, nobody, (trx) => keepFile(trx, place, newId(), { subjectId: null, name: 'a.pdf', content: pdf, purpose })),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('is of a type that the database knows', async () => {
    const { rows } = await db.superuser.query<{ text: string }>(
      `select pg_get_constraintdef(oid) as text from pg_constraint where conname = 'files_media_type'`,
    );
    const known = [...(rows[0]?.text ?? '').matchAll(/'([^']+)'::text/g)].map((match) => match[1]);
    expect(known.sort()).toEqual(Object.keys(mediaTypes).sort());
  });
});

describe('the store', () => {
  test('is checked bit for bit without a key', async () => {
    const [sound, changed, missing] = [await store(counsellor), await store(counsellor), await store(counsellor)];
    const content = await readBytes(pathOf(changed));
    await place.store.put(changed, Buffer.concat([content, Buffer.from('x')]));
    await place.store.remove(missing);
    const { problems } = await asSystem(db.jobs, (trx) => checkFiles(trx, place.store));
    expect(problems).toContainEqual({ id: changed, problem: 'changed' });
    expect(problems).toContainEqual({ id: missing, problem: 'missing' });
    expect(problems.map((problem) => problem.id)).not.toContain(sound);
    await expect(read(counsellor, changed)).rejects.toThrow(/does not open/);
    await expect(read(counsellor, missing)).rejects.toThrow(/not in the store/);
  });

  test('is swept of contents that have had no row for a day, and of no other', async () => {
    const kept = await store(counsellor);
    const [old, young] = [newId(), newId()];
    for (const id of [old, young]) await place.store.put(id, Buffer.from('x'));
    await utimes(pathOf(old), new Date(0), new Date(0));
    await utimes(pathOf(kept), new Date(0), new Date(0));
    await sweep();
    expect(await place.store.get(old)).toBeNull();
    expect(await place.store.get(young)).not.toBeNull();
    expect(await place.store.get(kept)).not.toBeNull();
  });

  test('is left alone where suspiciously many contents have no row', async () => {
    await db.superuser.query('delete from files.files');
    const id = newId();
    await place.store.put(id, Buffer.from('x'));
    await utimes(pathOf(id), new Date(0), new Date(0));
    await expect(sweep()).rejects.toThrow(/nothing was removed/);
    expect(await place.store.get(id)).not.toBeNull();
    expect((await readdir(join(folder, 'files'))).length).toBeGreaterThan(0);
  });

  test('holds an orphan at worst when the transaction is undone', async () => {
    let id: FileId | undefined;
    await expect(
      asActor(db.app, counsellor, async (trx) => {
        id = await keepFile(trx, place, counsellor.accountId!, { subjectId, name: 'a.pdf', content: pdf, purpose });
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    await expect(read(counsellor, id!)).rejects.toMatchObject({ code: 'not-found' });
  });
});
