import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { giveGrant } from '#kernel/consent';
import { asActor, brokenConstraint, isForbidden, newId, type Actor, type AnyWrites } from '#kernel/db';
import { Refusal } from '#kernel/errors';
import { plantAccount, plantLink, plantOffice, plantPerson, type Somebody } from '#test/plant';
import { testSite } from '#test/site';
import { openCase } from '#modules/cases';
import type { PersonId } from '#modules/people';
import { createVenture, type VentureId } from '#modules/ventures';
import { answerCheck, askCheck, checksOf, openChecks } from './checks.ts';
import { planStates, type PlanId, type PlanState } from './plan.ts';
import { copyOfReturns } from './copy-of-returns.ts';
import { beginPlan, getPlan, movePlan, movesOf, plansOf, setVenture, type Step } from './plans.ts';
import { saveSection, sectionsOf } from './sections.ts';

const site = await testSite();
const { db } = site;
const { keyring } = site.network;
const now = new Date();
const way = { leaving: 'IT', arriving: 'SN' };

let office: string, elsewhere: string, third: string;
let counsellor: Somebody, abroad: Somebody, stranger: Somebody, self: Somebody;
let person: PersonId, venture: VentureId, plan: PlanId;

const as = async <T>(actor: Actor, work: (trx: AnyWrites) => Promise<T>) => await asActor(db.app, actor, work);
const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof Refusal ? error.code : isForbidden(error) ? 'forbidden' : (brokenConstraint(error) ?? error);
};
const move = async (who: Actor, action: Step['action'], more: Partial<Step> = {}) =>
  await as(who, async (trx) => await movePlan(trx, plan, { action, ...more }));
const stateOf = async () => (await as(counsellor, async (trx) => await getPlan(trx, plan))).state;
const informedBefore = async (days: number) =>
  await db.superuser.query('update returns.plans set informed_at = now() - make_interval(secs => $2) where id = $1', [plan, days * 86_400]);
/** Where no step leads at once: as a superuser, without the guard. */
const put = async (state: PlanState) =>
  await db.superuser.query(
    `begin; set local session_replication_role = replica;
     update returns.plans set state = '${state}', informed_at = now() - interval '30 days' where id = '${plan}'; commit`,
  );
const grantReturn = async (parts: ('return' | 'venture' | 'plan')[], to = elsewhere) =>
  await as(counsellor, async (trx) => {
    const given = { purpose: 'returns.purpose.feasibility', language: 'en', wording: 'I agree.', how: 'spoken-at-desk' } as const;
    const endsAt = new Date(Date.now() + 86_400_000);
    return await giveGrant(trx, counsellor, { subjectId: person, recipient: { kind: 'office', id: to }, parts, ...given, endsAt });
  });

beforeAll(async () => {
  office = (await plantOffice(db, 'here')).id;
  elsewhere = (await plantOffice(db, 'there')).id;
  third = (await plantOffice(db, 'third')).id;
  counsellor = await plantAccount(db, { roles: [{ role: 'counsellor', scope: office }] });
  abroad = await plantAccount(db, { roles: [{ role: 'counsellor', scope: elsewhere }] });
  stranger = await plantAccount(db, { roles: [{ role: 'office-manager', scope: third }, { role: 'expert' }] });
});

beforeEach(async () => {
  self = await plantAccount(db);
  person = await plantPerson(site, counsellor, office);
  await plantLink(db, self.accountId, person);
  venture = await as(
    counsellor,
    async (trx) =>
      await createVenture(
        trx,
        counsellor.accountId,
        { personId: person, officeId: office },
        {
          title: 'Solar pumps',
          summary: '',
          sector: 'clothing',
          stage: 'planning',
          location: 'there',
          herePlaceId: null,
          therePlaceId: null,
          needs: [],
        },
      ),
  );
  plan = await as(self, async (trx) => await beginPlan(trx, self.accountId, { personId: person, officeId: office, side: 'person' }, way));
});

