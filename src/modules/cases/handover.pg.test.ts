import { describe, expect, test } from 'vitest';
import { withdrawGrant } from '#kernel/consent';
import { asSystem, newId, type Actor } from '#kernel/db';
import { getPerson } from '#modules/people';
import { getVenture } from '#modules/ventures';
import { testDatabase } from '#test/database';
import { agreement, as, inDays, plantFounder, refusalOf, stepText, type Founder } from './cases.fixtures.ts';
import { addStep } from './change-plan.ts';
import { closeCase } from './close-case.ts';
import { caseOfPerson } from './get-case.ts';
import { lapse } from './lapse.ts';
import { listHandovers } from './list-handovers.ts';
import { loadHandover } from './load-handover.ts';
import { offerHandover } from './offer-handover.ts';
import { declineHandover, seeHandover, withdrawHandover } from './receive-handover.ts';
import { referStep } from './refer-step.ts';
import { addTask } from './task.ts';
import { releaseWithheld, withheldOf } from './withheld.ts';
import { handoverStage } from './handover.fixtures.ts';

const db = await testDatabase();
const { stage, chiara, aminata, view, accept, note, offer, ask } = handoverStage(db);

describe('an offer', () => {
  test('shows the other end what the person agreed to, and to a third office nothing', async () => {
    await note(chiara(), 'About the loan');
    const id = await offer({ parts: ['notes'] });
    expect(await as(stage.world, aminata(), (trx) => seeHandover(trx, id))).toMatchObject({ state: 'seen', personId: stage.awa.person });
    const seen = await view(aminata());
    expect(seen.person).toMatchObject({ identity: { givenName: 'Awa' }, contact: { email: 'awa@example.org' } });
    expect(seen.notes.map((one) => one.text)).toEqual(['About the loan']);
    expect(seen.case.standing).toBe('reader');
    const { ousmane } = stage.world.staff;
    expect(await refusalOf(view(ousmane))).toBe('cases.not-found');
    expect(await refusalOf(as(stage.world, ousmane, (trx) => loadHandover(trx, id)))).toBe('cases.not-found');
  });

  test('lets the other end read and not write before it accepts', async () => {
    const id = await offer();
    await as(stage.world, aminata(), (trx) => seeHandover(trx, id));
    expect(await refusalOf(as(stage.world, aminata(), (trx) => addStep(trx, aminata().accountId, stage.awa.case, stepText())))).toBe(
      'cases.not-found',
    );
    expect(await refusalOf(note(aminata(), 'x'))).toBe('cases.not-found');
    const forged = as(stage.world, aminata(), (trx) =>
      trx.updateTable('cases.handovers').set({ state: 'accepted' }).where('id', '=', id).execute(),
    );
    await expect(forged).rejects.toThrow('row-level security');
  });

  test('cannot be accepted by the office that made it, nor by any other', async () => {
    const id = await offer();
    expect(await refusalOf(accept(id, chiara()))).toBe('cases.not-found');
    expect(await refusalOf(accept(id, stage.world.staff.ousmane))).toBe('cases.not-found');
    const forged = as(stage.world, chiara(), (trx) =>
      trx.updateTable('cases.handovers').set({ state: 'accepted' }).where('id', '=', id).execute(),
    );
    await expect(forged).rejects.toThrow('row-level security');
  });

  test('is declined with a reason, and shows nothing from then on', async () => {
    const id = await offer({ parts: ['notes'] });
    await as(stage.world, aminata(), (trx) => declineHandover(trx, aminata().accountId, id, 'We have no place'));
    expect(await refusalOf(view(aminata()))).toBe('cases.not-found');
    expect(await as(stage.world, chiara(), (trx) => loadHandover(trx, id))).toMatchObject({
      state: 'declined',
      reason: 'We have no place',
    });
    expect((await view(chiara())).case.standing).toBe('custody');
  });

  test('is withdrawn by the office, or by the person with the grant', async () => {
    const first = await offer();
    await as(stage.world, chiara(), (trx) => withdrawHandover(trx, first));
    expect(await refusalOf(accept(first))).toBe('cases.handover-withdrawn');
    const second = await offer();
    const { grantId } = await as(stage.world, chiara(), (trx) => loadHandover(trx, second));
    await as(stage.world, stage.awa.self, (trx) => withdrawGrant(trx, stage.awa.self, grantId ?? newId()));
    expect(await refusalOf(accept(second))).toBe('cases.handover-withdrawn');
    expect(await refusalOf(view(aminata()))).toBe('cases.not-found');
  });

  test('lapses after thirty days, its grant with it', async () => {
    const id = await offer();
    await db.superuser.query(`update cases.handovers set lapses_at = now() - interval '1 minute' where id = $1`, [id]);
    expect(await refusalOf(accept(id))).toBe('cases.handover-not-open');
    const lapsed = await asSystem(db.jobs, lapse);
    expect(lapsed.handovers.map((one) => one.id)).toContain(id);
    expect(await refusalOf(accept(id))).toBe('cases.handover-lapsed');
    expect(await refusalOf(view(aminata()))).toBe('cases.not-found');
  });

  test('is made once to the same office, to no office of fancy, and not to oneself', async () => {
    await offer();
    expect(await refusalOf(offer())).toBe('cases.offered-already');
    expect(await refusalOf(offer({ toOfficeId: newId() }))).toBe('cases.office-unknown');
    expect(await refusalOf(offer({ toOfficeId: stage.world.offices.padova }))).toBe('cases.same-office');
  });

  test('keeps a case from being closed until it is answered', async () => {
    await offer();
    const close = as(stage.world, chiara(), (trx) =>
      closeCase(trx, chiara().accountId, stage.awa.case, { personOutcome: 'moved', ventureOutcome: null }, '2026-01-01'),
    );
    expect(await refusalOf(close)).toBe('cases.offer-open');
  });
});

