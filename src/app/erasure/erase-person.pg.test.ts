import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealEntries, verifyChain } from '#kernel/audit';
import { asActor, asSystem, newId, openPool } from '#kernel/db';
import { memoryFileStore } from '#kernel/files';
import { fingerprint, openMasterKey, readErasedAccounts, readErasures, subjectKey } from '#kernel/keys';
import { createLog } from '#kernel/log';
import { queueMail, queueSms } from '#kernel/mail';
import { addFounder } from '#modules/ventures';
import { asSuperuser, migrations } from '#test/cluster';
import { seededSite } from '#test/fixtures';
import { plantAccount, plantLink, plantRole, type Somebody } from '#test/plant';
import { readTables, tableName } from '../backup/catalogue.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import { writeBackup } from '../backup/write-backup.ts';
import { askErasure, withdrawErasure } from './ask-erasure.ts';
import { erasePerson, proposeErasure, refuseErasure } from './decide-erasure.ts';
import type { RequestId } from './erasure.ts';
import { finishErasure } from './finish-erasure.ts';
import { countFile, findProof, findRequest } from './read-erasures.ts';

const { site, world } = await seededSite();
const { db, network } = site;
const folder = await mkdtemp(join(tmpdir(), 'ponte-erasure-'));
const owner = openPool(db.urls.owner, { size: 1 });
const archive = join(folder, 'before.ponte-backup');
const master = await openMasterKey({
  dataDirectory: dirname(network.keyring.directory),
  masterKey: 'ab'.repeat(32),
  required: true,
});

/** Words that stand nowhere but in this person's file, one for each kind of place. */
const words = [
  'Quartzhollow',
  'Zubeidah',
  '+390498765001',
  'zubeidah@quartzhollow.example',
  'Saffron Kite',
  'Kitesummary',
  'Kitestep',
  'Kitetask',
  'Kiteblocker',
  'Kitereason',
  'Kitemessage',
  'Kitereport',
  'Kiteguardian',
  'Kitecontactnote',
  'Kitewish',
  'Kitewording',
  'Kiteimport',
  'Kiteproposal',
] as const;

const reason = 'The person has left the country and asked for it in writing.';

/** Every table and column of the database, as the superuser reads it, that holds one of these words. */
async function sweep(client: pg.ClientBase, sought: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const table of await readTables(client)) {
    for (const word of sought) {
      const { rowCount } = await client.query(`select from ${tableName(table)} t where position(lower($1) in lower(t::text)) > 0 limit 1`, [
        word,
      ]);
      if (rowCount) found.push(`${table.key}: ${word}`);
    }
  }
  return found;
}
const sweepHere = async (sought: readonly string[]) => await asSuperuser(db.urls.superuser, async (client) => await sweep(client, sought));

/** Count and hash of every row that is about somebody else. */
async function others(): Promise<Record<string, string>> {
  const prints: Record<string, string> = {};
  for (const table of [
    'people.people',
    'people.identities',
    'people.contacts',
    'cases.cases',
    'cases.notes',
    'cases.referrals',
    'cases.handovers',
  ]) {
    const column = table === 'people.people' ? 'id' : 'person_id';
    const { rows } = await db.superuser.query<{ print: string }>(
      `select count(*) || md5(string_agg(t::text, '|' order by t::text)) as print from ${table} t where ${column} is distinct from $1`,
      [world.awa.person],
    );
    prints[table] = rows[0]?.print ?? '';
  }
  return prints;
}

const set = async (table: string, values: Record<string, string>, where: string) => {
  const columns = Object.keys(values);
  const changed = await db.superuser.query(
    `update ${table} set ${columns.map((column, index) => `${column} = $${index + 2}`).join(', ')} where ${where}`,
    [world.awa.person, ...Object.values(values)],
  );
  expect({ table, changed: (changed.rowCount ?? 0) > 0 }).toEqual({ table, changed: true });
};