describe('the time to think', () => {
  test('lies between information and decision: seven days, and the database refuses it a minute earlier', async () => {
    await move(self, 'inform');
    expect(await refusalOf(move(self, 'decide', { how: 'on-line' }))).toBe('time-to-think');
    await informedBefore(6.99);
    expect(await refusalOf(move(counsellor, 'decide', { how: 'signed-at-desk' }))).toBe('time-to-think');
    const past = as(self, async (trx) => {
      await trx.updateTable('returns.plans').set({ state: 'decided', decided_how: 'on-line' }).where('id', '=', plan).execute();
    });
    expect(await refusalOf(past)).toBe('plans_time_to_think');
    await informedBefore(7.01);
    await move(self, 'decide', { how: 'on-line' });
    expect(await stateOf()).toBe('decided');
  });

  test('cannot be shortened: neither its days nor the moment of the information can be written', async () => {
    for (const set of [{ think_days: 7 }, { informed_at: new Date('2026-01-01') }, { decided_at: new Date('2026-01-01') }]) {
      const change = as(counsellor, async (trx) => await trx.updateTable('returns.plans').set(set).where('id', '=', plan).execute());
      expect(await refusalOf(change)).toBe('forbidden');
    }
    await db.superuser.query("update returns.plans set state = 'withdrawn' where id = $1", [plan]);
    const begin = async (more: object) =>
      await as(counsellor, async (trx) => {
        await trx
          .insertInto('returns.plans')
          .values({ id: newId(), person_id: person, office_id: office, ...way, ...more })
          .execute();
      });
    expect(await refusalOf(begin({ think_days: 6 }))).toBe('plans_think_days');
    expect(await refusalOf(begin({ state: 'informed', informed_at: new Date('2026-01-01') }))).toBe('plans_state_follows');
  });
});

describe('a return', () => {
  test('is never more than one, goes its way in order, and keeps every step', async () => {
    const again = as(
      self,
      async (trx) => await beginPlan(trx, self.accountId, { personId: person, officeId: office, side: 'person' }, way),
    );
    expect(await refusalOf(again)).toBe('open-already');
    expect(await refusalOf(move(counsellor, 'leave', { day: '2026-05-01' }))).toBe('not-this-step');
    await move(counsellor, 'inform');
    await informedBefore(8);
    await move(counsellor, 'decide', { how: 'spoken-at-desk' });
    expect(await refusalOf(move(self, 'prepare'))).toBe('desk-only');
    await move(counsellor, 'prepare');
    await move(self, 'leave', { day: '2026-05-02' });
    expect(await refusalOf(move(self, 'arrive', { day: '2026-05-01' }))).toBe('travel');
    await move(self, 'arrive', { day: '2026-05-03' });
    await move(counsellor, 'reintegrate');
    await move(counsellor, 'settle');
    const moves = await as(self, async (trx) => await movesOf(trx, plan));
    expect(moves.map(({ to }) => to)).toEqual(planStates.filter((state) => state !== 'withdrawn'));
    expect(await refusalOf(move(self, 'withdraw'))).toBe('not-this-step');
  });

  test('is decided by the person: on line by nobody else, at the desk by what was said there', async () => {
    await put('informed');
    expect(await refusalOf(move(counsellor, 'decide', { how: 'on-line' }))).toBe('own-decision');
    expect(await refusalOf(move(self, 'decide', { how: 'signed-at-desk' }))).toBe('own-decision');
  });

  test.each(planStates.filter((state) => state !== 'settled' && state !== 'withdrawn'))(
    'is withdrawn when it is %s, and nothing else ends',
    async (state) => {
      await as(
        counsellor,
        async (trx) => await openCase(trx, counsellor.accountId, { personId: person, officeId: office, ventureId: venture, reason: 'x' }),
      );
      await grantReturn(['return']);
      await put(state);
      const rest = async () => {
        const { rows } = await db.superuser.query(
          `select (select jsonb_agg(to_jsonb(c) order by id) from cases.cases c where person_id = $1) as cases,
                (select jsonb_agg(to_jsonb(g) order by id) from consent.grants g where subject_id = $1) as grants,
                (select jsonb_agg(to_jsonb(v)) from ventures.ventures v where lead_person_id = $1) as ventures,
                (select jsonb_agg(to_jsonb(s)) from access.subject_accounts s where subject_id = $1) as links,
                (select to_jsonb(p) from people.people p where id = $1) as person`,
          [person],
        );
        return rows[0] as object;
      };
      const before = await rest();
      expect(JSON.stringify(before)).toContain('Solar pumps');
      await move(self, 'withdraw');
      expect(await stateOf()).toBe('withdrawn');
      expect(await rest()).toEqual(before);
      await as(self, async (trx) => await beginPlan(trx, self.accountId, { personId: person, officeId: office, side: 'person' }, way));
    },
  );

  test('follows the file to the office that takes custody, with all that hangs on it', async () => {
    await as(
      self,
      async (trx) =>
        await saveSection(
          trx,
          keyring,
          { ...(await getPlan(trx, plan)), standing: 'own' },
          { accountId: self.accountId, now },
          { section: 'housing', words: 'My sister’s house' },
        ),
    );
    await as(counsellor, async (trx) => await setVenture(trx, plan, { id: venture, officeId: office }));
    await db.superuser.query('update access.subjects set custodian_id = $2 where id = $1', [person, elsewhere]);
    const there = await as(abroad, async (trx) => {
      const found = await getPlan(trx, plan);
      return { found, written: await sectionsOf(trx, keyring, found) };
    });
    expect(there.found).toMatchObject({ standing: 'desk', ventureId: venture });
    expect(there.written[0]?.words).toBe('My sister’s house');
    expect(await refusalOf(as(counsellor, async (trx) => await getPlan(trx, plan)))).toBe('not-found');
  });
});

