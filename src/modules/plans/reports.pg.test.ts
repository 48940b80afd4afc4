import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, newId, nobody, type Actor, type AnyWrites } from '#kernel/db';
import { makeTranslated } from '#kernel/i18n';
import { filledPlan } from '#test/fixtures-plans';
import { testDatabase } from '#test/database';
import { plantAccount, plantOffice } from '#test/plant';
import { approvePlan } from './approve-plan.ts';
import type { Plan, PlanId } from './plan.ts';
import { getPlan } from './read-plans.ts';
import type { Report, ReportContent, ReportId } from './report.ts';
import { beginPlan, changePlan, sendDraft } from './write-plan.ts';
import { beginReport, changeReport, dropReport, getReport, publishReport, reportsOf } from './write-report.ts';

const db = await testDatabase();
const now = new Date('2027-11-22T08:00:00Z');
const as = async <T>(actor: Actor, work: (trx: AnyWrites) => Promise<T>) => await asActor(db.app, actor, work);
const ours = await plantOffice(db, 'ours');
const theirs = await plantOffice(db, 'theirs');
const planner = await plantAccount(db, { roles: [{ role: 'planner', scope: ours.id }] });
const second = await plantAccount(db, { roles: [{ role: 'planner', scope: ours.id }] });
const counsellor = await plantAccount(db, { roles: [{ role: 'counsellor', scope: ours.id }] });
const stranger = await plantAccount(db, { roles: [{ role: 'planner', scope: theirs.id }] });

const content: ReportContent = {
  words: makeTranslated('en', 'The desk is open.', { by: planner.accountId, kind: 'human', at: now.toISOString() }),
  actions: [{ id: newId(), state: 'on-track', words: null }],
  measurements: [{ id: newId(), value: '15', on: '2027-10', words: null }],
};

const make = async (code: string, published: boolean): Promise<PlanId> => {
  const given = { code, title: code, lang: 'en', reason: 'New', otherPlaceId: null, otherOfficeId: null, demonstration: false };
  const id = await as(planner, async (trx) => {
    const plan = await beginPlan(trx, planner.accountId, { ...given, placeId: ours.placeId, officeId: ours.id }, now);
    await changePlan(trx, planner.accountId, plan, { base: 1, change: filledPlan(planner.accountId, now) }, now);
    if (published) await sendDraft(trx, plan, now);
    return plan;
  });
  if (published)
    await as(second, async (trx) => {
      const plan = await getPlan(trx, id);
      if (plan) await approvePlan(trx, second.accountId, plan, ours.id, now);
    });
  return id;
};

let plan: Plan;
let early: PlanId;
beforeAll(async () => {
  const id = await make('reported', true);
  const found = await as(nobody, (trx) => getPlan(trx, id));
  if (!found) throw new Error('the plan is not public');
  plan = found;
  early = await make('early', false);
});

const begin = async (by = planner, planId = plan.id) =>
  await as(by, (trx) => beginReport(trx, by.accountId, planId, { onDay: '2027-11-20', lang: 'en', content }, now));
const read = async (id: ReportId, by: Actor = planner): Promise<Report> => {
  const report = await as(by, (trx) => getReport(trx, plan.id, id));
  if (!report) throw new Error('no such report');
  return report;
};

describe('a report', () => {
  test('is written by planners of the office, once the plan is published', async () => {
    for (const who of [stranger, counsellor]) await expect(begin(who)).rejects.toMatchObject({ code: 'report-early' });
    await expect(begin(planner, early)).rejects.toMatchObject({ code: 'report-early' });
    expect(await read(await begin())).toMatchObject({ onDay: '2027-11-20', revision: 1, publishedAt: null });
  });

  test('is seen by the office alone until it is published, then by everybody', async () => {
    const id = await begin();
    for (const who of [nobody, stranger]) {
      expect(await as(who, (trx) => getReport(trx, plan.id, id))).toBeNull();
      expect((await as(who, (trx) => reportsOf(trx, plan.id))).map((one) => one.id)).not.toContain(id);
    }
    expect((await read(id, counsellor)).content).toEqual(content);
    const report = await read(id);
    await expect(as(stranger, (trx) => publishReport(trx, plan, report, 1, now))).rejects.toMatchObject({ code: 'report-changed' });
    await as(planner, (trx) => publishReport(trx, plan, report, 1, now));
    expect((await read(id, nobody)).content).toEqual(content);
  });

  test('never changes and never goes once it is published, whatever the program tries', async () => {
    const id = await begin();
    const before = await read(id);
    await as(planner, (trx) => publishReport(trx, plan, before, 1, now));
    const after = await read(id);
    const change = { base: 1, onDay: '2027-11-19', content };
    await expect(as(planner, (trx) => changeReport(trx, planner.accountId, after, change, now))).rejects.toMatchObject({
      code: 'report-published',
    });
    // The program forgets that it is published: the database does not.
    await expect(as(planner, (trx) => changeReport(trx, planner.accountId, before, change, now))).rejects.toMatchObject({
      constraint: 'reports_published',
    });
    await expect(as(planner, (trx) => dropReport(trx, before))).rejects.toMatchObject({ constraint: 'reports_published' });
    expect(await read(id, nobody)).toEqual(after);
  });

  test('notices that somebody else has changed it, also where it is published', async () => {
    const id = await begin();
    const report = await read(id);
    const change = async (base: number, by = planner) =>
      await as(by, (trx) => changeReport(trx, by.accountId, report, { base, onDay: '2027-11-18', content }, now));
    await change(1, second);
    await expect(change(1)).rejects.toMatchObject({ code: 'report-changed' });
    await expect(as(planner, (trx) => publishReport(trx, plan, report, 1, now))).rejects.toMatchObject({ code: 'report-changed' });
    await expect(
      as(stranger, (trx) => changeReport(trx, stranger.accountId, report, { base: 2, onDay: '2027-11-18', content }, now)),
    ).rejects.toMatchObject({ code: 'report-changed' });
    expect((await read(id)).revision).toBe(2);
    await as(planner, (trx) => dropReport(trx, report));
    expect(await as(planner, (trx) => getReport(trx, plan.id, id))).toBeNull();
  });

  test('holds figures and states only', async () => {
    const wrong = { ...content, measurements: [{ id: newId(), value: 'many', on: '2027', words: null }] };
    await expect(
      as(planner, (trx) => beginReport(trx, planner.accountId, plan.id, { onDay: '2027-11-20', lang: 'en', content: wrong }, now)),
    ).rejects.toMatchObject({ code: 'report-wrong' });
  });
});
