import { beforeAll, describe, expect, test } from 'vitest';
import { giveGrant } from '#kernel/consent';
import { asActor, isForbidden, type Actor, type AnyWrites } from '#kernel/db';
import { addComment, listComments, readPlan, saveAnswers, saveBasics } from '#modules/businessplans';
import type { PersonId } from '#modules/people';
import { plantAccount, plantLink, plantOffice, plantPerson, type Somebody } from '#test/plant';
import { testSite } from '#test/site';
import { addFounder, changeVenture, moveStage, removeFounder } from './change-venture.ts';
import { createVenture } from './create-venture.ts';
import { foundedVentures, foundersOf, getVenture, ventureHistory, venturesOf } from './get-venture.ts';
import type { VentureId, VentureText } from './venture.ts';

const site = await testSite();
const { db } = site;

const text: VentureText = {
  title: 'Bakery',
  summary: 'Flatbread',
  sector: 'food-processing',
  stage: 'idea',
  location: 'both',
  herePlaceId: null,
  therePlaceId: null,
  needs: ['loan'],
};

let counsellor: Somebody, elsewhere: Somebody;
let here: string, there: string;
let lead: PersonId, second: PersonId, foreign: PersonId;
let first: Actor & { accountId: string }, other: Actor & { accountId: string };
let venture: VentureId;

const as = async <T>(actor: Actor, work: (trx: AnyWrites) => Promise<T>) => await asActor(db.app, actor, work);
const failure = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return isForbidden(error) ? 'forbidden' : error instanceof Error ? error.message : null;
};
const join = async (personId: PersonId, officeId: string) =>
  await as(counsellor, async (trx) => await addFounder(trx, counsellor.accountId, venture, { personId, officeId }));
const leave = async (personId: PersonId) =>
  await as(counsellor, async (trx) => await removeFounder(trx, counsellor.accountId, venture, personId));
const planOf = async (actor: Actor) => await as(actor, async (trx) => await readPlan(trx, venture));
const founders = async () => (await as(counsellor, async (trx) => await foundersOf(trx, venture))).map(({ personId }) => personId);
const history = async () => (await as(counsellor, async (trx) => await ventureHistory(trx, venture))).map(({ kind }) => kind);

beforeAll(async () => {
  here = (await plantOffice(db, 'ventures-here')).id;
  there = (await plantOffice(db, 'ventures-there')).id;
  counsellor = await plantAccount(db, { roles: [{ role: 'counsellor', scope: here }] });
  elsewhere = await plantAccount(db, { roles: [{ role: 'counsellor', scope: there }] });
  lead = await plantPerson(site, counsellor, here);
  second = await plantPerson(site, counsellor, here, { givenName: 'Coumba', familyName: 'Ndiaye' });
  foreign = await plantPerson(site, elsewhere, there, { givenName: 'Ibra' });
  [first, other] = [
    { accountId: (await plantAccount(db)).accountId, assurance: 1 },
    { accountId: (await plantAccount(db)).accountId, assurance: 1 },
  ];
  await plantLink(db, first.accountId, lead);
  await plantLink(db, other.accountId, second);
  venture = await as(counsellor, async (trx) => await createVenture(trx, counsellor.accountId, { personId: lead, officeId: here }, text));
});

describe('a venture of the desk', () => {
  test('changes in every field, and its needs are kept as a list', async () => {
    const changed = {
      ...text,
      title: 'Bakery and café',
      summary: '',
      sector: 'restaurants',
      location: 'here' as const,
      needs: ['permit', 'premises'],
    };
    await as(counsellor, async (trx) => await changeVenture(trx, counsellor.accountId, venture, changed));
    expect(await as(counsellor, async (trx) => await getVenture(trx, venture))).toMatchObject(changed);
    await as(counsellor, async (trx) => await changeVenture(trx, counsellor.accountId, venture, { ...changed, needs: [] }));
    expect(await as(counsellor, async (trx) => (await getVenture(trx, venture))?.needs)).toEqual([]);
    expect(await history()).toEqual(['changed', 'changed', 'created']);
  });

  test('every change of stage is an event with before and after; the same stage again is none', async () => {
    await as(counsellor, async (trx) => await changeVenture(trx, counsellor.accountId, venture, { ...text, stage: 'planning' }));
    await as(counsellor, async (trx) => await moveStage(trx, counsellor.accountId, venture, 'registering'));
    await as(counsellor, async (trx) => await moveStage(trx, counsellor.accountId, venture, 'registering'));
    await as(counsellor, async (trx) => await moveStage(trx, counsellor.accountId, venture, 'registering', 'follow-up'));
    const events = await as(counsellor, async (trx) => await ventureHistory(trx, venture));
    expect(events.slice(0, 3).map((one) => [one.kind, one.from_value, one.to_value])).toEqual([
      ['follow-up', 'registering', 'registering'],
      ['stage', 'planning', 'registering'],
      ['stage', 'idea', 'planning'],
    ]);
  });

  test('a stage, an end or a length that no venture has is refused by the database', async () => {
    const change = async (more: object) =>
      await failure(as(counsellor, async (trx) => await changeVenture(trx, counsellor.accountId, venture, { ...text, ...more })));
    expect(await change({ stage: 'famous' })).toMatch(/ventures_stage/);
    expect(await change({ title: 'x'.repeat(161) })).toMatch(/ventures_title/);
    expect(await change({ location: 'nowhere' })).toMatch(/ventures_location/);
  });

  test('another office neither sees nor changes it, and history is never rewritten', async () => {
    expect(await as(elsewhere, async (trx) => await getVenture(trx, venture))).toBeNull();
    const change = as(elsewhere, async (trx) => await changeVenture(trx, elsewhere.accountId, venture, text));
    expect(await failure(change)).toBe('ventures.not-found');
    expect(await failure(as(elsewhere, async (trx) => await moveStage(trx, elsewhere.accountId, venture, 'closed')))).toBe(
      'ventures.not-found',
    );
    const rewrite = as(counsellor, async (trx) => await trx.updateTable('ventures.events').set({ kind: 'created' }).execute());
    expect(await failure(rewrite)).toBe('forbidden');
  });

  test('nobody writes a venture down for a file of another office', async () => {
    const make = (officeId: string) =>
      as(counsellor, async (trx) => await createVenture(trx, counsellor.accountId, { personId: foreign, officeId }, text));
    expect(await failure(make(here))).toBe('ventures.no-such-founder');
    expect(await failure(make(there))).toBe('forbidden');
  });
});

