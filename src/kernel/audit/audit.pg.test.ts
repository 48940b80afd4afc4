import { createHash, createHmac, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, asSystem, newId, nobody, type Actor } from '#kernel/db';
import { openKeyring, openMasterKey, type Keyring } from '#kernel/keys';
import { createLog } from '#kernel/log';
import { testDatabase } from '#test/database';
import { forgetPseudonym } from './forget.ts';
import { listEntries, listReads } from './list-entries.ts';
import { record, verbKey, type AuditEntry } from './record.ts';
import { sealEntries } from './seal-entries.ts';
import { sealTimetable } from './seal-timetable.ts';
import { verifyChain } from './verify-chain.ts';

const db = await testDatabase();
const counsellor: Actor = { accountId: newId(), assurance: 2, requestId: 'request-1' };
const auditor: Actor = { accountId: newId(), assurance: 2 };
const founder: Actor = { accountId: newId(), assurance: 1 };
const office = newId();
const subjectId = newId<'access.subjects'>();
const otherSubjectId = newId<'access.subjects'>();
let keyring: Keyring;

const write = (entry: Partial<AuditEntry> = {}, actor = counsellor) =>
  asActor(db.app, actor, (trx) =>
    record(trx, { verb: 'cases.read', purpose: 'cases.purpose.counselling', scopeId: office, subjectId, ...entry }),
  );
const verify = (known?: { number: bigint; hash: string }) => asActor(db.app, auditor, (trx) => verifyChain(trx, keyring, known));

/** Seals until nothing waits, as the job does. */
async function sealAll(limit?: number) {
  for (;;) {
    const seal = await asSystem(db.jobs, (trx) => sealEntries(trx, keyring, limit));
    if (!seal) return;
  }
}

/** Does as superuser what nobody may, and undoes it afterwards. */
async function tampered(statement: string, undo: string, check: () => Promise<void>) {
  await db.superuser.query('alter table audit.entries disable trigger all; alter table audit.seals disable trigger all');
  await db.superuser.query(statement);
  await check();
  await db.superuser.query(undo);
  await db.superuser.query('alter table audit.entries enable trigger all; alter table audit.seals enable trigger all');
}

beforeAll(async () => {
  keyring = await openKeyring(
    db.app,
    await openMasterKey({ dataDirectory: '.', masterKey: randomBytes(32).toString('hex'), required: true }),
  );
  await db.superuser.query(`insert into access.assignments (id, account_id, role, scope_kind) values ($1, $2, 'auditor', 'network')`, [
    newId(),
    auditor.accountId,
  ]);
  await db.superuser.query('insert into access.subjects (id, custodian_id) values ($1, $3), ($2, $3)', [subjectId, otherSubjectId, office]);
  await db.superuser.query(`insert into access.subject_accounts (subject_id, account_id, how) values ($1, $2, 'desk-code')`, [
    subjectId,
    founder.accountId,
  ]);
});

describe('an entry', () => {
  test('names the actor and the request of its transaction, and the person by pseudonym only', async () => {
    await write({ objectKind: 'case', objectId: newId(), details: { parts: ['notes'] } });
    const { rows } = await db.superuser.query(
      'select actor, subject, verb, scope_id, request_id, details, object_id from audit.entries order by id desc limit 1',
    );
    expect(rows[0]).toMatchObject({ verb: 'cases.read', scope_id: office, request_id: 'request-1', details: { parts: ['notes'] } });
    expect(JSON.stringify(rows[0])).not.toContain(subjectId);
    expect(JSON.stringify(rows[0])).not.toContain(counsellor.accountId);
  });

  test('disappears with the change that failed', async () => {
    const count = async () => Number((await db.superuser.query('select count(*) as n from audit.entries')).rows[0].n);
    const before = await count();
    await expect(
      asActor(db.app, counsellor, async (trx) => {
        await record(trx, { verb: 'cases.close', purpose: 'cases.purpose.counselling' });
        throw new Error('failed');
      }),
    ).rejects.toThrow('failed');
    expect(await count()).toBe(before);
  });

  test('does not carry the person as its object', async () => {
    await expect(write({ objectKind: 'subject', objectId: subjectId })).rejects.toThrow(/pseudonym only/);
  });

  test('cannot be written around, changed or removed by the application, the jobs or the owner', async () => {
    await expect(
      asActor(db.app, counsellor, (trx) => trx.insertInto('audit.entries').values({ verb: 'x', purpose: 'y' }).execute()),
    ).rejects.toThrow(/permission denied/);
    for (const pool of [db.app, db.jobs, db.owner]) {
      await expect(asSystem(pool, (trx) => trx.updateTable('audit.entries').set({ verb: 'x' }).execute())).rejects.toThrow(
        /permission denied|append-only/,
      );
      await expect(asSystem(pool, (trx) => trx.deleteFrom('audit.entries').execute())).rejects.toThrow(/permission denied|append-only/);
    }
  });

  test('has a sentence by its verb', () => {
    expect(verbKey('cases.read')).toBe('cases.verb.read');
  });
});