/** Writes the words into every place of the file where somebody can type. */
async function plantWords(): Promise<void> {
  await set(
    'people.identities',
    { given_name: 'Zubeidah', family_name: 'Quartzhollow', search_words: 'zubeidah quartzhollow' },
    'person_id = $1',
  );
  await set(
    'people.contacts',
    { phone: '+390498765001', email: 'zubeidah@quartzhollow.example', note: 'Kitecontactnote' },
    'person_id = $1',
  );
  await set('people.profiles', { guardian: 'Kiteguardian' }, 'person_id = $1');
  await set('ventures.ventures', { title: 'Saffron Kite', summary: 'Kitesummary' }, 'lead_person_id = $1');
  await set('cases.cases', { reason: 'Kitereason' }, 'person_id = $1');
  await set('cases.steps', { detail: 'Kitestep', result: 'Kitestep' }, 'person_id = $1');
  await set('cases.tasks', { title: 'Kitetask' }, 'person_id = $1');
  await set('cases.blockers', { note: 'Kiteblocker' }, 'person_id = $1');
  await set('cases.referrals', { message: 'Kitemessage', report: 'Kitereport' }, 'person_id = $1');
  await set('consent.grants', { wording: 'Kitewording' }, 'subject_id = $1');
  await set('appointments.appointments', { name: 'Zubeidah Quartzhollow', phone: '+390498765001' }, 'person_id = $1');
  const { keyring } = network;
  await asActor(db.app, world.staff.counsellor, async (trx) => {
    const mail = { subject: 'About Saffron Kite', text: 'Dear Zubeidah', language: 'en' };
    await queueMail(trx, keyring, { ...mail, to: { address: 'zubeidah@quartzhollow.example' }, subjectId: world.awa.person });
    await queueSms(trx, keyring, { to: '+390498765001', text: 'Zubeidah, come tomorrow', language: 'en' });
    await queueSms(trx, keyring, { to: '+390498765999', text: 'To somebody else', language: 'en' });
  });
  await db.superuser.query(
    `insert into identity.contact_claims (subject_id, custodian_id, kind, fingerprint)
     select id, custodian_id, 'phone', $2 from access.subjects where id = $1
         on conflict (subject_id, kind) do update set fingerprint = excluded.fingerprint`,
    [world.awa.person, fingerprint(keyring, 'contacts', 'phone:+390498765001')],
  );
  await db.superuser.query(`insert into kernel.drafts (account_id, form, sealed) values ($1, $2, '\\x00')`, [
    world.staff.counsellor.accountId,
    `/desk/cases/${world.awa.case}/notes`,
  ]);
  await db.superuser.query(
    `insert into jobs.progress (id, account_id, task, state, report, ended_at) values ($1, $2, 'import', 'done', $3, now())`,
    [newId(), world.staff.administrator.accountId, JSON.stringify({ problems: ['Kiteimport of Zubeidah Quartzhollow'] })],
  );
  await db.superuser.query(
    `insert into messages.questions (id, office_id, topic, language, sealed, reply_by, token_hash, person_id)
     values ($1, $2, 'other', 'en', '\\x00', 'link', $3, $4)`,
    [newId(), world.offices.padova.id, `hash of ${newId()}`, world.awa.person],
  );
}

const asPerson = () => ({ accountId: world.staff.person.accountId, assurance: 1 as const });
const ask = async (accountToo = false) =>
  await asActor(db.app, asPerson(), async (trx) =>
    askErasure(trx, world.staff.person.accountId, world.awa.person, { how: 'person', accountToo, wish: 'Kitewish' }),
  );
const propose = async (id: RequestId, who = world.staff.manager) =>
  await asActor(db.app, who, async (trx) =>
    proposeErasure(trx, who.accountId, id, { proposal: 'erase', reason: `Kiteproposal: ${reason}` }),
  );
