import { describe, expect, test } from 'vitest';
import { withdrawGrant } from '#kernel/consent';
import { asSystem, newId } from '#kernel/db';
import { testDatabase } from '#test/database';
import { declineRequest, offerOnRequest } from './ask-for-handover.ts';
import { agreement, as, inDays, plantFounder, refusalOf, stepText } from './cases.fixtures.ts';
import { addStep } from './change-plan.ts';
import { closeCase } from './close-case.ts';
import type { HandoverId } from './handover.ts';
import { lapse } from './lapse.ts';
import { loadHandover } from './load-handover.ts';
import { markStep } from './mark-step.ts';
import { offerHandover } from './offer-handover.ts';
import { endJointWork, withdrawHandover } from './receive-handover.ts';
import { handoverStage } from './handover.fixtures.ts';

const db = await testDatabase();
const { stage, chiara, aminata, view, accept, note, offer, ask } = handoverStage(db);

describe('joint work', () => {
  const joint = async () => {
    const id = await offer({ kind: 'joint', endsAt: inDays(90), parts: ['contact'] });
    await accept(id);
    return id;
  };

  test('lets the other office plan and write notes, and not close, refer, offer or change', async () => {
    await joint();
    await as(stage.world, aminata(), (trx) =>
      addStep(trx, aminata().accountId, stage.awa.case, stepText({ title: 'See the plot', responsible: 'other-end' })),
    );
    await as(stage.world, aminata(), (trx) => markStep(trx, stage.awa.own, 'start'));
    await note(aminata(), 'The plot is good');
    const there = await view(aminata());
    expect(there.case).toMatchObject({
      standing: 'joint',
      actingOfficeId: stage.world.offices.kaolack,
      officeId: stage.world.offices.padova,
    });
    expect(there.notes.map((one) => one.text)).toEqual(['The plot is good']);
    expect(there.tasks).toEqual([]);
    const close = as(stage.world, aminata(), (trx) =>
      closeCase(trx, aminata().accountId, stage.awa.case, { personOutcome: 'moved', ventureOutcome: null }, '2026-01-01'),
    );
    expect(await refusalOf(close)).toBe('cases.custodian-only');
    const onward = as(stage.world, aminata(), (trx) =>
      offerHandover(trx, aminata(), stage.awa.case, {
        kind: 'hand-over',
        toOfficeId: stage.world.offices.dakar,
        parts: [],
        message: '',
        agreement,
      }),
    );
    expect(await refusalOf(onward)).toBe('cases.custodian-only');
    const here = await view(chiara());
    expect(here.notes.map((one) => [one.text, one.writtenIn])).toEqual([['The plot is good', stage.world.offices.kaolack]]);
    expect(here.steps).toHaveLength(3);
  });

  test('shows only the parts that the person agreed to', async () => {
    await note(chiara(), 'Between us');
    await joint();
    const there = await view(aminata());
    expect(there.notes).toEqual([]);
    expect(there.person).toMatchObject({ identity: { givenName: 'Awa' }, contact: { email: 'awa@example.org' }, profile: null });
    expect(there.venture).toBeNull();
  });

  test.each([
    {
      who: 'the office that has custody',
      end: async (id: HandoverId) => void (await as(stage.world, chiara(), (trx) => endJointWork(trx, id))),
    },
    { who: 'the other office', end: async (id: HandoverId) => void (await as(stage.world, aminata(), (trx) => endJointWork(trx, id))) },
    {
      who: 'the person, with the grant',
      end: async (id: HandoverId) => {
        const { grantId } = await as(stage.world, chiara(), (trx) => loadHandover(trx, id));
        await as(stage.world, stage.awa.self, (trx) => withdrawGrant(trx, stage.awa.self, grantId ?? newId()));
      },
    },
  ])('is ended by $who', async ({ end }) => {
    const id = await joint();
    await end(id);
    expect(await refusalOf(view(aminata()))).toBe('cases.not-found');
    expect(await refusalOf(as(stage.world, aminata(), (trx) => addStep(trx, aminata().accountId, stage.awa.case, stepText())))).toBe(
      'cases.not-found',
    );
    expect((await as(stage.world, chiara(), (trx) => loadHandover(trx, id))).endedAt).toBeInstanceOf(Date);
    expect(await refusalOf(as(stage.world, chiara(), (trx) => endJointWork(trx, id)))).toBe('cases.joint-ended');
  });

  test('ends by itself when its grant runs out', async () => {
    const id = await joint();
    await db.superuser.query(
      `update consent.grants set starts_at = now() - interval '2 days', ends_at = now() - interval '1 day' where id = (select grant_id from cases.handovers where id = $1)`,
      [id],
    );
    expect(await refusalOf(view(aminata()))).toBe('cases.not-found');
    expect((await asSystem(db.jobs, lapse)).joint).toBe(1);
    expect((await as(stage.world, chiara(), (trx) => loadHandover(trx, id))).endedAt).toBeInstanceOf(Date);
  });

  test('goes on under the new office when the file is handed to a third, and ends with the office that receives it', async () => {
    const id = await joint();
    await accept(await offer({ toOfficeId: stage.world.offices.dakar }), stage.world.staff.ousmane);
    expect((await view(aminata())).case.standing).toBe('joint');
    expect((await as(stage.world, stage.world.staff.ousmane, (trx) => loadHandover(trx, id))).fromOfficeId).toBe(stage.world.offices.dakar);
    const onward = await as(stage.world, stage.world.staff.ousmane, (trx) =>
      offerHandover(trx, stage.world.staff.ousmane, stage.awa.case, {
        kind: 'hand-over',
        toOfficeId: stage.world.offices.kaolack,
        parts: [],
        message: '',
        agreement,
      }),
    );
    await accept(onward);
    expect((await view(aminata())).case.standing).toBe('custody');
    expect((await as(stage.world, aminata(), (trx) => loadHandover(trx, id))).endedAt).toBeInstanceOf(Date);
  });
});