describe('reading the audit', () => {
  test('shows a person who read their file, page by page, and nothing about others', async () => {
    await write();
    await write({ subjectId: otherSubjectId });
    await write({ verb: 'cases.change' });
    const first = await asActor(db.app, founder, (trx) => listReads(trx, subjectId, { limit: 2 }));
    expect(first.lines[0]).toMatchObject({
      verb: 'cases.change',
      actorId: counsellor.accountId,
      scopeId: office,
      purpose: 'cases.purpose.counselling',
    });
    const second = await asActor(db.app, founder, (trx) => listReads(trx, null, { before: first.next!, limit: 200 }));
    expect(second.lines.every((line) => line.id < first.lines[1]!.id)).toBe(true);
    expect(second.next).toBeNull();
    expect((await asActor(db.app, founder, (trx) => listReads(trx, otherSubjectId))).lines).toEqual([]);
    expect((await asActor(db.app, counsellor, (trx) => listReads(trx, subjectId))).lines).toEqual([]);
    expect((await asActor(db.app, nobody, (trx) => listReads(trx, null))).lines).toEqual([]);
  });

  test('is for the auditor, filtered, and a search for a person is itself on record', async () => {
    const found = await asActor(db.app, auditor, (trx) =>
      listEntries(trx, { subjectId, verb: 'cases.change', actorId: counsellor.accountId! }),
    );
    expect(found.lines).toHaveLength(1);
    expect((await asActor(db.app, auditor, (trx) => listEntries(trx, { verb: 'audit.search' }))).lines).toMatchObject([
      { actorId: auditor.accountId },
    ]);
    expect((await asActor(db.app, auditor, (trx) => listEntries(trx, { from: new Date(Date.now() + 60_000) }))).lines).toEqual([]);
    expect((await asActor(db.app, counsellor, (trx) => listEntries(trx, {}))).lines).toEqual([]);
    expect((await asActor(db.app, { ...auditor, assurance: 1 }, (trx) => listEntries(trx, {}))).lines).toEqual([]);
  });

  test('forgets whom it mentions after an erasure, and still verifies', async () => {
    const erased = newId<'access.subjects'>();
    await write({ subjectId: erased });
    await sealAll();
    await asSystem(db.jobs, (trx) => forgetPseudonym(trx, 'subject', erased));
    expect((await asActor(db.app, auditor, (trx) => listEntries(trx, { subjectId: erased }))).lines).toEqual([]);
    expect(await verify()).toMatchObject({ broken: null });
    await expect(asActor(db.app, counsellor, (trx) => forgetPseudonym(trx, 'subject', subjectId))).rejects.toThrow(/permission denied/);
  });
});

