import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { JobContext } from '#kernel/jobs';
import { plantAccount, type Somebody } from '#test/plant';
import { testSite, type SessionCookie } from '#test/site';
import { answerFollowUp, followUpsAtDesk, followUpsOf } from './answer-follow-up.ts';
import { askAboutOffer, confirmInterest, endInterest } from './ask-about-offer.ts';
import { askFollowUps } from './ask-follow-ups.ts';
import type { FollowUpAnswer } from './follow-up.ts';
import type { InterestId, Side } from './interest.ts';
import { acting, contact, plantPublished, plantTrade, today, type TradeGround } from './trade.fixtures.ts';
import { addMonths } from '#kernel/time';

const site = await testSite();
let ground: TradeGround;
let stranger: Somebody;
let owner: SessionCookie, officer: SessionCookie;
let interest: InterestId;

beforeAll(async () => {
  ground = await plantTrade(site);
  stranger = { ...(await plantAccount(site.db)), assurance: 1 };
  owner = await site.signIn(ground.here.founder.accountId, 1);
  officer = await site.signIn(ground.here.officer.accountId);
  await site.db.superuser.query("update people.contacts set reach_by = 'email', email = 'founder@example.org'");
});
beforeEach(async () => {
  await site.db.superuser.query('delete from trade.interests');
  const offer = await plantPublished(site, ground, ground.here);
  interest = await acting(
    site,
    ground.there.founder,
    async (trx) =>
      await askAboutOffer(
        trx,
        offer,
        { asker: { ventureId: ground.there.venture }, who: 'A shop', message: 'How much?', contact: contact('Fatou'), agrees: true },
        new Date(),
      ),
  );
  await acting(site, ground.here.founder, async (trx) => await confirmInterest(trx, interest, 'owner', new Date()));
});

const nothing: FollowUpAnswer = {
  met: 'no',
  contract: 'no',
  quantity: null,
  unit: null,
  valueMinor: null,
  currency: null,
  again: null,
  obstacles: ['customs', 'price'],
  note: 'Too far.',
};
const signed: FollowUpAnswer = {
  ...nothing,
  met: 'yes',
  contract: 'yes',
  quantity: 400n,
  unit: 'kg',
  valueMinor: 125_050n,
  currency: 'EUR',
  again: 'perhaps',
};
const reads = async (who: Somebody) => await acting(site, who, async (trx) => await followUpsOf(trx, [interest]));
const answer = async (who: Somebody, side: Side, given = nothing) =>
  await acting(site, who, async (trx) => await answerFollowUp(trx, who.accountId, { interestId: interest, side }, given, new Date()));
const due = async () =>
  await site.db.superuser.query('update trade.follow_ups set due_on = current_date - 1 where interest_id = $1', [interest]);

/** Does the morning's work as the worker would, by the role of jobs; answers the messages that it wrote. */
async function morning(): Promise<string[]> {
  const before = (await site.messages()).length;
  const { keyring, catalogue, publicUrl, log } = site.network;
  const job: JobContext = { log, job: { id: '1', attempt: 1, last: true }, signal: new AbortController().signal };
  await askFollowUps.perform({ db: site.db.jobs, keyring, catalogue, publicUrl, ...job }, {});
  const all = await site.messages();
  return all.slice(0, all.length - before).map(({ to, text }) => `${typeof to === 'string' ? to : to.address}: ${text}`);
}