describe('a request from the other end', () => {
  test('becomes an offer by the agreement given there, and then a hand-over', async () => {
    await note(chiara(), 'Known since March');
    const id = await ask();
    await as(stage.world, chiara(), (trx) => offerOnRequest(trx, chiara(), id, stage.awa.case));
    const { rows } = await db.superuser.query<{ wording: string; given_how: string }>(
      'select wording, given_how from consent.grants where id = (select grant_id from cases.handovers where id = $1)',
      [id],
    );
    expect(rows).toEqual([{ wording: agreement.wording, given_how: agreement.how }]);
    await accept(id);
    expect((await view(aminata())).notes.map((one) => one.text)).toEqual(['Known since March']);
  });

  test('looks the same from the other end whether the person is unknown or the office says no', async () => {
    const known = await ask();
    const unknown = await ask({ claimedName: 'Nobody Here' });
    for (const id of [known, unknown]) await as(stage.world, chiara(), (trx) => declineRequest(trx, chiara().accountId, id));
    const read = async (id: HandoverId) => {
      const {
        id: _id,
        claim,
        startedAt: _at,
        lapsesAt: _lapses,
        answeredAt: _answered,
        ...rest
      } = await as(stage.world, aminata(), (trx) => loadHandover(trx, id));
      return { ...rest, claimed: claim?.name };
    };
    const [one, other] = [await read(known), await read(unknown)];
    expect({ ...one, claimed: null }).toEqual({ ...other, claimed: null });
    expect(one).toMatchObject({ state: 'declined', reason: 'not-possible', personId: null, caseId: null });
  });

  test('cannot be declined in words that would tell', async () => {
    const id = await ask();
    const tell = as(stage.world, chiara(), (trx) =>
      trx.updateTable('cases.handovers').set({ state: 'declined', reason: 'We know her and will not' }).where('id', '=', id).execute(),
    );
    await expect(tell).rejects.toThrow('handovers_no_betrayal');
  });

  test('is answered only by the office that was asked, and with a file of its own', async () => {
    const id = await ask();
    const { ousmane } = stage.world.staff;
    const fatou = await plantFounder(stage.world, { name: 'Fatou', at: 'aminata' });
    expect(await refusalOf(as(stage.world, ousmane, (trx) => offerOnRequest(trx, ousmane, id, stage.awa.case)))).toBe('cases.not-found');
    expect(await refusalOf(as(stage.world, aminata(), (trx) => offerOnRequest(trx, aminata(), id, fatou.case)))).toBe('cases.not-found');
    expect(await refusalOf(as(stage.world, chiara(), (trx) => offerOnRequest(trx, chiara(), id, fatou.case)))).toBe('cases.not-found');
    expect(await refusalOf(as(stage.world, aminata(), (trx) => declineRequest(trx, aminata().accountId, id)))).toBe('cases.not-found');
  });

  test('is withdrawn by the office that asked, and lapses like an offer', async () => {
    const id = await ask();
    expect(await refusalOf(as(stage.world, chiara(), (trx) => withdrawHandover(trx, id)))).toBe('cases.not-found');
    await as(stage.world, aminata(), (trx) => withdrawHandover(trx, id));
    expect(await refusalOf(as(stage.world, chiara(), (trx) => offerOnRequest(trx, chiara(), id, stage.awa.case)))).toBe(
      'cases.handover-withdrawn',
    );
    const second = await ask();
    await db.superuser.query(`update cases.handovers set lapses_at = now() - interval '100 days' where id = $1`, [second]);
    const lapsed = await asSystem(db.jobs, lapse);
    expect(lapsed.handovers).toContainEqual({
      id: second,
      fromOfficeId: stage.world.offices.padova,
      toOfficeId: stage.world.offices.kaolack,
      started: 'other-end',
    });
    expect((await as(stage.world, aminata(), (trx) => loadHandover(trx, second))).claim).toBeNull();
  });

  test('is made for no other desk than one’s own', async () => {
    const forged = ask({ toOfficeId: stage.world.offices.dakar });
    await expect(forged).rejects.toThrow('row-level security');
  });
});
