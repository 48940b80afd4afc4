import { beforeAll, describe, expect, test } from 'vitest';
import { asActor } from '#kernel/db';
import { createLog } from '#kernel/log';
import type { PersonId } from '#modules/people';
import { plantAccount, plantCase, plantOffice, plantPerson, type Somebody } from '#test/plant';
import { testSite } from '#test/site';
import { eraseDue, extendDue } from './decide-erasure.ts';
import { findDue, listClocks, listDueFiles, setClock } from './read-retention.ts';
import { retentionTimetable } from './retention-job.ts';

const site = await testSite();
const { db } = site;
const padova = await plantOffice(db, 'padova');
const counsellor = await plantAccount(db, { name: 'Marta Desk', roles: [{ role: 'counsellor', scope: padova.id }] });
const officer = await plantAccount(db, { name: 'Dana Officer', roles: [{ role: 'data-protection-officer' }] });
const administrator = await plantAccount(db, { name: 'Ada Admin', roles: [{ role: 'administrator' }] });
const purpose = 'people.purpose.counselling';
const today = new Date().toISOString().slice(0, 10);

let old: PersonId;
let fresh: PersonId;

const runClocks = async () => {
  const context = {
    db: db.jobs,
    log: createLog(site.network.settings),
    job: { id: '1', attempt: 1, last: false },
    signal: new AbortController().signal,
  };
  for (const { task } of retentionTimetable) await task.perform(context, {});
};
const due = async (who: Somebody = officer, extended = false) =>
  await asActor(db.app, who, async (trx) =>
    (await listDueFiles(trx, { officeId: null, extended, page: 1, pageSize: 50 })).rows.map(({ subjectId }) => subjectId),
  );
/** Lets a file lie for years. */
const age = async (id: PersonId, years: number) => {
  await db.superuser.query(`update access.subjects set created_at = now() - make_interval(years => $2) where id = $1`, [id, years]);
  await db.superuser.query(`update people.people set updated_at = now() - make_interval(years => $2) where id = $1`, [id, years]);
  await db.superuser.query(`update cases.cases set updated_at = now() - make_interval(years => $2) where person_id = $1`, [id, years]);
};

beforeAll(async () => {
  old = await plantPerson(site, counsellor, padova.id, { givenName: 'Old', familyName: 'File' });
  fresh = await plantPerson(site, counsellor, padova.id, { givenName: 'Fresh', familyName: 'File' });
  await plantCase(db, counsellor, padova.id, old);
  await age(old, 6);
});

describe('the clock of a file', () => {
  test('starts with a default that nobody has confirmed', async () => {
    expect(await asActor(db.app, officer, (trx) => listClocks(trx))).toEqual([
      { purpose, months: 60, law: null, confirmedAt: null },
      { purpose: 'tracks.purpose.tracks', months: 60, law: null, confirmedAt: null },
    ]);
  });

  test('lists what has lain longer than its period, erases nothing, and tells the person the true day', async () => {
    await runClocks();
    expect(await due()).toEqual([old]);
    expect(await due(administrator)).toEqual([]);
    expect((await db.superuser.query('select from people.people where id = any ($1)', [[old, fresh]])).rowCount).toBe(2);
    const { rows } = await db.superuser.query('select keep_until < current_date as over from consent.bases where subject_id = $1', [old]);
    expect(rows).toEqual([{ over: true }]);
  });

  test('runs from the last activity, so that a file in use leaves the list', async () => {
    await db.superuser.query('update cases.cases set updated_at = now() where person_id = $1', [old]);
    await runClocks();
    expect(await due()).toEqual([]);
    await age(old, 6);
    await runClocks();
    expect(await due()).toEqual([old]);
  });

  test('is set by the administrator alone, who confirms it', async () => {
    const set = async (who: Somebody, months: number) =>
      await asActor(db.app, who, (trx) => setClock(trx, who.accountId, { purpose, months, law: 'Act of the example' }));
    expect(await set(officer, 12)).toBe(false);
    expect(await set(counsellor, 12)).toBe(false);
    expect(await set(administrator, 120)).toBe(true);
    await runClocks();
    expect(await due()).toEqual([]);
    expect(await set(administrator, 60)).toBe(true);
    await runClocks();
    expect(await due()).toEqual([old]);
    await expect(set(administrator, 0)).rejects.toThrow(/clocks_months/);
  });

  test('is stopped for a time with a reason, and runs on after it', async () => {
    const extend = async (who: Somebody, until: string) =>
      await asActor(db.app, who, (trx) => extendDue(trx, who.accountId, old, { until, reason: 'A guarantee is still open.', today }));
    await expect(extend(counsellor, '2031-01-31')).rejects.toMatchObject({ code: 'erasure-not-due' });
    await expect(extend(officer, today)).rejects.toMatchObject({ code: 'erasure-day-past' });
    await extend(officer, '2031-01-31');
    await runClocks();
    expect(await due()).toEqual([]);
    expect(await due(officer, true)).toEqual([old]);
    await expect(asActor(db.app, officer, (trx) => eraseDue(trx, old))).rejects.toMatchObject({ code: 'erasure-not-due' });
    await db.superuser.query(`update erasure.due set extended_until = current_date - 1 where subject_id = $1`, [old]);
    expect(await due()).toEqual([old]);
  });

  test('ends with a decision of the officer: the file goes once, and a proof stays', async () => {
    await expect(asActor(db.app, counsellor, (trx) => eraseDue(trx, old))).rejects.toMatchObject({ code: 'erasure-not-due' });
    await expect(asActor(db.app, officer, (trx) => eraseDue(trx, fresh))).rejects.toMatchObject({ code: 'erasure-not-due' });
    const tries = await Promise.allSettled([1, 2, 3].map(() => asActor(db.app, officer, (trx) => eraseDue(trx, old))));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await db.superuser.query('select from people.people where id = $1', [old])).rowCount).toBe(0);
    const { rows } = await db.superuser.query('select ground, decided_by from erasure.proofs where subject_id = $1', [old]);
    expect(rows).toEqual([{ ground: 'period-over', decided_by: officer.accountId }]);
    expect(await asActor(db.app, officer, (trx) => findDue(trx, old))).toBeNull();
    await runClocks();
    expect(await due()).toEqual([]);
  });
});