const erase = async (id: RequestId, who: { accountId: string; assurance: 0 | 1 | 2 } = world.staff.protectionOfficer) =>
  await asActor(db.app, who, async (trx) => erasePerson(trx, id, 'not-needed'));

/** What the worker gives to a job. */
const jobContext = {
  db: db.jobs,
  keyring: network.keyring,
  files: network.files,
  log: createLog(network.settings),
  job: { id: '1', attempt: 1, last: false },
  signal: new AbortController().signal,
};

beforeAll(async () => {
  await db.superuser.query('delete from erasure.requests where subject_id = $1', [world.awa.person]);
  await plantWords();
});
afterAll(async () => {
  await owner.end();
  await rm(folder, { recursive: true, force: true });
});

describe('a request to be forgotten', () => {
  test('is made for the own file only, once at a time, and taken back until it is decided', async () => {
    await expect(
      asActor(db.app, world.staff.otherPerson, async (trx) =>
        askErasure(trx, world.staff.otherPerson.accountId, world.awa.person, { how: 'person', accountToo: false, wish: null }),
      ),
    ).rejects.toMatchObject({ code: 'erasure-absent' });
    const tries = await Promise.allSettled([ask(), ask(), ask()]);
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const id = (tries.find(({ status }) => status === 'fulfilled') as PromiseFulfilledResult<RequestId>).value;
    await expect(asActor(db.app, world.staff.otherPerson, (trx) => withdrawErasure(trx, id))).rejects.toMatchObject({
      code: 'erasure-not-open',
    });
    await propose(id);
    await asActor(db.app, asPerson(), (trx) => withdrawErasure(trx, id));
    await expect(propose(id)).rejects.toMatchObject({ code: 'erasure-not-open' });
    await expect(erase(id)).rejects.toMatchObject({ code: 'erasure-not-open' });
  });

  test('is proposed by the manager of the office and decided by another person, in the database too', async () => {
    const id = await ask(true);
    await expect(propose(id, world.staff.counsellor)).rejects.toMatchObject({ code: 'erasure-not-open' });
    await expect(propose(id, world.staff.protectionOfficer)).rejects.toMatchObject({ code: 'erasure-not-open' });
    await expect(erase(id)).rejects.toMatchObject({ code: 'erasure-not-open' });
    await propose(id);
    for (const who of ['counsellor', 'manager', 'person', 'otherPerson', 'administrator', 'auditor', 'provider'] as const)
      await expect(erase(id, world.staff[who])).rejects.toMatchObject({ code: 'erasure-absent' });
    await expect(erase(id, { ...world.staff.protectionOfficer, assurance: 1 })).rejects.toMatchObject({ code: 'erasure-absent' });
    const both = await plantAccount(db, { name: 'Both Roles', roles: [{ role: 'office-manager', scope: world.offices.padova.id }] });
    await plantRole(db, both.accountId, 'data-protection-officer');
    await propose(id, both);
    await expect(erase(id, both)).rejects.toMatchObject({ code: 'erasure-two-people' });
    await expect(
      asActor(db.app, both, (trx) => refuseErasure(trx, both.accountId, id, { reason, keepUntil: null, today: '2026-01-01' })),
    ).rejects.toMatchObject({ code: 'erasure-two-people' });
    await propose(id);
    expect(await asActor(db.app, asPerson(), async (trx) => (await findRequest(trx, id))?.state)).toBe('proposed');
    await asActor(db.app, asPerson(), (trx) => withdrawErasure(trx, id));
  });

  test('that the office leaves unanswered for two weeks can be decided all the same', async () => {
    const id = await ask();
    await db.superuser.query(`update erasure.requests set asked_at = now() - interval '15 days' where id = $1`, [id]);
    await asActor(db.app, world.staff.protectionOfficer, (trx) =>
      refuseErasure(trx, world.staff.protectionOfficer.accountId, id, { reason, keepUntil: null, today: '2026-01-01' }),
    );
    expect(await asActor(db.app, asPerson(), async (trx) => await findRequest(trx, id))).toMatchObject({ state: 'refused', reason });
  });

  test('counts what would go for those who decide, and nothing for anybody else', async () => {
    const counts = async (who: { accountId: string; assurance: 0 | 1 | 2 }) =>
      await asActor(db.app, who, async (trx) => await countFile(trx, world.awa.person));
    const seen = await counts(world.staff.protectionOfficer);
    expect(Object.fromEntries(seen.map(({ what, number }) => [what, number]))).toMatchObject({
      cases: 1,
      steps: 3,
      notes: 3,
      documents: 1,
      ventures: 1,
      questions: 1,
      referrals: 1,
    });
    expect(await counts(asPerson())).toEqual(seen);
    for (const who of ['counsellorAbroad', 'provider', 'administrator', 'otherPerson'] as const)
      expect(await counts(world.staff[who])).toEqual([]);
  });
});

