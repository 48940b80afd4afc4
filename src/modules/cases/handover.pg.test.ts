import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withdrawGrant } from '#kernel/consent';
import { asSystem, newId, type Actor } from '#kernel/db';
import { getPerson } from '#modules/people';
import { getVenture } from '#modules/ventures';
import { testDatabase } from '#test/database';
import { askForHandover, declineRequest, offerOnRequest, type HandoverRequest } from './ask-for-handover.ts';
import {
  agreement,
  as,
  inDays,
  plantFounder,
  plantWorld,
  refusalOf,
  stepText,
  type Founder,
  type Somebody,
  type World,
} from './cases.fixtures.ts';
import { addStep } from './change-plan.ts';
import { closeCase } from './close-case.ts';
import { caseOfPerson, getCase } from './get-case.ts';
import type { HandoverId } from './handover.ts';
import { lapse } from './lapse.ts';
import { listHandovers } from './list-handovers.ts';
import { loadHandover } from './load-handover.ts';
import { markStep } from './mark-step.ts';
import { writeNote } from './note.ts';
import { offerHandover, type HandoverToOffer } from './offer-handover.ts';
import { acceptHandover, declineHandover, endJointWork, seeHandover, withdrawHandover } from './receive-handover.ts';
import { referStep } from './refer-step.ts';
import { addTask } from './task.ts';
import { releaseWithheld, withheldOf } from './withheld.ts';

const db = await testDatabase();
let world: World;
let awa: Founder;

beforeAll(async () => {
  world = await plantWorld(db);
});
beforeEach(async () => {
  awa = await plantFounder(world);
});

const chiara = () => world.staff.chiara;
const aminata = () => world.staff.aminata;
const view = (actor: Actor) => as(world, actor, (trx) => getCase(trx, world.keyring, awa.case));
const accept = (id: HandoverId, actor: Somebody = aminata()) => as(world, actor, (trx) => acceptHandover(trx, id));
const note = (actor: Somebody, text: string) =>
  as(world, actor, (trx) => writeNote(trx, world.keyring, actor.accountId, awa.case, { text, sharedWithPerson: false }));

async function offer(given: Partial<HandoverToOffer> = {}): Promise<HandoverId> {
  const offered: HandoverToOffer = {
    kind: 'hand-over',
    toOfficeId: world.offices.kaolack,
    parts: [],
    message: 'She goes home in June',
    agreement,
    ...given,
  };
  return await as(world, chiara(), (trx) => offerHandover(trx, chiara(), awa.case, offered));
}

async function ask(given: Partial<HandoverRequest> = {}): Promise<HandoverId> {
  const request: HandoverRequest = {
    kind: 'hand-over',
    toOfficeId: world.offices.kaolack,
    fromOfficeId: world.offices.padova,
    parts: ['notes'],
    claimedName: 'Awa Example',
    claimedContact: '+221330000000',
    claimedBirthYear: 1990,
    agreement,
    message: 'Came by herself',
    ...given,
  };
  return await as(world, aminata(), (trx) => askForHandover(trx, aminata().accountId, request));
}

