import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withdrawGrant } from '#kernel/consent';
import { asSystem, newId, type Actor } from '#kernel/db';
import { getPerson, personNames } from '#modules/people';
import { venturesOf } from '#modules/ventures';
import { testDatabase } from '#test/database';
import { acceptReferral, declineReferral, openReferral, reportReferral, withdrawReferral } from './answer-referral.ts';
import { agreement, as, inDays, plantFounder, plantWorld, refusalOf, type Founder, type World } from './cases.fixtures.ts';
import { closeCase } from './close-case.ts';
import { caseOfPerson, getCase } from './get-case.ts';
import { lapse } from './lapse.ts';
import { listReferrals } from './list-referrals.ts';
import { loadReferral, referralsOf } from './load-referral.ts';
import { markStep } from './mark-step.ts';
import { writeNote } from './note.ts';
import { referStep, type ReferralToSend } from './refer-step.ts';
import type { ReferralId } from './referral.ts';

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
const chamber = () => world.staff.chamberDesk;

async function refer(given: Partial<ReferralToSend> = {}): Promise<ReferralId> {
  const referral: ReferralToSend = {
    organisationId: world.organisations.chamber,
    serviceId: world.course,
    parts: [],
    message: 'Please take her into the course',
    agreement,
    endsAt: inDays(60),
    ...given,
  };
  return await as(world, chiara(), (trx) => referStep(trx, chiara(), awa.withProvider, referral));
}

/** Everything of the file that somebody reads through row-level security, table by table. */
async function seenBy(actor: Actor): Promise<Record<string, number>> {
  return await as(world, actor, async (trx) => {
    const person = awa.person;
    const count = async (rows: Promise<unknown[]>) => (await rows).length;
    return {
      head: await count(trx.selectFrom('people.people').select('id').where('id', '=', person).execute()),
      identity: (await personNames(trx, [person])).size,
      contact: await count(trx.selectFrom('people.contacts').select('person_id').where('person_id', '=', person).execute()),
      profile: await count(trx.selectFrom('people.profiles').select('person_id').where('person_id', '=', person).execute()),
      venture: (await venturesOf(trx, person)).length,
      case: await count(trx.selectFrom('cases.cases').select('id').where('person_id', '=', person).execute()),
      steps: await count(trx.selectFrom('cases.steps').select('id').where('person_id', '=', person).execute()),
      blockers: await count(trx.selectFrom('cases.blockers').select('id').where('person_id', '=', person).execute()),
      notes: await count(trx.selectFrom('cases.notes').select('id').where('person_id', '=', person).execute()),
      tasks: await count(trx.selectFrom('cases.tasks').select('id').where('person_id', '=', person).execute()),
      referrals: await count(trx.selectFrom('cases.referrals').select('id').where('person_id', '=', person).execute()),
      handovers: await count(trx.selectFrom('cases.handovers').select('id').where('person_id', '=', person).execute()),
      history: await count(trx.selectFrom('cases.events').select('id').where('person_id', '=', person).execute()),
    };
  });
}

const nothing = {
  head: 0,
  identity: 0,
  contact: 0,
  profile: 0,
  venture: 0,
  case: 0,
  steps: 0,
  blockers: 0,
  notes: 0,
  tasks: 0,
  referrals: 0,
  handovers: 0,
  history: 0,
};