describe('who reads and writes a return', () => {
  test('nobody but the custody desk, the person, and whoever has the part return', async () => {
    const seen = async (who: Actor) => (await as(who, async (trx) => await plansOf(trx, [person]))).length;
    expect([
      await seen(counsellor),
      await seen(self),
      await seen(stranger),
      await seen(abroad),
      await seen({ ...counsellor, assurance: 1 }),
    ]).toEqual([1, 1, 0, 0, 0]);
    await grantReturn(['plan', 'venture']);
    expect(await seen(abroad)).toBe(0);
    await grantReturn(['return']);
    expect(await seen(abroad)).toBe(1);
    expect(await refusalOf(move(abroad, 'withdraw'))).toBe('not-found');
    const raw = await as(
      abroad,
      async (trx) => await trx.updateTable('returns.plans').set({ state: 'withdrawn' }).where('id', '=', plan).executeTakeFirst(),
    );
    expect(raw.numUpdatedRows).toBe(0n);
  });

  test('each side writes its own part, sealed, and neither the other’s', async () => {
    const write = async (who: Somebody, words: string) =>
      await as(
        who,
        async (trx) =>
          await saveSection(trx, keyring, await getPlan(trx, plan), { accountId: who.accountId, now }, { section: 'money', words }),
      );
    await write(self, 'Six months of savings');
    await write(counsellor, 'Account is open');
    const written = await as(self, async (trx) => await sectionsOf(trx, keyring, await getPlan(trx, plan)));
    expect(written.map(({ side, words }) => `${side}: ${words}`).toSorted()).toEqual([
      'counsellor: Account is open',
      'person: Six months of savings',
    ]);
    const { rows } = await db.superuser.query<{ words: Buffer }>('select words from returns.sections where plan_id = $1', [plan]);
    for (const { words } of rows) expect(words.toString('latin1')).not.toContain('savings');
    const forged = as(self, async (trx) => {
      const row = { plan_id: plan, person_id: person, office_id: office, section: 'health', side: 'counsellor', words: null, at: now };
      await trx
        .insertInto('returns.sections')
        .values({ ...row, by_account: self.accountId })
        .execute();
    });
    expect(await refusalOf(forged)).toBe('forbidden');
    const history = as(counsellor, async (trx) => await trx.deleteFrom('returns.moves').execute());
    expect(await refusalOf(history)).toBe('forbidden');
  });
});

describe('the reintegration plan', () => {
  const agree = async (who: Somebody, words: string, standing?: 'own') =>
    await as(who, async (trx) => {
      const found = await getPlan(trx, plan);
      const agreed = { section: 'there-work' as const, words, who: 'The cooperative', until: '2026-12-01' };
      await saveSection(trx, keyring, standing ? { ...found, standing } : found, { accountId: who.accountId, now }, agreed);
    });
  const row = () => ({ plan_id: plan, person_id: person, office_id: office, section: 'there-home', side: 'counsellor', at: now });

  test.each(planStates)('is written from the arrival on and until the end, by code and database, when the return is %s', async (state) => {
    await put(state);
    const open = state === 'arrived' || state === 'reintegrating';
    const refusal = state === 'settled' || state === 'withdrawn' ? 'ended' : 'not-there-yet';
    expect(await refusalOf(agree(counsellor, 'A stall on Fridays'))).toBe(open ? null : refusal);
    const past = as(
      counsellor,
      async (trx) =>
        await trx
          .insertInto('returns.sections')
          .values({ ...row(), by_account: counsellor.accountId })
          .execute(),
    );
    expect(await refusalOf(past)).toBe(open ? null : 'sections_after_arrival');
  });

  test('keeps what is agreed, who does it and until when, of each side, sealed, and for nobody without the part return', async () => {
    await put('arrived');
    await agree(self, 'I look for a stall');
    await agree(counsellor, 'The desk asks the town for a stall');
    const seen = async (who: Somebody) => await as(who, async (trx) => await sectionsOf(trx, keyring, await getPlan(trx, plan)));
    expect((await seen(self)).toSorted((a, b) => a.side.localeCompare(b.side))).toMatchObject([
      {
        section: 'there-work',
        side: 'counsellor',
        words: 'The desk asks the town for a stall',
        who: 'The cooperative',
        until: '2026-12-01',
      },
      { section: 'there-work', side: 'person', words: 'I look for a stall', who: 'The cooperative', until: '2026-12-01' },
    ]);
    const { rows } = await db.superuser.query<{ who: Buffer }>('select who from returns.sections where plan_id = $1', [plan]);
    for (const { who } of rows) expect(who.toString('latin1')).not.toContain('cooperative');
    expect(await refusalOf(seen(stranger))).toBe('not-found');
    expect(await refusalOf(seen(abroad))).toBe('not-found');
    await grantReturn(['return']);
    expect(await seen(abroad)).toHaveLength(2);
    expect(await refusalOf(agree(abroad, 'We know better'))).toBe('not-found');
  });

  test('is written by the office that received the person, once the file is there, and no more by the one they left', async () => {
    await put('arrived');
    await agree(counsellor, 'Before the hand-over');
    await db.superuser.query('update access.subjects set custodian_id = $2 where id = $1', [person, elsewhere]);
    await agree(abroad, 'A stall in the covered market');
    expect(await refusalOf(agree(counsellor, 'Still here'))).toBe('not-found');
    const there = await as(self, async (trx) => await sectionsOf(trx, keyring, await getPlan(trx, plan)));
    expect(there.map(({ words }) => words)).toEqual(['A stall in the covered market']);
  });

  test('lets no part of the preparation carry a name or a day', async () => {
    await put('arrived');
    const write = as(counsellor, async (trx) => {
      const odd = { ...row(), section: 'money', until: '2026-12-01', by_account: counsellor.accountId };
      await trx.insertInto('returns.sections').values(odd).execute();
    });
    expect(await refusalOf(write)).toBe('sections_agreed');
  });
});