describe('several founders', () => {
  test('a second founder reads and writes the same plan, and a comment of the one stands with the other', async () => {
    const basics = {
      currency: 'EUR',
      otherCurrency: null,
      rate: null,
      rateOn: null,
      rateSource: '',
      startsIn: '2027-01',
      opensAfterMonths: 0,
    };
    const found = await as(first, async (trx) => await getVenture(trx, venture));
    if (!found) throw new Error('the lead founder sees the venture');
    await as(first, async (trx) => await saveBasics(trx, first.accountId, found, basics, null));
    expect(await planOf(other)).toBeNull();

    await join(second, here);
    const plan = await planOf(other);
    if (!plan) throw new Error('a founder reads the plan');
    await as(other, async (trx) => await saveAnswers(trx, other.accountId, found, plan, { 'idea.what': 'Bread for both shores' }));
    await as(other, async (trx) => await addComment(trx, other.accountId, plan, { section: 'idea', text: 'I sell.', side: 'founder' }));
    expect((await planOf(first))?.answers).toEqual({ 'idea.what': 'Bread for both shores' });
    expect((await as(first, async (trx) => await listComments(trx, plan)))[0]).toMatchObject({ text: 'I sell.', by: other.accountId });
    expect(await as(other, foundedVentures)).toEqual([venture]);
    expect((await as(counsellor, async (trx) => await venturesOf(trx, second))).map(({ id }) => id)).toEqual([venture]);
  });

  test('the second founder sees nothing else of the first one’s file, and cannot add anybody', async () => {
    expect((await as(other, async (trx) => await trx.selectFrom('people.people').select('id').execute())).map(({ id }) => id)).toEqual([
      second,
    ]);
    expect(await as(other, async (trx) => await trx.selectFrom('people.identities').select('person_id').execute())).toHaveLength(1);
    const add = as(other, async (trx) => await addFounder(trx, other.accountId, venture, { personId: foreign, officeId: there }));
    expect(await failure(add)).toBe('forbidden');
    // Nobody ends a part for themselves either: the desk does.
    expect(await failure(as(other, async (trx) => await removeFounder(trx, other.accountId, venture, second)))).toBe('ventures.not-found');
  });

  test('the same founder is not added twice, the lead does not leave, and a file of another office is no founder', async () => {
    expect(await failure(join(second, here))).toBe('ventures.already-founder');
    expect(await failure(leave(lead))).toBe('ventures.lead-stays');
    expect(await failure(leave(foreign))).toBe('ventures.not-found');
    expect(await failure(join(foreign, here))).toBe('ventures.no-such-founder');
    expect(await failure(join(foreign, there))).toBe('forbidden');
    const add = as(elsewhere, async (trx) => await addFounder(trx, elsewhere.accountId, venture, { personId: foreign, officeId: there }));
    expect(await failure(add)).toBe('ventures.not-found');
    expect(await founders()).toEqual([lead, second]);
  });

  test('who has left sees neither venture nor plan any more, nor does whom they shared it with, and may join again', async () => {
    const friend = await plantAccount(db, { roles: [{ role: 'expert' }] });
    await as(other, async (trx) => {
      await giveGrant(trx, other, {
        subjectId: second,
        recipient: { kind: 'account', id: friend.accountId },
        purpose: 'businessplans.purpose.review',
        parts: ['venture', 'business-plan'],
        language: 'en',
        wording: 'I agree.',
        how: 'on-line',
        endsAt: new Date(Date.now() + 86_400_000),
      });
    });
    expect(await as(friend, async (trx) => await getVenture(trx, venture))).not.toBeNull();
    await leave(second);
    for (const actor of [other, friend]) {
      expect(await as(actor, async (trx) => await getVenture(trx, venture))).toBeNull();
      expect(await planOf(actor)).toBeNull();
    }
    expect(await planOf(first)).not.toBeNull();
    await join(second, here);
    expect(await planOf(other)).not.toBeNull();
    expect((await history()).slice(0, 3)).toEqual(['founder-joined', 'founder-left', 'founder-joined']);
  });

  test('both acts are on record with the founder whom they are about', async () => {
    const { rows } = await db.superuser.query<{ verb: string }>(
      "select verb from audit.entries where verb like 'ventures.founder-%' order by at, id",
    );
    expect(rows.map(({ verb }) => verb)).toEqual(['ventures.founder-joined', 'ventures.founder-left', 'ventures.founder-joined']);
  });

  test('a founder whose file went to another office is still taken out, but not put back', async () => {
    await db.superuser.query('update access.subjects set custodian_id = $1 where id = $2', [there, second]);
    expect(await failure(leave(second))).toBeNull();
    expect(await failure(join(second, there))).toBe('forbidden');
    expect(await founders()).toEqual([lead]);
    await db.superuser.query('update access.subjects set custodian_id = $1 where id = $2', [here, second]);
  });
});
