import { beforeAll, expect, test } from 'vitest';
import { testSite } from '#test/site';
import { askAboutOffer, confirmInterest } from './ask-about-offer.ts';
import { countCorridor, countTrade } from './count-trade.ts';
import type { InterestId } from './interest.ts';
import { acting, contact, plantPublished, plantTrade, type TradeGround } from './trade.fixtures.ts';

const site = await testSite();
let ground: TradeGround;
let interest: InterestId;
const span = { from: new Date('2026-01-01'), until: new Date('2100-01-01') };

beforeAll(async () => {
  ground = await plantTrade(site);
  const offer = await plantPublished(site, ground, ground.here);
  await plantPublished(site, ground, ground.there, { kind: 'request' });
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

const count = async (of: TradeGround['here'], asked = [ground.here.office, ground.there.office], track: string | null = null) =>
  await acting(site, of.officer, async (trx) => await countTrade(trx, asked, span, track));
const report = async (side: string, set: string) =>
  await site.db.superuser.query(`update trade.follow_ups set ${set}, answered_at = now() where interest_id = $1 and side = $2`, [
    interest,
    side,
  ]);

test('an office counts what is published and agreed at its own desk, and nothing of another office', async () => {
  expect((await count(ground.here)).map(({ officeId, what, count: times }) => [officeId, what, times])).toEqual([
    [ground.here.office, 'interest', 1],
    [ground.here.office, 'offer', 1],
  ]);
  expect((await count(ground.there)).map(({ officeId, what }) => [officeId, what])).toEqual([[ground.there.office, 'request']]);
  expect(await count(ground.here, [])).toEqual([]);
});

test('of two reports one counts: that with a contract, of two with a contract the owner’s', async () => {
  await report('owner', "met = 'yes', contract = 'no'");
  await report('asker', "met = 'yes', contract = 'yes', quantity = 40, unit = 'kg', value_minor = 9000, currency = 'EUR'");
  const counted = async () =>
    (await count(ground.here))
      .filter(({ what }) => !['offer', 'interest'].includes(what))
      .map(({ what, measure, count: times, amount }) => [what, measure, times, amount]);
  expect(await counted()).toEqual([
    ['contract', null, 1, null],
    ['met', null, 1, null],
    ['value', 'EUR', 1, 9000n],
    ['volume', 'kg', 1, 40n],
  ]);
  await report('owner', "met = 'yes', contract = 'yes', value_minor = 7000, currency = 'EUR'");
  expect(await counted()).toEqual([
    ['contract', null, 1, null],
    ['met', null, 1, null],
    ['value', 'EUR', 1, 7000n],
  ]);
});

test('a track counts what its founders did', async () => {
  expect(await count(ground.here, undefined, 'women')).toEqual([]);
});

test('anybody reads of a corridor only counts of five and more, and none', async () => {
  const read = async () => await acting(site, ground.there.founder, async (trx) => await countCorridor(trx, ground.corridor));
  expect(await read()).toEqual({ meetings: 0, contracts: null });
});