describe('a venture that goes along', () => {
  const ask = async (to = elsewhere) =>
    await as(counsellor, async (trx) => {
      const asked = { officeId: to, question: 'Is there water?', language: 'en', wording: 'I agree.', how: 'spoken-at-desk', now } as const;
      return await askCheck(trx, keyring, counsellor, await getPlan(trx, plan), asked);
    });
  const answer = async (who: Somebody, id: Awaited<ReturnType<typeof ask>>) =>
    await as(
      who,
      async (trx) => await answerCheck(trx, keyring, who.accountId, id, { answer: 'with-conditions', words: 'A well is needed', now }),
    );

  test('must be judged by the other end before everything counts as prepared', async () => {
    expect(await refusalOf(ask())).toBe('no-venture');
    await as(counsellor, async (trx) => await setVenture(trx, plan, { id: venture, officeId: office }));
    await put('decided');
    expect(await refusalOf(move(counsellor, 'prepare'))).toBe('checked-first');
    const id = await ask();
    expect(await refusalOf(ask())).toBe('asked-already');
    expect(await refusalOf(move(counsellor, 'prepare'))).toBe('checked-first');
    expect((await as(abroad, async (trx) => await openChecks(trx, keyring, [elsewhere]))).map(({ question }) => question)).toContain(
      'Is there water?',
    );
    await answer(abroad, id);
    await move(counsellor, 'prepare');
    const [check] = await as(self, async (trx) => await checksOf(trx, keyring, plan));
    expect(check).toMatchObject({ answer: 'with-conditions', words: 'A well is needed' });
  });

  test('is answered once, by the office that was asked, while the person’s permission lasts', async () => {
    await as(counsellor, async (trx) => await setVenture(trx, plan, { id: venture, officeId: office }));
    const id = await ask();
    for (const who of [stranger, counsellor, self]) expect(await refusalOf(answer(who, id))).toBe('not-found');
    await db.superuser.query('update consent.grants set withdrawn_at = now(), withdrawn_by = $2 where subject_id = $1', [
      person,
      self.accountId,
    ]);
    expect(await refusalOf(answer(abroad, id))).toBe('not-found');
    await grantReturn(['return']);
    await answer(abroad, id);
    expect(await refusalOf(answer(abroad, id))).toBe('answered');
  });

  test('is asked of no office of one’s own, and of none that does not exist', async () => {
    await as(counsellor, async (trx) => await setVenture(trx, plan, { id: venture, officeId: office }));
    for (const to of [office, newId(), 'nonsense']) expect(await refusalOf(ask(to))).toBe('office-unknown');
  });
});

test('the person gets a copy of all of it, and nobody else any of it', async () => {
  await as(self, async (trx) =>
    saveSection(
      trx,
      keyring,
      await getPlan(trx, plan),
      { accountId: self.accountId, now },
      { section: 'money', words: 'Savings for a well.' },
    ),
  );
  const copy = await as(self, async (trx) => await copyOfReturns(trx, keyring, person, 'en'));
  expect(copy.plans).toHaveLength(1);
  expect(copy.plans[0]).toMatchObject({
    plan: { id: plan },
    sections: [{ section: 'money', side: 'person', words: 'Savings for a well.' }],
  });
  expect(await as(stranger, async (trx) => await copyOfReturns(trx, keyring, person, 'en'))).toEqual({ checklist: [], plans: [] });
});
