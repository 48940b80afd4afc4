import { beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#kernel/time';
import { testSite, type SessionCookie } from '#test/site';
import type { OpportunityId } from '../opportunity.ts';
import { acting, plantDraft, plantGround, plantPublished, publish, today, type Ground } from '../opportunities.fixtures.ts';
import { setCondition } from '../write-opportunity.ts';

const site = await testSite();
let here: Ground, there: Ground;
let shown: OpportunityId;
let writer: SessionCookie, publisher: SessionCookie, founder: SessionCookie, stranger: SessionCookie;

beforeAll(async () => {
  here = await plantGround(site, 'here');
  there = await plantGround(site, 'there');
  shown = await plantDraft(site, here, 'Voucher for bakers', { kind: 'incentive', sectors: ['food-processing'], needsConfirmation: true });
  await acting(site, here.writer, async (trx) => {
    await setCondition(trx, shown, 'jobs', { field: 'jobs', min: 2, max: null, sentence: null });
    await setCondition(trx, shown, 'firm-since', { field: 'firm-since', min: null, max: 12, sentence: null });
    await setCondition(trx, shown, 'place', { field: 'place', within: [here.place], sentence: null });
  });
  await publish(site, here.publisher, shown);
  writer = await site.signIn(here.writer.accountId);
  publisher = await site.signIn(here.publisher.accountId);
  founder = await site.signIn(here.founder.accountId, 1);
  stranger = await site.signIn(there.founder.accountId, 1);
}, 60_000);

describe('anybody', () => {
  test('finds it by words, kind and sector, on the page and as CSV, with its source', async () => {
    expect((await site.get('/en/opportunities?q=voucher&kind=incentive&sector=food-processing')).body).toContain('Voucher for bakers');
    expect((await site.get('/en/opportunities?kind=site')).body).not.toContain('Voucher for bakers');
    const csv = await site.get('/en/opportunities?format=csv');
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.body).toContain('https://example.org');
    const { body } = await site.get(`/en/opportunities/${shown}`);
    for (const words of ['Example board', 'An authority must confirm it', 'at least 2 jobs', 'at most 12 months'])
      expect(body).toContain(words);
    expect((await site.get(`/ar/opportunities/${shown}`)).body).toContain('lang="en"');
  });

  test('gets a clear page for a filter that makes no sense', async () => {
    for (const query of ['sector=x', 'kind=%00', 'page=-3', 'corridor=nowhere', 'q=%27%3B--', 'end=middle', 'page=9999'])
      expect((await site.get(`/en/opportunities?${query}`)).statusCode, query).toBe(200);
    expect((await site.get('/en/opportunities/not-an-id')).statusCode).toBe(404);
  });

  test('checks the conditions without an account; each is met, not met or not known, and nothing is kept', async () => {
    const check = async (answers: Record<string, string>) => (await site.post(`/en/opportunities/${shown}/check`, answers)).body;
    const body = await check({ jobs: '2', 'firm-since': addDays(today(), -800), place: '' });
    expect(body).toContain('You may meet 1 of 3 conditions');
    for (const words of ['>Met<', '>Not met<', '>Not known<', 'You said: 2 jobs', 'no promise']) expect(body).toContain(words);
    expect(await check({ jobs: '2', place: 'yes', 'firm-since': today() })).toContain('You may meet 3 of 3 conditions');
    expect(await check({ jobs: '0' })).toContain('You may meet 0 of 3 conditions');
    expect((await site.post(`/en/opportunities/${shown}/check`, {})).statusCode).toBe(422);
    const wrong = await site.post(`/en/opportunities/${shown}/check`, { jobs: 'many', 'firm-since': '2026-02-31' });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('many');
    const { rows } = await site.db.superuser.query('select from opportunities.answers');
    expect(rows).toEqual([]);
    const { rows: sent } = await site.db.superuser.query(`select from kernel.idempotency where route like '%/check%'`);
    expect(sent).toEqual([]);
  });

  test('does not see a draft, and no condition page of it', async () => {
    const draft = await plantDraft(site, here, 'Not yet');
    for (const path of [`/en/opportunities/${draft}`, `/en/opportunities/${draft}/check`, `/en/desk/opportunities/${draft}`])
      expect((await site.get(path, founder)).statusCode, path).toBe(404);
  });
});