describe('an accepted hand-over', () => {
  test('moves custody of everything, and leaves the first office with nothing', async () => {
    await note(chiara(), 'Old note');
    await as(stage.world, chiara(), (trx) =>
      addTask(trx, chiara().accountId, stage.awa.case, { title: 'Call', dueOn: null, assignedTo: chiara().accountId }),
    );
    await as(stage.world, chiara(), (trx) =>
      referStep(trx, chiara(), stage.awa.withProvider, {
        organisationId: stage.world.organisations.chamber,
        serviceId: null,
        parts: [],
        message: '',
        agreement,
        endsAt: inDays(30),
      }),
    );
    const id = await offer({ parts: ['notes'] });
    const { caseId } = await accept(id);
    expect(caseId).toBe(stage.awa.case);
    const moved = await view(aminata());
    expect(moved.case).toMatchObject({ standing: 'custody', officeId: stage.world.offices.kaolack, counsellorId: aminata().accountId });
    expect(moved.person?.officeId).toBe(stage.world.offices.kaolack);
    expect(moved.venture?.officeId).toBe(stage.world.offices.kaolack);
    expect(moved.notes.map((one) => one.text)).toEqual(['Old note']);
    expect(moved.tasks).toMatchObject([{ title: 'Call', assignedTo: null }]);
    expect(moved.referrals).toHaveLength(1);
    expect(moved.history[0]?.kind).toBe('counsellor-changed');

    expect(await refusalOf(view(chiara()))).toBe('cases.not-found');
    expect(await as(stage.world, chiara(), (trx) => getPerson(trx, stage.awa.person))).toBeNull();
    expect(await as(stage.world, chiara(), (trx) => getVenture(trx, stage.awa.venture))).toBeNull();
    expect(await as(stage.world, chiara(), (trx) => caseOfPerson(trx, stage.awa.person))).toBeNull();
    // What remains is that the office handed a file over, and to whom.
    expect(await as(stage.world, chiara(), (trx) => loadHandover(trx, id))).toMatchObject({
      state: 'accepted',
      toOfficeId: stage.world.offices.kaolack,
    });
  });

  test('withholds notes that the person did not agree to pass on, until the person releases them', async () => {
    await note(chiara(), 'Between us');
    await accept(await offer({ parts: ['documents'] }));
    await note(aminata(), 'First talk here');
    const before = await view(aminata());
    expect(before.notes.map((one) => one.text)).toEqual(['First talk here']);
    expect(before.withheld.map(({ part }) => part)).toEqual(['appointments', 'notes']);
    expect(await refusalOf(as(stage.world, aminata(), (trx) => releaseWithheld(trx, stage.awa.person, 'notes')))).toBe('cases.not-found');
    await as(stage.world, stage.awa.self, (trx) => releaseWithheld(trx, stage.awa.person, 'notes'));
    expect((await view(aminata())).notes.map((one) => one.text)).toEqual(['First talk here', 'Between us']);
    expect((await as(stage.world, stage.awa.self, (trx) => withheldOf(trx, stage.awa.person))).map(({ part }) => part)).toEqual([
      'appointments',
    ]);
  });

  test('gives an office that gets a file back what it wrote itself, and not what was written meanwhile', async () => {
    await note(chiara(), 'From Padova');
    await accept(await offer());
    await note(aminata(), 'From Kaolack');
    const back = await as(stage.world, aminata(), (trx) =>
      offerHandover(trx, aminata(), stage.awa.case, {
        kind: 'hand-over',
        toOfficeId: stage.world.offices.padova,
        parts: [],
        message: '',
        agreement,
      }),
    );
    await accept(back, chiara());
    expect((await view(chiara())).notes.map((one) => one.text)).toEqual(['From Padova']);
  });

  test('is won by one of those who accept at once', async () => {
    const id = await offer();
    const answers = await Promise.all(Array.from({ length: 8 }, async () => await refusalOf(accept(id))));
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(answers.filter((answer) => answer !== 'done').every((answer) => /handover-(accepted|not-open)/.test(answer))).toBe(true);
  });

  test('is won by one of two offices to which it was offered', async () => {
    const first = await offer();
    const second = await offer({ toOfficeId: stage.world.offices.dakar });
    const answers = await Promise.all([refusalOf(accept(first)), refusalOf(accept(second, stage.world.staff.ousmane))]);
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    const loser = answers[0] === 'done' ? stage.world.staff.ousmane : aminata();
    expect(await refusalOf(view(loser))).toBe('cases.not-found');
  });

  test('changes a reference that the new office has given to somebody else', async () => {
    const fatou = await plantFounder(stage.world, { name: 'Fatou', at: 'aminata' });
    const referenceOf = async (id: Founder['person']) => (await as(stage.world, aminata(), (trx) => getPerson(trx, id)))?.reference;
    await db.superuser.query('update people.people set reference = (select reference from people.people where id = $1) where id = $2', [
      fatou.person,
      stage.awa.person,
    ]);
    await accept(await offer());
    expect(await referenceOf(stage.awa.person)).toMatch(/^\d{4}-\d{4}$/);
    expect(await referenceOf(stage.awa.person)).not.toBe(await referenceOf(fatou.person));
  });

  test('leaves a venture with the office of its lead founder, and the case still knows it', async () => {
    const lead = await plantFounder(stage.world, { name: 'Lead' });
    await as(stage.world, chiara(), (trx) =>
      trx
        .updateTable('cases.cases')
        .set({ venture_id: lead.venture, venture_office_id: stage.world.offices.padova })
        .where('id', '=', stage.awa.case)
        .execute(),
    );
    await accept(await offer());
    const moved = await view(aminata());
    expect(moved.case.ventureId).toBe(lead.venture);
    expect(moved.venture).toBeNull();
    expect((await as(stage.world, chiara(), (trx) => getVenture(trx, lead.venture)))?.officeId).toBe(stage.world.offices.padova);
    await as(stage.world, aminata(), (trx) => addStep(trx, aminata().accountId, stage.awa.case, stepText()));
  });
});

test('each office lists what comes to it and what it started', async () => {
  const offered = await offer();
  const asked = await ask({ claimedName: 'Moussa Example' });
  const list = async (actor: Actor, direction: 'in' | 'out') =>
    (await as(stage.world, actor, (trx) => listHandovers(trx, { direction, state: 'open', page: 1, pageSize: 500 }))).rows
      .filter((row) => row.id === offered || row.id === asked)
      .map((row) => [row.id, row.person]);
  expect(await list(chiara(), 'out')).toEqual([[offered, 'Awa Example']]);
  expect(await list(chiara(), 'in')).toEqual([[asked, 'Moussa Example']]);
  expect(await list(aminata(), 'in')).toEqual([[offered, 'Awa Example']]);
  expect(await list(aminata(), 'out')).toEqual([[asked, 'Moussa Example']]);
  expect(await list(stage.world.staff.ousmane, 'in')).toEqual([]);
});