describe('a provider', () => {
  test('sees nothing before a referral', async () => {
    expect(await seenBy(chamber())).toEqual(nothing);
  });

  test('sees name and step of a referral, and no more than that', async () => {
    await as(world, chiara(), (trx) =>
      writeNote(trx, world.keyring, chiara().accountId, awa.case, { text: 'Private', sharedWithPerson: false }),
    );
    await refer();
    expect(await seenBy(chamber())).toEqual({ ...nothing, head: 1, identity: 1, steps: 1, referrals: 1 });
    expect(await seenBy(world.staff.bankDesk)).toEqual(nothing);
  });

  test.each([
    { part: 'contact', sees: { contact: 1 } },
    { part: 'profile', sees: { profile: 1 } },
    { part: 'venture', sees: { venture: 1 } },
    { part: 'plan', sees: { case: 1, steps: 2 } },
    { part: 'documents', sees: {} },
    { part: 'notes', sees: {} },
  ])('sees $part only where the person agreed to it, and notes never', async ({ part, sees }) => {
    await as(world, chiara(), (trx) =>
      writeNote(trx, world.keyring, chiara().accountId, awa.case, { text: 'Private', sharedWithPerson: false }),
    );
    await refer({ parts: [part] });
    const { history = 0, ...seen } = await seenBy(chamber());
    const { history: _none, ...expected } = { ...nothing, head: 1, identity: 1, steps: 1, referrals: 1, ...sees };
    expect(seen).toEqual(expected);
    expect(history > 0).toBe(part === 'plan');
  });

  test('opens, accepts and reports, and the office reads each', async () => {
    const id = await refer();
    expect((await as(world, chamber(), (trx) => openReferral(trx, id, ['identity', 'step']))).state).toBe('seen');
    await as(world, chamber(), (trx) => acceptReferral(trx, chamber().accountId, id));
    expect(await refusalOf(as(world, chamber(), (trx) => acceptReferral(trx, chamber().accountId, id)))).toBe('cases.referral-accepted');
    await as(world, chamber(), (trx) => reportReferral(trx, id, { outcome: 'helped', report: 'Finished the course' }));
    const [read] = await as(world, chiara(), (trx) => referralsOf(trx, awa.case));
    expect(read).toMatchObject({ state: 'reported', outcome: 'helped', report: 'Finished the course' });
    expect(read?.seenAt).toBeInstanceOf(Date);
    const { history } = await as(world, chiara(), (trx) => getCase(trx, world.keyring, awa.case));
    expect(history.slice(0, 4).map((event) => event.kind)).toEqual([
      'referral-reported',
      'referral-accepted',
      'referral-seen',
      'referral-sent',
    ]);
  });

  test('declines with a reason and from then on sees nothing', async () => {
    const id = await refer({ parts: ['contact', 'plan'] });
    await as(world, chamber(), (trx) => declineReferral(trx, chamber().accountId, id, 'The course is full'));
    expect(await seenBy(chamber())).toEqual(nothing);
    expect((await as(world, chiara(), (trx) => loadReferral(trx, id))).reason).toBe('The course is full');
  });

  test('does not answer in the place of another provider, or of nobody', async () => {
    const id = await refer();
    const { bankDesk } = world.staff;
    for (const one of [id, newId<'cases.referrals'>()]) {
      expect(await refusalOf(as(world, bankDesk, (trx) => openReferral(trx, one, [])))).toBe('cases.not-found');
      expect(await refusalOf(as(world, bankDesk, (trx) => acceptReferral(trx, bankDesk.accountId, one)))).toBe('cases.not-found');
      expect(await refusalOf(as(world, bankDesk, (trx) => withdrawReferral(trx, bankDesk, one)))).toBe('cases.not-found');
    }
  });

  test('changes nothing of a referral but its answer', async () => {
    const id = await refer();
    const rewrite = (columns: Record<string, unknown>) =>
      as(world, chamber(), (trx) => trx.updateTable('cases.referrals').set(columns).where('id', '=', id).execute());
    await expect(rewrite({ step_id: awa.own })).rejects.toThrow('permission denied');
    await expect(rewrite({ message: 'x' })).rejects.toThrow('permission denied');
    await expect(rewrite({ state: 'withdrawn' })).rejects.toThrow('row-level security');
    await expect(rewrite({ state: 'reported', outcome: 'helped' })).rejects.toThrow('cannot become');
  });

  test('lists what is open and what is over', async () => {
    const id = await refer();
    const list = (state: 'open' | 'over') => as(world, chamber(), (trx) => listReferrals(trx, { state, page: 1, pageSize: 1_000 }));
    const find = async (state: 'open' | 'over') => (await list(state)).rows.find((row) => row.id === id);
    expect(await find('open')).toMatchObject({ person: 'Awa Example', step: 'Learn to keep books', state: 'sent' });
    await as(world, chamber(), (trx) => acceptReferral(trx, chamber().accountId, id));
    await as(world, chamber(), (trx) => reportReferral(trx, id, { outcome: 'partly', report: '' }));
    expect(await find('open')).toBeUndefined();
    expect(await find('over')).toMatchObject({ state: 'reported' });
  });
});

