import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asActor, nobody } from '#kernel/db';
import type { JobContext } from '#kernel/jobs';
import type { Somebody } from '#test/plant';
import { testSite, type SessionCookie } from '#test/site';
import type { FairId, ParticipantId } from './fair.ts';
import { decideOnGuest, joinFair, keepPlans, leaveFair } from './join-fair.ts';
import type { OfferId } from './offer.ts';
import { addMeeting, moveMeeting, noteOutcome, proposeSchedule, removeMeeting } from './plan-meetings.ts';
import { getFair, meetingsOf, participantsOf, slotsOfFair, upcomingFairs, wishesOf } from './read-fairs.ts';
import { tradeTasks } from './tell-fair.ts';
import {
  acting,
  fairText,
  plantDraft,
  plantEnd,
  plantPublished,
  plantTrade,
  today,
  type EndOf,
  type TradeGround,
} from './trade.fixtures.ts';
import { actOnFair, changeFair, createFair } from './write-fair.ts';

const site = await testSite();
const now = new Date();
let ground: TradeGround;
let ends: EndOf[];
let offers: OfferId[];
let fair: FairId;
/** One of each end, in the order of `ends`. */
let guests: ParticipantId[];
let slots: string[];

beforeAll(async () => {
  ground = await plantTrade(site);
  const more = [await plantEnd(site, 'third'), await plantEnd(site, 'fourth')];
  ends = [ground.here, ground.there, ...more];
  offers = [];
  for (const end of ends) offers.push(await plantPublished(site, ground, end, { title: `Goods of ${offers.length}` }));
});

const host = <T>(work: Parameters<typeof acting<T>>[2]) => acting(site, ground.here.officer, work);
const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index];
  if (found === undefined) throw new Error(`nothing at ${index}`);
  return found;
};
const join = async (index: number, given: { fair?: FairId; who?: string; by?: Somebody; offer?: OfferId } = {}) =>
  await acting(
    site,
    given.by ?? at(ends, index).founder,
    async (trx) =>
      await joinFair(
        trx,
        given.fair ?? fair,
        { offerId: given.offer ?? at(offers, index) },
        { who: given.who ?? `Firm ${index}`, languages: ['en'] },
      ),
  );
const wish = async (index: number, first: number[], busy: string[] = []) =>
  await acting(
    site,
    at(ends, index).founder,
    async (trx) => await keepPlans(trx, at(guests, index), { first: first.map((one) => at(guests, one)), also: [], busy }),
  );
const announce = async (given: Parameters<typeof fairText>[1] = {}) =>
  await host(async (trx) => {
    const id = await createFair(trx, ground.here.officer.accountId, fairText(ground, given));
    await actOnFair(trx, id, 'announce', now);
    return id;
  });

beforeEach(async () => {
  fair = await announce();
  guests = [];
  for (const index of ends.keys()) guests.push(await join(index));
  for (const id of guests) await host(async (trx) => await decideOnGuest(trx, id, 'approved', now));
  slots = (await host(async (trx) => await slotsOfFair(trx, fair))).map(({ startsAt }) => startsAt.toISOString());
});

const schedule = async () => await host(async (trx) => await meetingsOf(trx, fair));
const publish = async () => await host(async (trx) => await actOnFair(trx, fair, 'publish', now));
const pair = (one: number, other: number) => ({ first: at(guests, one), second: at(guests, other) });
const add = async (one: number, other: number, slot: number, table: number, by = ground.here.officer) =>
  await acting(site, by, async (trx) => await addMeeting(trx, fair, pair(one, other), { slot: at(slots, slot), table, link: null }, now));

