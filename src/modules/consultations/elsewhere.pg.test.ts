import { describe, expect, test } from 'vitest';
import { asActor, newId, type AnyWrites } from '#kernel/db';
import { approvePlan, beginPlan, changePlan, getPlan, sendDraft } from '#modules/plans';
import { filledPlan } from '#test/fixtures-plans';
import { plantAccount, type Somebody } from '#test/plant';
import { testSite, type SessionCookie } from '#test/site';
import { openConsultations } from './consultations.fixtures.ts';

const site = await testSite();
const world = await openConsultations(site);
const approver = await plantAccount(site.db, { roles: [{ role: 'planner' }] });
const { act, as, associations, at, begun, far, form, here, opened, people, write } = world;

describe('the page of an association', () => {
  const shown = async (session?: SessionCookie) => (await site.get(`/en/associations/${associations.kept}`, session)).body;

  test('names a consultation to everybody once the association spoke in public', async () => {
    const id = await opened({ title: 'Heard in public (invented)' });
    expect(await shown()).not.toContain('Heard in public');
    await write(associations.kept, id);
    expect(await shown()).toContain(`/en/consultations/${id}`);
    expect((await site.get(`/en/associations/${associations.other}`)).body).not.toContain('Heard in public');
  });

  test('names one that was answered for the office alone to those who write for it and to the office, to nobody else', async () => {
    const id = await opened({ title: 'Heard in confidence (invented)' });
    await write(associations.kept, id, { audience: 'office' });
    for (const session of [as.keeper, as.planner, as.auditor]) expect(await shown(session)).toContain('Heard in confidence');
    for (const session of [undefined, as.otherKeeper, as.otherPlanner, as.networkPlanner, as.counsellor])
      expect(await shown(session)).not.toContain('Heard in confidence');
  });

  test('shows the seats that it holds today on boards that go on', async () => {
    const seat = async (name: string, days: string, ended = false) => {
      const id = newId();
      await site.db.superuser.query(
        `insert into forums.forums (id, office_id, place_id, kind, name, about, rules, language, contact, created_by, ended_on, ended_because)
         values ($1, $2, $3, 'board', $4, 'x', 'x', 'en', 'x', $5, $6, $7)`,
        [id, here.id, here.placeId, name, people.planner.accountId, ended ? '2026-01-01' : null, ended ? 'x' : null],
      );
      await site.db.superuser.query(
        `insert into forums.seats (id, forum_id, association_id, name, since_on, until_on) values ($1, $2, $3, 'Circle', ${days})`,
        [newId(), id, associations.kept],
      );
      return id;
    };
    const today = await seat('Board of today', 'current_date - 9, null');
    await seat('Board of before', 'current_date - 9, current_date - 3');
    await seat('Board that ended', 'current_date - 9, null', true);
    const body = await shown();
    expect(body).toContain(`/en/forums/${today}`);
    expect(body).not.toContain('Board of before');
    expect(body).not.toContain('Board that ended');
  });
});

describe('a plan', () => {
  const byActor = async <T>(who: Somebody, work: (trx: AnyWrites) => Promise<T>) => await asActor(site.db.app, who, work);
  const now = site.network.now();

  /** A published plan of an office. */
  async function published(code: string, by: Somebody, office: typeof here) {
    const id = await byActor(by, async (trx) => {
      const given = { title: `Plan ${code}`, code, lang: 'en', reason: 'New', demonstration: false };
      const where = { placeId: office.placeId, officeId: office.id, otherPlaceId: null, otherOfficeId: null };
      const made = await beginPlan(trx, by.accountId, { ...given, ...where }, now);
      await changePlan(trx, by.accountId, made, { base: 1, change: filledPlan(by.accountId, now) }, now);
      await sendDraft(trx, made, now);
      return made;
    });
    await byActor(approver, async (trx) => {
      const plan = await getPlan(trx, id);
      if (plan) await approvePlan(trx, approver.accountId, plan, plan.officeId, now);
    });
    return id;
  }

  test('and a consultation of its own office lead to one another, at the desk as a draft already', async () => {
    const plan = await published('ours', people.planner, here);
    expect((await site.get(`/en/desk/plans/${plan}`, as.planner)).body).toContain('/en/desk/consultations/new?plan=ours');
    expect((await site.get('/en/desk/consultations/new?plan=ours', as.planner)).body).toMatch(/value="ours" selected/);
    const id = await begun({ title: 'About our plan (invented)', plan: 'ours' });
    expect((await site.get(`/en/desk/plans/${plan}`, as.planner)).body).toContain(at(id));
    for (const session of [undefined, as.planner, as.counsellor])
      expect((await site.get('/en/plans/ours', session)).body).not.toContain('About our plan');
    expect((await site.get(`/en/desk/plans/${plan}`, as.counsellor)).body).not.toContain('About our plan');
    await act(id, 'open');
    expect((await site.get('/en/plans/ours')).body).toContain(`/en/consultations/${id}`);
    expect((await site.get(`/en/consultations/${id}`)).body).toContain('/en/plans/ours');
  });

  test('of another office is neither offered nor taken, nor shown beside what another office wrote', async () => {
    const plan = await published('theirs', people.otherPlanner, far);
    expect((await site.get('/en/desk/consultations/new', as.planner)).body).not.toContain('value="theirs"');
    for (const code of ['theirs', 'no-such-plan']) {
      const refused = await site.post('/en/desk/consultations/new', { ...form, title: 'Kept words', plan: code }, as.planner);
      expect(refused.statusCode).toBe(422);
      expect(refused.body).toContain('no published plan of the office that asks');
      expect(refused.body).toContain('Kept words');
    }
    const id = await begun({ title: 'Forged onto their plan (invented)' });
    await site.db.superuser.query('update consultations.consultations set plan_id = $2 where id = $1', [id, plan]);
    await act(id, 'open');
    expect((await site.get('/en/plans/theirs')).body).not.toContain('Forged onto');
  });
});