describe('an offer', () => {
  test('shows the other end what the person agreed to, and to a third office nothing', async () => {
    await note(chiara(), 'About the loan');
    const id = await offer({ parts: ['notes'] });
    expect(await as(world, aminata(), (trx) => seeHandover(trx, id))).toMatchObject({ state: 'seen', personId: awa.person });
    const seen = await view(aminata());
    expect(seen.person).toMatchObject({ identity: { givenName: 'Awa' }, contact: { email: 'awa@example.org' } });
    expect(seen.notes.map((one) => one.text)).toEqual(['About the loan']);
    expect(seen.case.standing).toBe('reader');
    const { ousmane } = world.staff;
    expect(await refusalOf(view(ousmane))).toBe('cases.not-found');
    expect(await refusalOf(as(world, ousmane, (trx) => loadHandover(trx, id)))).toBe('cases.not-found');
  });

  test('lets the other end read and not write before it accepts', async () => {
    const id = await offer();
    await as(world, aminata(), (trx) => seeHandover(trx, id));
    expect(await refusalOf(as(world, aminata(), (trx) => addStep(trx, aminata().accountId, awa.case, stepText())))).toBe('cases.not-found');
    expect(await refusalOf(note(aminata(), 'x'))).toBe('cases.not-found');
    const forged = as(world, aminata(), (trx) =>
      trx.updateTable('cases.handovers').set({ state: 'accepted' }).where('id', '=', id).execute(),
    );
    await expect(forged).rejects.toThrow('row-level security');
  });

  test('cannot be accepted by the office that made it, nor by any other', async () => {
    const id = await offer();
    expect(await refusalOf(accept(id, chiara()))).toBe('cases.not-found');
    expect(await refusalOf(accept(id, world.staff.ousmane))).toBe('cases.not-found');
    const forged = as(world, chiara(), (trx) =>
      trx.updateTable('cases.handovers').set({ state: 'accepted' }).where('id', '=', id).execute(),
    );
    await expect(forged).rejects.toThrow('row-level security');
  });

  test('is declined with a reason, and shows nothing from then on', async () => {
    const id = await offer({ parts: ['notes'] });
    await as(world, aminata(), (trx) => declineHandover(trx, aminata().accountId, id, 'We have no place'));
    expect(await refusalOf(view(aminata()))).toBe('cases.not-found');
    expect(await as(world, chiara(), (trx) => loadHandover(trx, id))).toMatchObject({ state: 'declined', reason: 'We have no place' });
    expect((await view(chiara())).case.standing).toBe('custody');
  });

  test('is withdrawn by the office, or by the person with the grant', async () => {
    const first = await offer();
    await as(world, chiara(), (trx) => withdrawHandover(trx, first));
    expect(await refusalOf(accept(first))).toBe('cases.handover-withdrawn');
    const second = await offer();
    const { grantId } = await as(world, chiara(), (trx) => loadHandover(trx, second));
    await as(world, awa.self, (trx) => withdrawGrant(trx, awa.self, grantId ?? newId()));
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
    expect(await refusalOf(offer({ toOfficeId: world.offices.padova }))).toBe('cases.same-office');
  });

  test('keeps a case from being closed until it is answered', async () => {
    await offer();
    const close = as(world, chiara(), (trx) =>
      closeCase(trx, chiara().accountId, awa.case, { personOutcome: 'moved', ventureOutcome: null }, '2026-01-01'),
    );
    expect(await refusalOf(close)).toBe('cases.offer-open');
  });
});

