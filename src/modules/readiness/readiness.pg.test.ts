import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, brokenConstraint, isForbidden, newId, type Actor } from '#kernel/db';
import type { CaseId } from '#modules/cases';
import type { PersonId } from '#modules/people';
import { answersOf, blockersOf } from '#test/fixtures-readiness';
import { plantAccount, plantCase, plantLink, plantOffice, plantPerson, type Somebody } from '#test/plant';
import { testSite } from '#test/site';
import type { AdviceCode } from './advice.ts';
import type { AssessmentId } from './assessment.ts';
import { countChange, countDistance, countResults } from './count-readiness.ts';
import { finishAssessment } from './finish-assessment.ts';
import { assessmentsOf, getAssessment } from './get-assessment.ts';
import { planAdvice } from './plan-advice.ts';
import type { Answers, Blockers, Side } from './judge.ts';
import { saveAnswers } from './save-answers.ts';
import { startAssessment } from './start-assessment.ts';

const site = await testSite();
const { db } = site;
const now = new Date('2026-11-20T09:00:00Z');
const later = new Date('2027-03-20T09:00:00Z');

let here: Somebody, there: Somebody, planner: Somebody, self: Somebody, stranger: Somebody;
let office: string, elsewhere: string, person: PersonId, caseId: CaseId;

const start = async (actor: Somebody, at = now, of = person, officeId = office) =>
  await asActor(db.app, actor, async (trx) => await startAssessment(trx, actor.accountId, { personId: of, officeId }, at));
const save = async (actor: Somebody, id: AssessmentId, side: Side, given: { answers?: Answers; blockers?: Blockers }, at = now) =>
  await asActor(db.app, actor, async (trx) => await saveAnswers(trx, actor.accountId, id, side, given, at));
const finish = async (actor: Somebody, id: AssessmentId, at = now) =>
  await asActor(db.app, actor, async (trx) => await finishAssessment(trx, actor.accountId, id, at));
const read = async (actor: Actor, id: AssessmentId) => await asActor(db.app, actor, async (trx) => await getAssessment(trx, id));
const fresh = async (familyName: string) => await plantPerson(site, here, office, { familyName });
const refusal = (code: string) => expect.objectContaining({ module: 'readiness', code });

beforeAll(async () => {
  ({ id: office } = await plantOffice(db, 'here'));
  ({ id: elsewhere } = await plantOffice(db, 'there'));
  here = await plantAccount(db, { roles: [{ role: 'counsellor', scope: office }] });
  there = await plantAccount(db, { roles: [{ role: 'counsellor', scope: elsewhere }] });
  planner = await plantAccount(db, { roles: [{ role: 'planner' }] });
  stranger = { ...(await plantAccount(db)), assurance: 1 };
  self = { ...(await plantAccount(db)), assurance: 1 };
  person = await plantPerson(site, here, office);
  caseId = await plantCase(db, here, office, person);
  await plantLink(db, self.accountId, person);
});

