import { beforeAll, expect, test } from 'vitest';
import type { JobContext } from '#kernel/jobs';
import { testSite } from '#test/site';
import { doing, plantDesk, plantFounder, plantMentor, plantPair, suggest, type Desk } from './mentoring.fixtures.ts';
import { endPair, offerPair } from './move-pair.ts';
import type { PairId } from './pair.ts';
import { planSession } from './session.ts';
import { mentoringTasks } from './tell-both.ts';

const site = await testSite();
const now = site.network.now();
const { keyring, catalogue, publicUrl } = site.network;

let here: Desk, there: Desk;
beforeAll(async () => {
  here = await plantDesk(site, 'here');
  there = await plantDesk(site, 'there');
});

/** Does a job as the worker would, by the role of jobs. */
async function perform(name: string, payload: object): Promise<void> {
  const task = mentoringTasks.find((one) => one.name === name);
  if (!task) throw new Error(`there is no task ${name}`);
  const job: JobContext = { log: site.network.log, job: { id: '1', attempt: 1, last: true }, signal: new AbortController().signal };
  await task.perform({ db: site.db.jobs, keyring, catalogue, publicUrl, ...job }, payload);
}

/** Messages written since, as address and text. */
async function written(work: () => Promise<void>): Promise<string[]> {
  const before = (await site.messages()).length;
  await work();
  const all = await site.messages();
  return all.slice(0, all.length - before).map(({ to, text }) => `${typeof to === 'string' ? to : to.address}: ${text}`);
}

const reachable = async (person: string) =>
  await site.db.superuser.query("update people.contacts set reach_by = 'email' where person_id = $1", [person]);

test('an offer is told to both without a name, and to nobody once it has ended', async () => {
  const founder = await plantFounder(site, here, there);
  await reachable(founder.person);
  const mentor = await plantMentor(site, there);
  const id = await suggest(site, here, founder, mentor.id);
  expect(await written(async () => await perform('mentoring.offer', { pairId: id }))).toEqual([]);
  await doing(site, here.counsellor, async (trx) => await offerPair(trx, here.counsellor, id));
  const told = await written(async () => await perform('mentoring.offer', { pairId: id }));
  expect(told).toHaveLength(2);
  expect(told.some((text) => text.includes('mentor@example.org') && text.includes(`/en/mentoring/pairs/${id}`))).toBe(true);
  expect(told.some((text) => text.includes('awa@example.org') && text.includes(`/en/me/mentoring/pairs/${id}`))).toBe(true);
  expect(told.join(' ')).not.toMatch(/Sarr|Ndeye/);
  await doing(site, here.counsellor, async (trx) => await endPair(trx, id, 'office', null, now));
  expect(await written(async () => await perform('mentoring.offer', { pairId: id }))).toEqual([]);
});

test('a session is told to each on their own clock, and a time that has moved to nobody', async () => {
  const founder = await plantFounder(site, here, there);
  await reachable(founder.person);
  const mentor = await plantMentor(site, there);
  const pair: PairId = await plantPair(site, here, founder, mentor, []);
  await site.db.superuser.query("update mentoring.mentors set time_zone = 'Africa/Dakar' where id = $1", [mentor.id]);
  const startsAt = new Date('2031-01-15T17:00:00Z');
  const id = await doing(
    site,
    mentor.self,
    async (trx) =>
      await planSession(
        trx,
        mentor.self.accountId,
        pair,
        'mentor',
        { startsAt, minutes: 60, mode: 'phone', place: '' },
        new Date('2031-01-01T00:00:00Z'),
      ),
  );
  const told = await written(async () => await perform('mentoring.session', { sessionId: id, startsAt: startsAt.toISOString() }));
  expect(told.find((text) => text.includes('mentor@example.org'))).toContain('17:00');
  expect(told.find((text) => text.includes('awa@example.org'))).toContain('18:00');
  expect(await written(async () => await perform('mentoring.session', { sessionId: id, startsAt: '2031-01-16T17:00:00.000Z' }))).toEqual(
    [],
  );
});

test('follow-ups are asked of whoever has not answered, while the pair runs', async () => {
  const founder = await plantFounder(site, here, there);
  await reachable(founder.person);
  const mentor = await plantMentor(site, there);
  const pair = await plantPair(site, here, founder, mentor, []);
  const ask = async () => await written(async () => await perform('mentoring.follow-up', { pairId: pair, days: 30 }));
  expect(await ask()).toHaveLength(2);
  await site.db.superuser.query(
    "update mentoring.follow_ups set useful = 'very', change = 'nothing', done_at = now() where pair_id = $1 and side = 'mentor' and days = 30",
    [pair],
  );
  expect((await ask()).map((text) => text.split(':')[0])).toEqual(['awa@example.org']);
  await doing(site, founder.self, async (trx) => await endPair(trx, pair, 'founder', 'time', now));
  expect(await ask()).toEqual([]);
});