describe('registration', () => {
  test('is open to ventures with a published offer of the corridor, on its days, once each', async () => {
    await expect(join(0)).rejects.toMatchObject({ code: 'fair-already' });
    const draft = await plantDraft(site, ground, ground.here);
    const other = await announce();
    await expect(join(0, { fair: other, offer: draft })).rejects.toMatchObject({ code: 'fair-not-for' });
    await expect(join(0, { fair: other, who: 'Ring +39 347 123 4567' })).rejects.toMatchObject({ code: 'contact-in-text' });
    const forOrganisations = await announce({ whoMay: ['organisations'] });
    await expect(join(0, { fair: forOrganisations })).rejects.toMatchObject({ code: 'fair-not-for' });
    await site.db.superuser.query(
      'update trade.fairs set registers_from = current_date - 9, registers_until = current_date - 1 where id = $1',
      [other],
    );
    await expect(join(0, { fair: other })).rejects.toMatchObject({ code: 'fair-closed' });
  });

  test('of somebody else’s offer is refused, and so is a place that nobody approved but oneself', async () => {
    const other = await announce();
    await expect(join(0, { fair: other, offer: at(offers, 1) })).rejects.toMatchObject({ code: 'fair-not-for' });
    const asked = await join(0, { fair: other });
    await expect(acting(site, ground.here.founder, async (trx) => await decideOnGuest(trx, asked, 'approved', now))).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(acting(site, at(ends, 3).officer, async (trx) => await decideOnGuest(trx, asked, 'approved', now))).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('shows who comes to each other and to the offices, never to anybody else, and nobody’s wishes', async () => {
    await wish(0, [1]);
    const reads = async (who: Somebody) => await acting(site, who, async (trx) => (await participantsOf(trx, fair)).length);
    expect(await reads(at(ends, 1).founder)).toBe(4);
    expect(await reads(ground.there.officer)).toBe(4);
    expect(await asActor(site.db.app, nobody, async (trx) => await participantsOf(trx, fair))).toEqual([]);
    const declined = at(guests, 3);
    await host(async (trx) => await decideOnGuest(trx, declined, 'declined', now));
    expect(await reads(at(ends, 3).founder)).toBe(1);
    expect(await acting(site, at(ends, 1).founder, async (trx) => await wishesOf(trx, { fairId: fair }))).toEqual([]);
    expect(await host(async (trx) => await wishesOf(trx, { fairId: fair }))).toHaveLength(1);
  });
});

describe('a schedule', () => {
  test('meets the wishes of both sides, explains the others, and is seen by those who come once it is published', async () => {
    await wish(0, [1, 2]);
    await wish(1, [0]);
    await wish(2, [0], slots);
    expect(await host(async (trx) => await proposeSchedule(trx, fair))).toBe(1);
    const mine = async () => await acting(site, at(ends, 0).founder, async (trx) => await meetingsOf(trx, fair));
    expect(await mine()).toEqual([]);
    await publish();
    expect(await mine()).toHaveLength(1);
    expect(await acting(site, at(ends, 3).founder, async (trx) => await meetingsOf(trx, fair))).toEqual([]);
    const explained = await acting(site, at(ends, 0).founder, async (trx) => await wishesOf(trx, { participantId: at(guests, 0) }));
    expect(explained.map(({ unmet }) => unmet).toSorted()).toEqual(['no-common-time', null]);
    await expect(host(async (trx) => await proposeSchedule(trx, fair))).rejects.toMatchObject({ code: 'fair-published' });
  });

  test('refuses every clash that a hand makes: a person, a table, a pair, a busy time, no table, no time, somebody who does not come', async () => {
    await wish(3, [], [at(slots, 0)]);
    await add(0, 1, 0, 1);
    await expect(add(0, 2, 0, 2)).rejects.toMatchObject({ code: 'clash-person' });
    await expect(add(2, 1, 0, 2)).rejects.toMatchObject({ code: 'clash-person' });
    await expect(add(2, 3, 0, 2)).rejects.toMatchObject({ code: 'clash-busy' });
    await expect(add(2, 3, 1, 3)).rejects.toMatchObject({ code: 'no-such-table' });
    await expect(add(0, 1, 2, 1)).rejects.toMatchObject({ code: 'clash-pair' });
    await add(2, 3, 1, 1);
    const other = await add(0, 2, 2, 1);
    await expect(
      host(async (trx) => await moveMeeting(trx, other, { slot: at(slots, 1), table: 2, link: null }, now)),
    ).rejects.toMatchObject({ code: 'clash-person' });
    await expect(
      host(async (trx) => await moveMeeting(trx, other, { slot: '2020-01-01T00:00:00.000Z', table: 2, link: null }, now)),
    ).rejects.toMatchObject({ code: 'fair-no-slot' });
    await host(async (trx) => await moveMeeting(trx, other, { slot: at(slots, 3), table: 2, link: null }, now));
    await expect(add(1, 3, 1, 1)).rejects.toMatchObject({ code: 'clash-table' });
    await expect(add(1, 3, 1, 2)).rejects.toMatchObject({ code: 'clash-person' });
    await expect(add(1, 2, 3, 1)).rejects.toMatchObject({ code: 'clash-person' });
    await acting(site, at(ends, 1).founder, async (trx) => await leaveFair(trx, at(guests, 1), now));
    await expect(add(1, 3, 3, 1)).rejects.toMatchObject({ code: 'fair-not-coming' });
    expect((await schedule()).some(({ firstId, secondId }) => [firstId, secondId].includes(at(guests, 1)))).toBe(false);
  });

  test('keeps one of many changes that are made at the same time and do not go together', async () => {
    const hosts = [ground.here.officer, ground.here.colleague, ground.there.officer, ground.there.colleague];
    const tries = [
      async () => await add(0, 1, 0, 1, hosts[0]),
      async () => await add(0, 2, 0, 2, hosts[1]),
      async () => await add(0, 3, 0, 1, hosts[2]),
      async () => await add(1, 0, 0, 2, hosts[3]),
    ];
    const done = await Promise.allSettled(tries.map(async (one) => await one()));
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of done) if (one.status === 'rejected') expect(String(one.reason.code)).toMatch(/^clash-/);
    expect(await schedule()).toHaveLength(1);
    const { rows } = await site.db.superuser.query('select from trade.fair_seats where fair_id = $1', [fair]);
    expect(rows).toHaveLength(2);
  });

  test('proposed twice at the same time stands once, without a clash', async () => {
    for (const index of ends.keys())
      await wish(
        index,
        [0, 1, 2, 3].filter((one) => one !== index),
      );
    await Promise.allSettled([1, 2].map(async () => await host(async (trx) => await proposeSchedule(trx, fair))));
    expect(await schedule()).toHaveLength(6);
  });

  test('keeps its times while meetings hang on them', async () => {
    await add(0, 1, 0, 1);
    await expect(host(async (trx) => await changeFair(trx, fair, fairText(ground, { closes: '12:00' })))).rejects.toMatchObject({
      code: 'fair-scheduled',
    });
    await host(async (trx) => await changeFair(trx, fair, fairText(ground, { place: 'Another hall' })));
    expect((await host(async (trx) => await getFair(trx, fair)))?.place).toBe('Another hall');
  });

  test('is changed by the two offices that hold the fair, and by nobody else', async () => {
    const meeting = await add(0, 1, 0, 1, ground.there.officer);
    for (const who of [at(ends, 2).officer, at(ends, 0).founder]) {
      await expect(acting(site, who, async (trx) => await removeMeeting(trx, meeting, now))).rejects.toMatchObject({ code: 'not-found' });
      await expect(
        acting(site, who, async (trx) => await addMeeting(trx, fair, pair(2, 3), { slot: at(slots, 1), table: 1, link: null }, now)),
      ).rejects.toMatchObject({ code: expect.stringMatching(/not-found|fair-not-coming/) });
    }
  });
});

test('what came of a meeting is noted once it was, and an agreement needs both', async () => {
  const meeting = await add(0, 1, 0, 1);
  const later = new Date(Date.parse(at(slots, 0)) + 3_600_000);
  const note = async (secondCame: boolean, outcome: 'follow-up' | null, when = later) =>
    await host(async (trx) => await noteOutcome(trx, meeting, { firstCame: true, secondCame, outcome }, when));
  await expect(note(true, 'follow-up')).rejects.toMatchObject({ code: 'meeting-early' });
  await publish();
  await expect(note(true, 'follow-up', now)).rejects.toMatchObject({ code: 'meeting-early' });
  await expect(note(false, 'follow-up')).rejects.toMatchObject({ code: 'meeting-without' });
  await note(true, 'follow-up');
  const path = `/en/me/fairs/${guests[0]}`;
  const page = (await site.get(path, await site.signIn(at(ends, 0).founder.accountId, 1))).body;
  expect(page).toContain(`/trade/${offers[1]}/ask`);
  for (const secret of ['Owner', 'owner@example.org', '347123', '347 123', 'Venture']) expect(page).not.toContain(secret);
});

describe('those who come', () => {
  let founder: SessionCookie, officer: SessionCookie;
  beforeAll(async () => {
    founder = await site.signIn(ground.here.founder.accountId, 1);
    officer = await site.signIn(ground.here.officer.accountId);
    await site.db.superuser.query("update people.contacts set reach_by = 'email', email = 'founder@example.org'");
  });

  test('are told what concerns them, without a name', async () => {
    const before = (await site.messages()).length;
    const perform = async (what: string, id: ParticipantId) => {
      const { keyring, catalogue, publicUrl, log } = site.network;
      const job: JobContext = { log, job: { id: '1', attempt: 1, last: true }, signal: new AbortController().signal };
      await tradeTasks[0]?.perform({ db: site.db.jobs, keyring, catalogue, publicUrl, ...job }, { participantId: id, what });
    };
    await perform('changed', at(guests, 0));
    const [told, ...more] = (await site.messages()).slice(0, (await site.messages()).length - before);
    expect(more).toEqual([]);
    expect(told?.text).toContain(`/me/fairs/${guests[0]}`);
    expect(told?.text).not.toMatch(/Firm|Goods|Spring/);
    await acting(site, ground.here.founder, async (trx) => await leaveFair(trx, at(guests, 0), now));
    await perform('changed', at(guests, 0));
    expect((await site.messages()).length).toBe(before + 1);
  });

  test('that meet somebody who leaves, or whose meeting moves after it was published, are told once each', async () => {
    const meeting = await add(0, 1, 0, 1);
    await add(0, 2, 1, 1);
    await publish();
    await site.db.superuser.query("delete from graphile_worker._private_jobs where key like 'trade.fair:changed:%'");
    const planned = async () =>
      (
        await site.db.superuser.query<{ key: string }>(
          "select key from graphile_worker._private_jobs where key like 'trade.fair:changed:%' order by key",
        )
      ).rows.map(({ key }) => key.slice('trade.fair:changed:'.length));
    await host(async (trx) => await moveMeeting(trx, meeting, { slot: at(slots, 2), table: 2, link: null }, now));
    await host(async (trx) => await moveMeeting(trx, meeting, { slot: at(slots, 3), table: 2, link: null }, now));
    expect(await planned()).toEqual([guests[0], guests[1]].toSorted());
    await acting(site, ground.here.founder, async (trx) => await leaveFair(trx, at(guests, 0), now));
    expect(await planned()).toEqual([guests[0], guests[1], guests[2]].toSorted());
  });

  test('read their agenda on both clocks, print it and take it into a calendar; others do not', async () => {
    await site.db.superuser.query("update trade.fairs set other_time_zone = 'Africa/Dakar' where id = $1", [fair]);
    const meeting = await add(0, 1, 0, 1);
    await publish();
    const page = await site.get(`/en/me/fairs/${guests[0]}`, founder);
    expect(page.body).toContain('Goods of 1 – Firm 1');
    expect(page.body.match(/\(([^)]*Time|[^)]*GMT[^)]*)\)/g)?.length).toBeGreaterThanOrEqual(2);
    const ics = await site.get(`/en/me/fairs/${guests[0]}/calendar`, founder);
    expect(ics.body).toContain(`UID:${meeting}@`);
    expect(ics.body).toContain('SUMMARY;LANGUAGE="en":Goods of 1');
    expect((await site.get(`/en/me/fairs/${guests[1]}`, founder)).statusCode).toBe(404);
    const print = (await site.get(`/en/desk/fairs/${fair}/print`, officer)).body;
    for (const words of ['Firm 0', 'Firm 1', 'Table 1']) expect(print).toContain(words);
    for (const secret of ['owner@example.org', '347 123', 'Venture here']) expect(print + page.body + ics.body).not.toContain(secret);
    const stranger = await site.signIn(at(ends, 2).officer.accountId);
    for (const path of ['', '/schedule', '/print', '/edit'])
      expect((await site.get(`/en/desk/fairs/${fair}${path}`, stranger)).statusCode).toBe(404);
  });

  test('register and wish on pages that keep what they typed', async () => {
    const other = await announce();
    const path = `/en/fairs/${other}/register`;
    const wrong = await site.post(path, { guest: at(offers, 0), who: 'write to a@example.org', languages: ['fr'] }, founder);
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('write to a@example.org');
    const right = await site.post(path, { guest: at(offers, 0), who: 'A mill', languages: ['fr'] }, founder);
    expect(right.statusCode).toBe(303);
    expect((await site.post(path, { guest: at(offers, 1), who: 'A mill', languages: [] }, founder)).statusCode).toBe(422);
    const saved = await site.post(
      `/en/me/fairs/${guests[0]}/wishes`,
      { first: [at(guests, 1)], also: [at(guests, 2), at(guests, 1)], busy: [at(slots, 3)] },
      founder,
    );
    expect(saved.statusCode).toBe(303);
    expect((await host(async (trx) => await wishesOf(trx, { fairId: fair }))).map(({ rank }) => rank)).toEqual([1, 2]);
    const wrongs: Record<string, string[]>[] = [
      { first: ['x'] },
      { busy: ['never'] },
      { first: [at(guests, 0).replace(/^.{8}/, '00000000')] },
    ];
    for (const body of wrongs) expect((await site.post(`/en/me/fairs/${guests[0]}/wishes`, body, founder)).statusCode).toBe(422);
  });
});

test('anybody finds an announced fair, and no draft', async () => {
  const draft = await host(async (trx) => await createFair(trx, ground.here.officer.accountId, fairText(ground)));
  const shown = await asActor(site.db.app, nobody, async (trx) => (await upcomingFairs(trx, today())).map(({ id }) => id));
  expect(shown).toContain(fair);
  expect(shown).not.toContain(draft);
  expect((await site.get(`/en/fairs/${fair}`)).body).toContain('Spring fair');
  expect((await site.get(`/en/fairs/${draft}`)).statusCode).toBe(404);
});