describe('an accepted hand-over', () => {
  test('moves custody of everything, and leaves the first office with nothing', async () => {
    await note(chiara(), 'Old note');
    await as(world, chiara(), (trx) =>
      addTask(trx, chiara().accountId, awa.case, { title: 'Call', dueOn: null, assignedTo: chiara().accountId }),
    );
    await as(world, chiara(), (trx) =>
      referStep(trx, chiara(), awa.withProvider, {
        organisationId: world.organisations.chamber,
        serviceId: null,
        parts: [],
        message: '',
        agreement,
        endsAt: inDays(30),
      }),
    );
    const id = await offer({ parts: ['notes'] });
    const { caseId } = await accept(id);
    expect(caseId).toBe(awa.case);
    const moved = await view(aminata());
    expect(moved.case).toMatchObject({ standing: 'custody', officeId: world.offices.kaolack, counsellorId: aminata().accountId });
    expect(moved.person?.officeId).toBe(world.offices.kaolack);
    expect(moved.venture?.officeId).toBe(world.offices.kaolack);
    expect(moved.notes.map((one) => one.text)).toEqual(['Old note']);
    expect(moved.tasks).toMatchObject([{ title: 'Call', assignedTo: null }]);
    expect(moved.referrals).toHaveLength(1);
    expect(moved.history[0]?.kind).toBe('counsellor-changed');

    expect(await refusalOf(view(chiara()))).toBe('cases.not-found');
    expect(await as(world, chiara(), (trx) => getPerson(trx, awa.person))).toBeNull();
    expect(await as(world, chiara(), (trx) => getVenture(trx, awa.venture))).toBeNull();
    expect(await as(world, chiara(), (trx) => caseOfPerson(trx, awa.person))).toBeNull();
    // What remains is that the office handed a file over, and to whom.
    expect(await as(world, chiara(), (trx) => loadHandover(trx, id))).toMatchObject({
      state: 'accepted',
      toOfficeId: world.offices.kaolack,
    });
  });

  test('withholds notes that the person did not agree to pass on, until the person releases them', async () => {
    await note(chiara(), 'Between us');
    await accept(await offer({ parts: ['documents'] }));
    await note(aminata(), 'First talk here');
    const before = await view(aminata());
    expect(before.notes.map((one) => one.text)).toEqual(['First talk here']);
    expect(before.withheld.map(({ part }) => part)).toEqual(['appointments', 'notes']);
    expect(await refusalOf(as(world, aminata(), (trx) => releaseWithheld(trx, awa.person, 'notes')))).toBe('cases.not-found');
    await as(world, awa.self, (trx) => releaseWithheld(trx, awa.person, 'notes'));
    expect((await view(aminata())).notes.map((one) => one.text)).toEqual(['First talk here', 'Between us']);
    expect((await as(world, awa.self, (trx) => withheldOf(trx, awa.person))).map(({ part }) => part)).toEqual(['appointments']);
  });

  test('gives an office that gets a file back what it wrote itself, and not what was written meanwhile', async () => {
    await note(chiara(), 'From Padova');
    await accept(await offer());
    await note(aminata(), 'From Kaolack');
    const back = await as(world, aminata(), (trx) =>
      offerHandover(trx, aminata(), awa.case, { kind: 'hand-over', toOfficeId: world.offices.padova, parts: [], message: '', agreement }),
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
    const second = await offer({ toOfficeId: world.offices.dakar });
    const answers = await Promise.all([refusalOf(accept(first)), refusalOf(accept(second, world.staff.ousmane))]);
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    const loser = answers[0] === 'done' ? world.staff.ousmane : aminata();
    expect(await refusalOf(view(loser))).toBe('cases.not-found');
  });

  test('changes a reference that the new office has given to somebody else', async () => {
    const fatou = await plantFounder(world, { name: 'Fatou', at: 'aminata' });
    const referenceOf = async (id: Founder['person']) => (await as(world, aminata(), (trx) => getPerson(trx, id)))?.reference;
    await db.superuser.query('update people.people set reference = (select reference from people.people where id = $1) where id = $2', [
      fatou.person,
      awa.person,
    ]);
    await accept(await offer());
    expect(await referenceOf(awa.person)).toMatch(/^\d{4}-\d{4}$/);
    expect(await referenceOf(awa.person)).not.toBe(await referenceOf(fatou.person));
  });

  test('leaves a venture with the office of its lead founder, and the case still knows it', async () => {
    const lead = await plantFounder(world, { name: 'Lead' });
    await as(world, chiara(), (trx) =>
      trx
        .updateTable('cases.cases')
        .set({ venture_id: lead.venture, venture_office_id: world.offices.padova })
        .where('id', '=', awa.case)
        .execute(),
    );
    await accept(await offer());
    const moved = await view(aminata());
    expect(moved.case.ventureId).toBe(lead.venture);
    expect(moved.venture).toBeNull();
    expect((await as(world, chiara(), (trx) => getVenture(trx, lead.venture)))?.officeId).toBe(world.offices.padova);
    await as(world, aminata(), (trx) => addStep(trx, aminata().accountId, awa.case, stepText()));
  });
});

describe('joint work', () => {
  const joint = async () => {
    const id = await offer({ kind: 'joint', endsAt: inDays(90), parts: ['contact'] });
    await accept(id);
    return id;
  };

  test('lets the other office plan and write notes, and not close, refer, offer or change', async () => {
    await joint();
    await as(world, aminata(), (trx) =>
      addStep(trx, aminata().accountId, awa.case, stepText({ title: 'See the plot', responsible: 'other-end' })),
    );
    await as(world, aminata(), (trx) => markStep(trx, awa.own, 'start'));
    await note(aminata(), 'The plot is good');
    const there = await view(aminata());
    expect(there.case).toMatchObject({ standing: 'joint', actingOfficeId: world.offices.kaolack, officeId: world.offices.padova });
    expect(there.notes.map((one) => one.text)).toEqual(['The plot is good']);
    expect(there.tasks).toEqual([]);
    const close = as(world, aminata(), (trx) =>
      closeCase(trx, aminata().accountId, awa.case, { personOutcome: 'moved', ventureOutcome: null }, '2026-01-01'),
    );
    expect(await refusalOf(close)).toBe('cases.custodian-only');
    const onward = as(world, aminata(), (trx) =>
      offerHandover(trx, aminata(), awa.case, { kind: 'hand-over', toOfficeId: world.offices.dakar, parts: [], message: '', agreement }),
    );
    expect(await refusalOf(onward)).toBe('cases.custodian-only');
    const here = await view(chiara());
    expect(here.notes.map((one) => [one.text, one.writtenIn])).toEqual([['The plot is good', world.offices.kaolack]]);
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
    { who: 'the office that has custody', end: async (id: HandoverId) => void (await as(world, chiara(), (trx) => endJointWork(trx, id))) },
    { who: 'the other office', end: async (id: HandoverId) => void (await as(world, aminata(), (trx) => endJointWork(trx, id))) },
    {
      who: 'the person, with the grant',
      end: async (id: HandoverId) => {
        const { grantId } = await as(world, chiara(), (trx) => loadHandover(trx, id));
        await as(world, awa.self, (trx) => withdrawGrant(trx, awa.self, grantId ?? newId()));
      },
    },
  ])('is ended by $who', async ({ end }) => {
    const id = await joint();
    await end(id);
    expect(await refusalOf(view(aminata()))).toBe('cases.not-found');
    expect(await refusalOf(as(world, aminata(), (trx) => addStep(trx, aminata().accountId, awa.case, stepText())))).toBe('cases.not-found');
    expect((await as(world, chiara(), (trx) => loadHandover(trx, id))).endedAt).toBeInstanceOf(Date);
    expect(await refusalOf(as(world, chiara(), (trx) => endJointWork(trx, id)))).toBe('cases.joint-ended');
  });

  test('ends by itself when its grant runs out', async () => {
    const id = await joint();
    await db.superuser.query(
      `update consent.grants set starts_at = now() - interval '2 days', ends_at = now() - interval '1 day' where id = (select grant_id from cases.handovers where id = $1)`,
      [id],
    );
    expect(await refusalOf(view(aminata()))).toBe('cases.not-found');
    expect((await asSystem(db.jobs, lapse)).joint).toBe(1);
    expect((await as(world, chiara(), (trx) => loadHandover(trx, id))).endedAt).toBeInstanceOf(Date);
  });

  test('goes on under the new office when the file is handed to a third, and ends with the office that receives it', async () => {
    const id = await joint();
    await accept(await offer({ toOfficeId: world.offices.dakar }), world.staff.ousmane);
    expect((await view(aminata())).case.standing).toBe('joint');
    expect((await as(world, world.staff.ousmane, (trx) => loadHandover(trx, id))).fromOfficeId).toBe(world.offices.dakar);
    const onward = await as(world, world.staff.ousmane, (trx) =>
      offerHandover(trx, world.staff.ousmane, awa.case, {
        kind: 'hand-over',
        toOfficeId: world.offices.kaolack,
        parts: [],
        message: '',
        agreement,
      }),
    );
    await accept(onward);
    expect((await view(aminata())).case.standing).toBe('custody');
    expect((await as(world, aminata(), (trx) => loadHandover(trx, id))).endedAt).toBeInstanceOf(Date);
  });
});

describe('a request from the other end', () => {
  test('becomes an offer by the agreement given there, and then a hand-over', async () => {
    await note(chiara(), 'Known since March');
    const id = await ask();
    await as(world, chiara(), (trx) => offerOnRequest(trx, chiara(), id, awa.case));
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
    for (const id of [known, unknown]) await as(world, chiara(), (trx) => declineRequest(trx, chiara().accountId, id));
    const read = async (id: HandoverId) => {
      const {
        id: _id,
        claim,
        startedAt: _at,
        lapsesAt: _lapses,
        answeredAt: _answered,
        ...rest
      } = await as(world, aminata(), (trx) => loadHandover(trx, id));
      return { ...rest, claimed: claim?.name };
    };
    const [one, other] = [await read(known), await read(unknown)];
    expect({ ...one, claimed: null }).toEqual({ ...other, claimed: null });
    expect(one).toMatchObject({ state: 'declined', reason: 'not-possible', personId: null, caseId: null });
  });

  test('cannot be declined in words that would tell', async () => {
    const id = await ask();
    const tell = as(world, chiara(), (trx) =>
      trx.updateTable('cases.handovers').set({ state: 'declined', reason: 'We know her and will not' }).where('id', '=', id).execute(),
    );
    await expect(tell).rejects.toThrow('handovers_no_betrayal');
  });

  test('is answered only by the office that was asked, and with a file of its own', async () => {
    const id = await ask();
    const { ousmane } = world.staff;
    const fatou = await plantFounder(world, { name: 'Fatou', at: 'aminata' });
    expect(await refusalOf(as(world, ousmane, (trx) => offerOnRequest(trx, ousmane, id, awa.case)))).toBe('cases.not-found');
    expect(await refusalOf(as(world, aminata(), (trx) => offerOnRequest(trx, aminata(), id, fatou.case)))).toBe('cases.not-found');
    expect(await refusalOf(as(world, chiara(), (trx) => offerOnRequest(trx, chiara(), id, fatou.case)))).toBe('cases.not-found');
    expect(await refusalOf(as(world, aminata(), (trx) => declineRequest(trx, aminata().accountId, id)))).toBe('cases.not-found');
  });

  test('is withdrawn by the office that asked, and lapses like an offer', async () => {
    const id = await ask();
    expect(await refusalOf(as(world, chiara(), (trx) => withdrawHandover(trx, id)))).toBe('cases.not-found');
    await as(world, aminata(), (trx) => withdrawHandover(trx, id));
    expect(await refusalOf(as(world, chiara(), (trx) => offerOnRequest(trx, chiara(), id, awa.case)))).toBe('cases.handover-withdrawn');
    const second = await ask();
    await db.superuser.query(`update cases.handovers set lapses_at = now() - interval '100 days' where id = $1`, [second]);
    const lapsed = await asSystem(db.jobs, lapse);
    expect(lapsed.handovers).toContainEqual({
      id: second,
      fromOfficeId: world.offices.padova,
      toOfficeId: world.offices.kaolack,
      started: 'other-end',
    });
    expect((await as(world, aminata(), (trx) => loadHandover(trx, second))).claim).toBeNull();
  });

  test('is made for no other desk than one’s own', async () => {
    const forged = ask({ toOfficeId: world.offices.dakar });
    await expect(forged).rejects.toThrow('row-level security');
  });
});

test('each office lists what comes to it and what it started', async () => {
  const offered = await offer();
  const asked = await ask({ claimedName: 'Moussa Example' });
  const list = async (actor: Actor, direction: 'in' | 'out') =>
    (await as(world, actor, (trx) => listHandovers(trx, { direction, state: 'open', page: 1, pageSize: 500 }))).rows
      .filter((row) => row.id === offered || row.id === asked)
      .map((row) => [row.id, row.person]);
  expect(await list(chiara(), 'out')).toEqual([[offered, 'Awa Example']]);
  expect(await list(chiara(), 'in')).toEqual([[asked, 'Moussa Example']]);
  expect(await list(aminata(), 'in')).toEqual([[offered, 'Awa Example']]);
  expect(await list(aminata(), 'out')).toEqual([[asked, 'Moussa Example']]);
  expect(await list(world.staff.ousmane, 'in')).toEqual([]);
});