describe('an assessment', () => {
  test('is begun once, by the person or the desk, and by nobody else', async () => {
    const of = await fresh('Once');
    const id = await start(here, now, of);
    await expect(start(here, now, of)).rejects.toEqual(refusal('open-already'));
    expect((await read(here, id)).standing).toBe('desk');
    for (const actor of [stranger, there]) {
      const error = await start(actor, now, await fresh('Twice')).catch((reason: unknown) => reason);
      expect(isForbidden(error)).toBe(true);
    }
    await expect(start(here, now, newId<'access.subjects'>())).rejects.toEqual(refusal('not-found'));
  });

  test('keeps the two sides apart, and the person never writes the counsellor’s', async () => {
    const id = await start(self);
    await save(self, id, 'founder', { answers: { 'money-start': 3 } });
    await save(here, id, 'counsellor', { answers: { 'money-start': 1 }, blockers: { debt: 'no' } });
    const found = await read(self, id);
    expect([found.founder.answers, found.counsellor.answers]).toEqual([{ 'money-start': 3 }, { 'money-start': 1 }]);
    expect([found.founder.by, found.counsellor.by]).toEqual([[self.accountId], [here.accountId]]);
    await expect(save(self, id, 'counsellor', { answers: { 'money-start': 3 } })).rejects.toEqual(refusal('not-your-side'));
    const forged = asActor(
      db.app,
      self,
      async (trx) =>
        await trx
          .insertInto('readiness.answers')
          .values({
            assessment_id: id,
            person_id: person,
            office_id: office,
            side: 'counsellor',
            question: 'idea-price',
            points: 3,
            answered_at: now,
            by_account: self.accountId,
          })
          .execute(),
    ).catch((reason: unknown) => reason);
    expect(isForbidden(await forged)).toBe(true);
    await save(here, id, 'founder', { answers: { 'money-start': 2 } });
    expect((await read(self, id)).founder).toMatchObject({ answers: { 'money-start': 2 }, by: [here.accountId] });
    await expect(finish(self, id)).rejects.toEqual(refusal('incomplete'));
    await save(self, id, 'founder', { blockers: { permit: 'yes' } });
    expect(await finish(self, id)).toBe('blocked');
  });

  test('is not there for a stranger and another office, nor with one factor at the desk', async () => {
    const [latest] = await asActor(db.app, here, async (trx) => await assessmentsOf(trx, [person]));
    expect(latest?.result).toBe('blocked');
    const id = latest?.id ?? newId<'readiness.assessments'>();
    for (const actor of [stranger, there, planner, { ...here, assurance: 1 as const }]) {
      await expect(read(actor, id)).rejects.toEqual(refusal('not-found'));
      await expect(finish(actor, id)).rejects.toEqual(refusal('not-found'));
    }
  });

  test('stays as it is once it is finished, also against the database', async () => {
    const [found] = await asActor(db.app, here, async (trx) => await assessmentsOf(trx, [person]));
    const id = found?.id ?? newId<'readiness.assessments'>();
    await expect(save(here, id, 'founder', { answers: { 'idea-price': 3 } })).rejects.toEqual(refusal('finished'));
    await expect(finish(here, id)).rejects.toEqual(refusal('finished'));
    const change = asActor(
      db.app,
      here,
      async (trx) => await trx.updateTable('readiness.assessments').set({ result: 'ready' }).where('id', '=', id).execute(),
    ).catch((reason: unknown) => reason);
    expect(brokenConstraint(await change)).toBe('assessments_frozen');
    const answer = asActor(
      db.app,
      here,
      async (trx) => await trx.updateTable('readiness.answers').set({ points: 3 }).where('assessment_id', '=', id).execute(),
    ).catch((reason: unknown) => reason);
    expect(brokenConstraint(await answer)).toBe('answers_frozen');
  });

  test('that two finish at once is finished once', async () => {
    const id = await start(here, now, await fresh('Race'));
    await save(here, id, 'founder', { answers: answersOf(3), blockers: blockersOf() });
    const done = await Promise.allSettled([
      finish(here, id),
      finish(here, id),
      save(here, id, 'founder', { answers: { 'idea-price': 0 } }),
    ]);
    expect(done.slice(0, 2).filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const found = await read(here, id);
    // Whichever came first, what is kept was judged on the answers that are kept.
    expect(found.result).toBe(found.judged.result);
    expect(found.areaResults.filter(({ side }) => side === 'founder')).toHaveLength(8);
  });
});

describe('next steps', () => {
  const words = (code: AdviceCode) => ({ title: `Step ${code}`, detail: '' });
  const plan = async (id: AssessmentId, chosen: readonly AdviceCode[], actor = here) =>
    await asActor(db.app, actor, async (trx) => await planAdvice(trx, actor.accountId, id, chosen, words, { day: '2026-11-20', now }));
  const rows = async (sqlText: string) => (await db.superuser.query<{ it: string }>(sqlText, [caseId])).rows.map(({ it }) => it);

  test('go into the plan of the case once, and what stands in the way among its blockers', async () => {
    const id = await start(here, later);
    await save(
      here,
      id,
      'founder',
      { answers: answersOf(3, { 'money-start': 0, 'money-last': 0 }), blockers: blockersOf({ debt: 'yes' }) },
      later,
    );
    await expect(plan(id, ['blocker-debt'])).rejects.toEqual(refusal('not-finished'));
    await finish(here, id, later);
    expect(await plan(id, ['blocker-debt', 'train-money', 'train-idea'])).toBe(caseId);
    await expect(plan(id, ['blocker-debt', 'train-money'])).rejects.toEqual(refusal('nothing-chosen'));
    expect(await rows('select title as it from cases.steps where case_id = $1 order by position')).toEqual([
      'Step blocker-debt',
      'Step train-money',
    ]);
    expect(await rows('select kind as it from cases.blockers where case_id = $1')).toEqual(['debts']);
    expect((await read(here, id)).planned.toSorted()).toEqual(['blocker-debt', 'train-money']);
    for (const actor of [self, there]) await expect(plan(id, ['train-money'], actor)).rejects.toEqual(refusal('not-found'));
  });

  test('wait for a case where there is none', async () => {
    const id = await start(here, now, await fresh('Caseless'));
    await save(here, id, 'counsellor', { answers: answersOf(3), blockers: blockersOf() });
    await finish(here, id);
    await expect(plan(id, ['go-on'])).rejects.toEqual(refusal('no-case'));
  });
});

describe('counts for the region', () => {
  const span = { from: new Date('2026-01-01T00:00:00Z'), until: new Date('2028-01-01T00:00:00Z') };

  test('tell before and after by area, of those who have both, to the desk only', async () => {
    const of = await fresh('Counted');
    for (const [at, points] of [
      [now, 0],
      [later, 3],
    ] as const) {
      const id = await start(here, at, of);
      await save(here, id, 'founder', { answers: answersOf(points), blockers: blockersOf() }, at);
      await finish(here, id, at);
    }
    const told = async (actor: Actor) =>
      await asActor(db.app, actor, async (trx) => await countDistance(trx, { officeIds: [office, elsewhere], ...span }));
    const idea = (await told(here)).filter(({ area }) => area === 'idea');
    expect(idea.find(({ moment, level }) => moment === 'before' && level === 'weak')?.count).toBe(1);
    expect(idea.find(({ moment, level }) => moment === 'after' && level === 'strong')?.count).toBe(1);
    for (const actor of [planner, there, self]) expect(await told(actor)).toEqual([]);
    const change = async (actor: Actor) =>
      await asActor(db.app, actor, async (trx) => await countChange(trx, { officeIds: [office], ...span }));
    expect((await change(here)).find(({ state }) => state === 'further')?.count).toBeGreaterThanOrEqual(1);
    for (const actor of [planner, there, self]) expect(await change(actor)).toEqual([]);
    const onTrack = await asActor(db.app, here, async (trx) => await countResults(trx, { officeIds: [office], ...span, track: 'women' }));
    expect(onTrack).toEqual([]);
    const all = await asActor(db.app, here, async (trx) => await countResults(trx, { officeIds: [office], ...span }));
    expect(all.find(({ result }) => result === 'train-first')).toBeUndefined();
    expect(all.find(({ result }) => result === 'ready')?.count).toBeGreaterThanOrEqual(1);
  });
});