describe('an erasure', () => {
  let id: RequestId;
  let before: Record<string, string>;
  const cofounded = newId<'ventures.ventures'>();
  /** Of another person, who has this one file and no role. */
  let account: Somebody;

  beforeAll(async () => {
    // The person also leads a venture with somebody else; it stays with the other founder.
    await db.superuser.query(
      `insert into ventures.ventures (id, office_id, lead_person_id, title, sector, stage, location)
       select $1, office_id, id, 'Shared oven', 'food-processing', 'idea', 'here' from people.people where id = $2`,
      [cofounded, world.awa.person],
    );
    await db.superuser.query(
      `insert into ventures.founders (venture_id, office_id, person_id, person_office_id)
       select $1, office_id, id, office_id from people.people where id = $2`,
      [cofounded, world.awa.person],
    );
    await asActor(db.app, world.staff.counsellor, (trx) =>
      addFounder(trx, world.staff.counsellor.accountId, cofounded, { personId: world.toClose.person, officeId: world.offices.padova.id }),
    );
    account = await plantAccount(db, { name: 'Oleander Quince', email: 'oleander@quince.example' });
    await plantLink(db, account.accountId, world.withoutCase);
    await writeBackup({ owner, files: network.files, master, version: '0.0.0' }, archive);
    expect([...new Set((await sweepHere(words)).map((one) => one.split(': ')[1]))].toSorted()).toEqual([...words].toSorted());
    before = await others();
    id = await ask(true);
    await propose(id);
    await erase(id);
  });

  test('leaves none of the words in any table and column', async () => {
    expect(await sweepHere(words)).toEqual([]);
  });

  test('leaves nothing that hangs on the file but the bare file and the proof', async () => {
    const found = await sweepHere([world.awa.person, world.awa.case, world.awa.venture, world.awa.document]);
    const places = [...new Set(found.map((one) => one.split(': ')[0]))].toSorted();
    // The audit names records by number, and forgot whose they were.
    expect(places.filter((table) => table !== 'audit.entries' && table !== 'graphile_worker._private_jobs')).toEqual([
      'access.subject_keys',
      'access.subjects',
      'erasure.proofs',
    ]);
    expect((await db.superuser.query('select from audit.pseudonyms where id = $1', [world.awa.person])).rowCount).toBe(0);
  });

  test('destroys the key, so that nobody makes a new one', async () => {
    await expect(asSystem(db.owner, (trx) => subjectKey(trx, network.keyring, world.awa.person))).rejects.toMatchObject({ code: 'erased' });
  });

  test('happens once, however often and by whom it is asked again', async () => {
    await expect(erase(id)).rejects.toMatchObject({ code: 'erasure-absent' });
    const { rows } = await db.superuser.query('select from erasure.proofs where subject_id = $1', [world.awa.person]);
    expect(rows).toHaveLength(1);
  });

  test('leaves a proof that office, officer and auditor read and nobody else', async () => {
    const proof = async (who: { accountId: string; assurance: 0 | 1 | 2 }) => await asActor(db.app, who, (trx) => findProof(trx, id));
    for (const who of ['protectionOfficer', 'auditor', 'manager'] as const)
      expect(await proof(world.staff[who])).toMatchObject({
        ground: 'not-needed',
        askedHow: 'person',
        decidedBy: world.staff.protectionOfficer.accountId,
        proposedBy: world.staff.manager.accountId,
      });
    for (const who of ['counsellorAbroad', 'provider', 'administrator', 'otherPerson'] as const)
      expect(await proof(world.staff[who])).toBeNull();
  });

  test('removes the contents, the messages and, from every later restore, the person, by a job that may run twice', async () => {
    expect(await network.files.get(world.awa.document)).not.toBeNull();
    const waiting = async () => Number((await db.superuser.query('select from mail.messages')).rowCount);
    const messages = await waiting();
    await finishErasure.perform(jobContext, { erasureId: id });
    await finishErasure.perform(jobContext, { erasureId: id });
    expect(await network.files.get(world.awa.document)).toBeNull();
    expect(messages - (await waiting())).toBeGreaterThanOrEqual(1);
    const { rows } = await db.superuser.query('select pending, finished_at is not null as finished from erasure.proofs where id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ pending: null, finished: true }]);
    expect([...(await readErasures(network.keyring))]).toEqual([world.awa.person]);
    expect(await readErasedAccounts(network.keyring)).toEqual(new Set());
  });

  test('touches no row of anybody else, and gives a shared venture to the founder who stays', async () => {
    expect(await others()).toEqual(before);
    const { rows } = await db.superuser.query('select lead_person_id as lead from ventures.ventures where id = $1', [cofounded]);
    expect(rows).toEqual([{ lead: world.toClose.person }]);
  });

  test('keeps the account, which belongs to a second file', async () => {
    expect((await db.superuser.query('select from identity.accounts where id = $1', [world.staff.person.accountId])).rowCount).toBe(1);
  });

  test('takes along an account that belongs to the file alone, when the person asks for it', async () => {
    const person = world.withoutCase;
    const self = { accountId: account.accountId, assurance: 1 as const };
    const request = await asActor(db.app, self, (trx) =>
      askErasure(trx, account.accountId, person, { how: 'person', accountToo: true, wish: null }),
    );
    await propose(request);
    await erase(request);
    await finishErasure.perform(jobContext, { erasureId: request });
    expect(await sweepHere(['Oleander Quince', 'oleander@quince.example'])).toEqual([]);
    expect(await readErasedAccounts(network.keyring)).toEqual(new Set([account.accountId]));
  });

  test('leaves a chain of the audit that verifies', async () => {
    await asSystem(db.jobs, (trx) => sealEntries(trx, network.keyring));
    expect(await asSystem(db.jobs, (trx) => verifyChain(trx, network.keyring))).toMatchObject({ broken: null });
  });

  test('is done again on a backup from before it', async () => {
    const name = `restored_${newId().slice(-12)}`;
    const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
    await asSuperuser(
      db.urls.superuser,
      async (client) => void (await client.query(`create database ${name} owner ponte_owner template template0`)),
    );
    const pool = openPool(at(db.urls.owner), { size: 2 });
    try {
      const restored = await restoreBackup({ owner: pool, files: memoryFileStore(), master, migrations }, archive);
      expect(restored.forgotten).toBe(2);
      await asSuperuser(at(db.urls.superuser), async (client) => {
        expect(await sweep(client, [...words, 'Oleander Quince'])).toEqual([]);
        expect((await client.query('select from people.people')).rowCount).toBeGreaterThan(5);
      });
    } finally {
      await pool.end();
      await asSuperuser(db.urls.superuser, async (client) => void (await client.query(`drop database ${name} with (force)`)));
    }
  });
});