describe('the chain', () => {
  test('seals every entry exactly once, in batches, and holds', async () => {
    for (let n = 0; n < 7; n += 1) await write({ details: { n, text: 'città — مدينة "x"\n' } });
    await sealAll(3);
    const report = await verify();
    const { rows } = await db.superuser.query('select count(*)::int as n from audit.entries');
    expect(report).toEqual({ seals: report.seals, entries: rows[0].n, waiting: 0, broken: null });
    expect(report.seals).toBeGreaterThan(2);
  });

  test('takes an entry that commits late into a later seal', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let written = () => {};
    const late = new Promise<void>((resolve) => (written = resolve));
    const slow = asActor(db.app, counsellor, async (trx) => {
      await record(trx, { verb: 'cases.slow', purpose: 'p' });
      written();
      await held;
    });
    await late;
    await write();
    await sealAll();
    release();
    await slow;
    expect(await verify()).toMatchObject({ waiting: 1, broken: null });
    await sealAll();
    expect(await verify()).toMatchObject({ waiting: 0, broken: null });
  });

  test('is sealed by several nodes at once without a fork', async () => {
    for (let n = 0; n < 12; n += 1) await write();
    await Promise.all(Array.from({ length: 4 }, () => sealAll(2)));
    expect(await verify()).toMatchObject({ waiting: 0, broken: null });
  });

  test('is sealed by the timetable, which writes each seal into the log', async () => {
    const lines: string[] = [];
    const log = createLog({ logLevel: 'info' }, { write: (line: string) => void lines.push(line) });
    await write();
    for (const { task } of sealTimetable) {
      await task.perform(
        { db: db.jobs, keyring, log, job: { id: '1', attempt: 1, last: false }, signal: new AbortController().signal },
        {},
      );
    }
    const last = (await db.superuser.query('select number::text as number, hash from audit.seals order by seals.number desc limit 1'))
      .rows[0];
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ seal: last.number, hash: last.hash, entries: 1 });
  });

  test('can be checked by an outsider with what the README says', async () => {
    const seals = (await db.superuser.query('select *, entries::text as covered from audit.seals order by number')).rows;
    const entries = (
      await db.superuser.query(
        'select *, extract(epoch from at)::text as instant, details::text as details_text from audit.entries order by id',
      )
    ).rows;
    let previous = '0'.repeat(64);
    for (const seal of seals) {
      const ranges = [...String(seal.covered).matchAll(/\[(\d+),(\d+)\)/g)].map((match) => [BigInt(match[1]!), BigInt(match[2]!)] as const);
      const lines = entries
        .filter((entry) => ranges.some(([from, to]) => entry.id >= from && entry.id < to))
        .map((e) => {
          const rest = [e.instant, e.actor, e.scope_id, e.verb, e.purpose, e.subject, e.object_kind, e.object_id].map((item) =>
            JSON.stringify(item),
          );
          return `[${[String(e.id), ...rest, e.details_text, JSON.stringify(e.request_id)].join(', ')}]`;
        });
      previous = createHash('sha256')
        .update([previous, ...lines].join('\n'))
        .digest('hex');
      expect(seal.hash).toBe(previous);
    }
    expect(seals.length).toBeGreaterThan(3);
  });
});

describe('tampering as superuser', () => {
  const SEAL = '(select min(number) + 1 from audit.seals)';
  const ENTRY = `(select lower(entries) from audit.seals where number = ${SEAL})`;

  test('is found when an entry was changed', async () => {
    await tampered(
      `update audit.entries set verb = verb || 'x' where id = ${ENTRY}`,
      `update audit.entries set verb = left(verb, -1) where id = ${ENTRY}`,
      async () => {
        expect(await verify()).toMatchObject({ seals: 1, broken: { seal: 2n, reason: 'entry-changed' } });
      },
    );
    expect(await verify()).toMatchObject({ broken: null });
  });

  test('is found when an entry was removed', async () => {
    await db.superuser.query(`create table public.kept as select * from audit.entries where id = ${ENTRY}`);
    await tampered(
      `delete from audit.entries where id = ${ENTRY}`,
      'insert into audit.entries overriding system value select * from public.kept; drop table public.kept',
      async () => {
        expect(await verify()).toMatchObject({ broken: { seal: 2n, reason: 'entry-missing' } });
      },
    );
    expect(await verify()).toMatchObject({ broken: null });
  });

  test('is found when an old entry was put in afterwards', async () => {
    await tampered(
      `insert into audit.entries (id, at, verb, purpose) overriding system value values (1000000, now() - interval '3 days', 'x', 'y')`,
      'delete from audit.entries where id = 1000000',
      async () => {
        expect(await verify()).toMatchObject({ broken: { seal: null, reason: 'entry-unsealed' } });
      },
    );
  });

  test('is found when the whole chain was computed anew without the network key', async () => {
    const seals = (await db.superuser.query('select number, hash, mac, previous_hash from audit.seals order by number desc limit 1'))
      .rows[0];
    const forged = createHash('sha256').update('forged').digest('hex');
    const mac = createHmac('sha256', randomBytes(32)).update(forged).digest('hex');
    await tampered(
      `update audit.seals set hash = '${forged}', mac = '${mac}' where number = ${seals.number}`,
      `update audit.seals set hash = '${seals.hash}', mac = '${seals.mac}' where number = ${seals.number}`,
      async () => {
        expect(await verify()).toMatchObject({ broken: { seal: seals.number, reason: 'seal-changed' } });
      },
    );
  });

  test('is found when the end of the chain was cut off, by a seal known from outside', async () => {
    const last = (await db.superuser.query('select number, hash from audit.seals order by number desc limit 1')).rows[0];
    expect(await verify(last)).toMatchObject({ broken: null });
    expect(await verify({ number: last.number + 1n, hash: last.hash })).toMatchObject({
      broken: { seal: last.number + 1n, reason: 'seal-missing' },
    });
    expect(await verify({ number: last.number, hash: 'other' })).toMatchObject({ broken: { seal: last.number, reason: 'seal-changed' } });
  });
});