describe('a follow-up', () => {
  test('is due six months after the second side agreed, for each side apart', async () => {
    const [own, ...others] = await reads(ground.here.founder);
    expect(own).toMatchObject({ side: 'owner', dueOn: addMonths(today(), 6), answer: null });
    expect(others).toEqual([]);
    expect((await reads(ground.there.founder)).map(({ side }) => side)).toEqual(['asker']);
    expect(await reads(stranger)).toEqual([]);
  });

  test('is answered by its own side and by its desk, and read by nobody else', async () => {
    await answer(ground.here.founder, 'owner', signed);
    expect((await reads(ground.here.officer))[0]?.answer).toEqual(signed);
    expect(JSON.stringify(await reads(ground.there.founder), (_key, value: unknown) => String(value))).not.toContain('Too far.');
    await answer(ground.there.officer, 'asker', nothing);
    expect((await reads(ground.there.founder))[0]?.answer).toEqual(nothing);
    for (const [who, side] of [
      [ground.there.founder, 'owner'],
      [ground.here.officer, 'asker'],
      [stranger, 'owner'],
    ] as const)
      await expect(answer(who, side)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('with something traded and no contract, or half an amount, is refused', async () => {
    await expect(answer(ground.here.founder, 'owner', { ...signed, contract: 'talks' })).rejects.toMatchObject({ code: 'no-contract' });
    await expect(answer(ground.here.founder, 'owner', { ...signed, unit: null })).rejects.toMatchObject({ code: 'traded-incomplete' });
  });

  test('of a contact to which one side has not agreed is not there', async () => {
    await site.db.superuser.query('delete from trade.follow_ups');
    await expect(answer(ground.here.founder, 'owner')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the morning', () => {
  test('asks nobody before the day, then both sides and their offices once, then reminds once whoever has not answered', async () => {
    await site.db.superuser.query("update offices.offices set email = code || '@example.org'");
    expect(await morning()).toEqual([]);
    await due();
    const asked = await morning();
    expect(asked.filter((text) => text.startsWith('founder@example.org'))).toHaveLength(2);
    expect(asked.filter((text) => /^(here|there)@example.org/.test(text))).toHaveLength(2);
    expect(asked.join(' ')).toContain(`/me/trade/interests/${interest}/follow-up?side=owner`);
    expect(asked.join(' ')).not.toMatch(/Fatou|A shop|Groundnuts/);
    expect(await morning()).toEqual([]);
    await answer(ground.here.founder, 'owner');
    await site.db.superuser.query("update trade.follow_ups set asked_at = now() - interval '22 days'");
    const reminded = await morning();
    expect(reminded.filter((text) => text.startsWith('founder@example.org'))).toHaveLength(1);
    expect(reminded.join(' ')).toContain('side=asker');
    await site.db.superuser.query("update trade.follow_ups set asked_at = now() - interval '90 days'");
    expect(await morning()).toEqual([]);
  });

  test('leaves a contact alone that one side ended, and asks once where two workers wake', async () => {
    await due();
    const [first, second] = await Promise.all([morning(), morning()]);
    expect(new Set([...(first ?? []), ...(second ?? [])].filter((text) => text.startsWith('founder@')))).toHaveLength(2);
    await site.db.superuser.query('update trade.follow_ups set asked_at = null');
    await acting(site, ground.here.founder, async (trx) => await endInterest(trx, interest, 'owner', new Date()));
    expect(await morning()).toEqual([]);
  });
});

describe('the pages', () => {
  test('keep what a founder typed, refuse an amount that is none, and show the answer to the desk with CSV', async () => {
    await due();
    const path = `/en/me/trade/interests/${interest}/follow-up`;
    const fields = {
      side: 'owner',
      met: 'yes',
      contract: 'yes',
      quantity: '400',
      unit: 'kg',
      value: 'much',
      valueCurrency: 'XOF',
      again: 'yes',
      obstacles: ['customs'],
      note: 'Bread, not cakes.',
    };
    const wrong = await site.post(path, fields, owner);
    expect(wrong.statusCode).toBe(422);
    for (const words of ['much', 'Bread, not cakes.', 'We cannot read this amount']) expect(wrong.body).toContain(words);
    expect((await site.get('/en/desk/trade/follow-ups', officer)).body).toContain('A shop');
    expect((await site.post(path, { ...fields, value: '90 000' }, owner)).statusCode).toBe(303);
    expect((await site.get('/en/desk/trade/follow-ups', officer)).body).not.toContain('A shop');
    const answered = await site.get('/en/desk/trade/follow-ups?which=answered', officer);
    expect(answered.body).toContain('400 kilograms');
    expect((await site.get('/en/desk/trade/follow-ups?which=answered&format=csv', officer)).body).toMatch(/90000(\.0+)?,XOF/);
    expect(
      await acting(
        site,
        ground.there.officer,
        async (trx) => await followUpsAtDesk(trx, [ground.here.office, ground.there.office], { which: 'answered', today: today() }),
      ),
    ).toEqual([]);
  });

  test('of one side do not open to the other, whatever side the form names', async () => {
    const asker = await site.signIn(ground.there.founder.accountId, 1);
    await site.post(`/en/me/trade/interests/${interest}/follow-up`, { side: 'owner', met: 'no', contract: 'no' }, asker);
    expect((await reads(ground.here.founder))[0]?.answer).toBeNull();
    expect((await reads(ground.there.founder))[0]?.answer).toMatchObject({ met: 'no' });
  });
});