describe('a founder', () => {
  test('sees what fits and why, says that it interests them, puts it aside and takes that back', async () => {
    const first = (await site.get('/en/me/opportunities', founder)).body;
    for (const words of ['Voucher for bakers', 'Same sector: Food', 'Not for me']) expect(first).toContain(words);
    const answer = async (stance: string, who = founder) =>
      await site.post(`/en/me/opportunities/${shown}/answer`, { venture: here.venture, stance }, who);
    expect(String((await answer('not-for-me')).headers.location)).toContain('opportunities.notice.not-for-me');
    expect((await site.get('/en/me/opportunities', founder)).body).toContain('Put aside');
    expect((await answer('')).statusCode).toBe(303);
    expect((await answer('interested')).statusCode).toBe(303);
    expect((await site.get('/en/me/opportunities', founder)).body).toContain('Interested');
    expect((await answer('interested', stranger)).statusCode).toBe(404);
    expect((await answer('perhaps')).statusCode).toBe(422);
  });

  test('answers once, finds the answers filled in, and sees more conditions met', async () => {
    const path = `/en/me/ventures/${here.venture}/answers`;
    expect(
      (await site.post(path, { jobs: '2', 'firm-since': addDays(today(), -30), investment: '1,000', investmentCurrency: 'EUR' }, founder))
        .statusCode,
    ).toBe(303);
    expect((await site.get(`/en/opportunities/${shown}/check`, founder)).body).toContain('value="2"');
    expect((await site.get('/en/me/opportunities', founder)).body).toContain('You may meet 3 of 3 conditions');
    expect((await site.get('/en/me/download?format=json', founder)).body).toContain('"amountMinor": "100000"');
    expect((await site.get('/en/me/download?format=html', founder)).body).toContain('Jobs that the firm has or will make');
    expect((await site.get(path, stranger)).statusCode).toBe(404);
    expect((await site.post(path, { jobs: '9' }, stranger)).statusCode).toBe(404);
    const wrong = await site.post(path, { 'firm-since': addDays(today(), 5), investment: 'lots', investmentCurrency: 'EUR' }, founder);
    expect(wrong.statusCode).toBe(422);
  });
});

describe('the desk', () => {
  const form = (given: Record<string, string | string[]> = {}) => ({
    office: here.office,
    kind: 'call',
    title: 'Call for a stall',
    about: 'An invented call.',
    place: 'here',
    atEnd: 'both',
    sectors: [],
    stages: [],
    audiences: ['youth'],
    amount: '',
    amountCurrency: 'EUR',
    amountText: '',
    sourceName: 'Example board',
    sourceUrl: '',
    sourceSeenOn: today(),
    reported: '',
    validFrom: today(),
    validUntil: '',
    ...given,
  });

  test('writes one, adds a condition, and a colleague publishes it', async () => {
    const { rows } = await site.db.superuser.query<{ name: string }>(
      `select kernel.text_in(name, 'en') as name from places.places where id = $1`,
      [here.place],
    );
    const sent = await site.post('/en/desk/opportunities/new', form({ place: rows[0]?.name ?? '' }), writer);
    expect(sent.statusCode).toBe(303);
    const path = String(sent.headers.location).split('?')[0] ?? '';
    const condition = await site.post(`${path}/conditions/age`, { min: '18', max: '17' }, writer);
    expect(condition.statusCode).toBe(422);
    expect(condition.body).toContain('The most is less than the least');
    expect((await site.post(`${path}/conditions/age`, { min: '18', max: '30', sentence: 'Young people.' }, writer)).statusCode).toBe(303);
    expect((await site.get(path, writer)).body).toContain('A colleague reads and publishes it');
    expect((await site.post(`${path}/act`, { action: 'publish', validUntil: '' }, writer)).statusCode).toBe(409);
    expect((await site.post(`${path}/act`, { action: 'publish', validUntil: '' }, publisher)).statusCode).toBe(303);
    const list = (await site.get('/en/desk/opportunities?state=published&sort=-ends&q=stall', publisher)).body;
    expect(list).toContain('Call for a stall');
    expect((await site.get('/en/desk/opportunities?format=csv', publisher)).body).toContain('Call for a stall');
  });

  test('keeps every word of a form in which something is wrong, and says it beside the field', async () => {
    for (const [given, words] of [
      [{ place: 'Atlantis' }, 'No place is known by the name'],
      [{ title: '' }, 'Write a title'],
      [{ sourceSeenOn: addDays(today(), 2) }, 'cannot lie ahead'],
      [{ validUntil: addDays(today(), -1) }, 'lies before the first'],
      [{ sourceUrl: 'javascript:alert(1)' }, 'https://'],
      [{ amount: 'much' }, 'Write an amount'],
      [{ office: there.office, place: 'here' }, 'Choose an office'],
    ] as const) {
      const answer = await site.post('/en/desk/opportunities/new', form({ place: 'Here', ...given }), writer);
      expect(answer.statusCode, JSON.stringify(given)).toBe(422);
      expect(answer.body, JSON.stringify(given)).toContain(words);
      expect(answer.body).toContain('An invented call.');
    }
  });

  test('sees which of its ventures it fits, and proposes it to the founder', async () => {
    const id = await plantPublished(site, here, 'A market stall');
    expect((await site.get(`/en/desk/opportunities/${id}`, writer)).body).toContain('Venture of here');
    const path = `/en/desk/opportunities/${id}/ventures/${here.venture}`;
    expect((await site.get(path, writer)).statusCode).toBe(200);
    expect((await site.post(path, {}, writer)).body).toContain('Choose at least one of the two');
    expect((await site.post(path, { plan: 'yes' }, writer)).body).toContain('no open case');
    const abroad = await site.signIn(there.writer.accountId);
    expect((await site.get(path, abroad)).statusCode).toBe(404);
    expect((await site.get(`/en/desk/ventures/${here.venture}/opportunities`, abroad)).statusCode).toBe(404);
    expect((await site.get(`/en/desk/ventures/${here.venture}/opportunities`, writer)).body).toContain('A market stall');
  });
});