describe('the grant under a referral', () => {
  test('closes everything at once when the person withdraws it, and takes the referral with it', async () => {
    const id = await refer({ parts: ['contact', 'profile', 'venture', 'plan'] });
    const { grantId } = await as(world, chiara(), (trx) => loadReferral(trx, id));
    await as(world, awa.self, (trx) => withdrawGrant(trx, awa.self, grantId));
    expect(await seenBy(chamber())).toEqual(nothing);
    expect((await as(world, chiara(), (trx) => loadReferral(trx, id))).state).toBe('withdrawn');
    expect(await refusalOf(as(world, chamber(), (trx) => acceptReferral(trx, chamber().accountId, id)))).toBe('cases.not-found');
  });

  test('ends when the office withdraws the referral', async () => {
    const id = await refer({ parts: ['contact'] });
    await as(world, chiara(), (trx) => withdrawReferral(trx, chiara(), id));
    expect(await seenBy(chamber())).toEqual(nothing);
    expect((await as(world, chiara(), (trx) => loadReferral(trx, id))).state).toBe('withdrawn');
  });

  test('ends by itself on its last day, and the nightly job says so', async () => {
    const id = await refer();
    await db.superuser.query(
      `update consent.grants set starts_at = now() - interval '2 days', ends_at = now() - interval '1 day' where id = (select grant_id from cases.referrals where id = $1)`,
      [id],
    );
    expect(await seenBy(chamber())).toEqual(nothing);
    expect((await asSystem(db.jobs, lapse)).referrals).toBe(1);
    expect((await as(world, chiara(), (trx) => loadReferral(trx, id))).state).toBe('withdrawn');
    expect((await asSystem(db.jobs, lapse)).referrals).toBe(0);
  });

  test('carries the words that the person agreed to', async () => {
    const id = await refer({ parts: ['contact'] });
    const { rows } = await db.superuser.query<{ wording: string; parts: string[]; purpose: string }>(
      'select wording, parts, purpose from consent.grants where id = (select grant_id from cases.referrals where id = $1)',
      [id],
    );
    expect(rows).toEqual([{ wording: agreement.wording, parts: ['identity', 'contact', 'step'], purpose: 'cases.purpose.referral' }]);
  });
});

describe('the office', () => {
  test('sends a step once to a provider, and again after it was withdrawn', async () => {
    const id = await refer();
    expect(await refusalOf(refer())).toBe('cases.referred-already');
    await refer({ organisationId: world.organisations.bank, serviceId: null });
    await as(world, chiara(), (trx) => withdrawReferral(trx, chiara(), id));
    await refer();
  });

  test('sends nobody to a provider that only a report tells of, or to a service of another provider', async () => {
    const { rows } = await db.superuser.query<{ id: World['organisations']['bank'] }>(
      `select id from directory.organisations where standing = 'reported'`,
    );
    const old = rows[0]?.id ?? newId();
    expect(await refusalOf(refer({ organisationId: old, serviceId: null }))).toBe('cases.organisation-unknown');
    expect(await refusalOf(refer({ organisationId: world.organisations.bank }))).toBe('cases.service-unknown');
  });

  test('sends no step that is done, and none of another office', async () => {
    await as(world, chiara(), (trx) => markStep(trx, awa.withProvider, 'finish'));
    expect(await refusalOf(refer())).toBe('cases.step-done');
    const { aminata } = world.staff;
    const abroad = as(world, aminata, (trx) =>
      referStep(trx, aminata, awa.own, {
        organisationId: world.organisations.chamber,
        serviceId: null,
        parts: [],
        message: '',
        agreement,
        endsAt: inDays(10),
      }),
    );
    expect(await refusalOf(abroad)).toBe('cases.not-found');
  });

  test('does not close a case over an open referral', async () => {
    const id = await refer();
    const close = () =>
      as(world, chiara(), (trx) =>
        closeCase(trx, chiara().accountId, awa.case, { personOutcome: 'informed', ventureOutcome: null }, '2026-01-01'),
      );
    expect(await refusalOf(close())).toBe('cases.referrals-open');
    await as(world, chiara(), (trx) => withdrawReferral(trx, chiara(), id));
    await close();
  });
});

test('the person sees their referrals, and a provider never finds the case by the person', async () => {
  await refer({ parts: ['contact'] });
  expect(await as(world, awa.self, (trx) => referralsOf(trx, awa.case))).toHaveLength(1);
  expect(await as(world, chamber(), (trx) => caseOfPerson(trx, awa.person))).toBeNull();
  const person = await as(world, chamber(), (trx) => getPerson(trx, awa.person));
  expect(person).toMatchObject({ identity: { givenName: 'Awa' }, contact: { email: 'awa@example.org' }, profile: null });
});
