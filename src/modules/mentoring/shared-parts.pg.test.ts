import { beforeAll, expect, test } from 'vitest';
import { readPlan, saveAnswers, saveBasics } from '#modules/businessplans';
import { saveAnswers as saveReadiness, startAssessment } from '#modules/readiness';
import { getVenture } from '#modules/ventures';
import { testSite, type SessionCookie } from '#test/site';
import { doing, plantDesk, plantFounder, plantMentor, plantPair, yes, type Desk, type Founder } from './mentoring.fixtures.ts';
import { endPair, shareAnew } from './move-pair.ts';
import type { PairId, SharedPart } from './pair.ts';

const site = await testSite();
const now = site.network.now();
const WORDS = 'Shirts of two shores';

let here: Desk, there: Desk;
beforeAll(async () => {
  here = await plantDesk(site, 'here');
  there = await plantDesk(site, 'there');
});

/** A founder with a business plan and an open self-assessment, and a mentor with whom these parts are shared. */
async function story(parts: readonly SharedPart[]) {
  const founder = await plantFounder(site, here, there);
  await doing(site, here.counsellor, async (trx) => {
    const { accountId } = here.counsellor;
    const venture = await getVenture(trx, founder.venture);
    if (!venture) throw new Error('the desk has the venture');
    const basics = { currency: 'EUR', otherCurrency: null, rate: null, rateOn: null, rateSource: '', startsIn: '2027-01' };
    await saveBasics(trx, accountId, venture, { ...basics, opensAfterMonths: 0 }, null);
    const plan = await readPlan(trx, founder.venture);
    if (plan) await saveAnswers(trx, accountId, venture, plan, { 'idea.what': WORDS });
    const id = await startAssessment(trx, accountId, { personId: founder.person, officeId: here.id }, now);
    await saveReadiness(trx, accountId, id, 'founder', { answers: {}, blockers: { permit: 'yes' } }, now);
  });
  const mentor = await plantMentor(site, there);
  const pair = await plantPair(site, here, founder, mentor, parts);
  return { founder, mentor, pair, session: await site.signIn(mentor.self.accountId) };
}

/** Status of the pages of both parts, and which of them the pair's own page leads to. */
async function open(pair: PairId, session: SessionCookie) {
  const path = `/en/mentoring/pairs/${pair}`;
  const page = await site.get(path, session);
  const parts = ['business-plan', 'readiness'] as const;
  return {
    led: parts.filter((part) => page.body.includes(`${path}/${part}"`)),
    status: [await site.get(`${path}/business-plan`, session), await site.get(`${path}/readiness`, session)].map((one) => one.statusCode),
  };
}

test.for([
  [[], [], [404, 404]],
  [['venture', 'plan', 'contact'], [], [404, 404]],
  [['business-plan'], ['business-plan'], [200, 404]],
  [['readiness'], ['readiness'], [404, 200]],
  [
    ['business-plan', 'readiness'],
    ['business-plan', 'readiness'],
    [200, 200],
  ],
] as const)('a mentor with whom %j is shared opens exactly that', async ([parts, led, status]) => {
  const { pair, session } = await story(parts);
  expect(await open(pair, session)).toEqual({ led, status });
});

test('the pages show the founder’s own words, without the venture where that is not shared', async () => {
  const { pair, session, founder } = await story(['business-plan', 'readiness']);
  const plan = await site.get(`/en/mentoring/pairs/${pair}/business-plan`, session);
  expect(plan.body).toContain(WORDS);
  expect(plan.body).not.toContain('Clothes in wax print');
  expect(plan.body).not.toContain('+390490000001');
  const readiness = await site.get(`/en/mentoring/pairs/${pair}/readiness`, session);
  expect(readiness.body).toContain('permit');
  expect(await readsOnRecord(founder)).toEqual([['business-plan'], ['readiness']]);
});

test('nothing opens for another mentor, with one factor, after another choice of the founder, or after the end', async () => {
  const { founder, pair, session, mentor } = await story(['business-plan', 'readiness']);
  const other = await story(['business-plan']);
  expect((await open(pair, other.session)).status).toEqual([404, 404]);
  expect((await open(pair, await site.signIn(mentor.self.accountId, 1))).status).not.toContain(200);
  await doing(site, founder.self, async (trx) => await shareAnew(trx, founder.self, pair, yes(['readiness'])));
  expect(await open(pair, session)).toEqual({ led: ['readiness'], status: [404, 200] });
  await doing(site, founder.self, async (trx) => await endPair(trx, pair, 'founder', null, now));
  expect(await open(pair, session)).toEqual({ led: [], status: [404, 404] });
});

async function readsOnRecord(founder: Founder): Promise<string[][]> {
  const { rows } = await site.db.superuser.query<{ details: { parts: string[] } }>(
    `select details from audit.entries
      where verb = 'mentoring.read' and subject in (select pseudonym from audit.pseudonyms where id = $1)
      order by id`,
    [founder.person],
  );
  return rows.map(({ details }) => details.parts);
}
