import { beforeAll, describe, expect, test } from 'vitest';
import { testSite, type SessionCookie } from '#test/site';
import { acting, plantPublished, plantTrade, today, type TradeGround } from '../trade.fixtures.ts';
import { addMonths } from '#kernel/time';
import { offersOfVentures } from '../read-offers.ts';
import type { OfferId } from '../offer.ts';

const site = await testSite();
let ground: TradeGround;
let offer: OfferId;
let founder: SessionCookie, asker: SessionCookie, officer: SessionCookie;

beforeAll(async () => {
  ground = await plantTrade(site);
  offer = await plantPublished(site, ground, ground.here, { title: 'Argan oil in bottles', hsCode: '151590' });
  founder = await site.signIn(ground.here.founder.accountId, 1);
  asker = await site.signIn(ground.there.founder.accountId, 1);
  officer = await site.signIn(ground.here.officer.accountId);
});

const contactFields = { contactName: 'Awa', contactPhone: '+39 347 123 4567', contactEmail: '' };
const fields = (given: Record<string, string | string[]> = {}) => ({
  kind: 'request',
  what: 'product',
  goods: '',
  goodsCode: '0804.10',
  sector: '',
  title: 'Dates for the feast',
  description: 'Soft ones.',
  quantity: '40',
  unit: 'box',
  per: 'once',
  months: ['2', '3'],
  incoterm: '',
  termPlace: '',
  certificates: [],
  languages: ['ar'],
  corridor: ground.corridor,
  atEnd: 'destination',
  validUntil: addMonths(today(), 2),
  ...contactFields,
  ...given,
});

describe('a founder', () => {
  test('writes a request by a number of goods, sends it, and it is published after a colleague of the desk has read it', async () => {
    const sent = await site.post(`/en/me/ventures/${ground.here.venture}/trade`, fields(), founder);
    expect(sent.statusCode).toBe(303);
    const path = String(sent.headers.location).split('?')[0] ?? '';
    const own = await site.get(path, founder);
    for (const words of ['Dates for the feast', '080410', 'Draft', 'February', '40 boxes']) expect(own.body).toContain(words);
    expect((await site.post(`${path}/act`, { action: 'send' }, founder)).statusCode).toBe(303);
    const atDesk = path.replace('/me/', '/desk/');
    expect((await site.get('/en/desk/trade', officer)).body).toContain('Dates for the feast');
    const held = await site.post(
      `${atDesk}/review`,
      { clear: '4', capacity: '4', papers: '0', answers: '4', advice: '', revision: '1' },
      officer,
    );
    expect(held.statusCode).toBe(422);
    expect(held.body).toContain('Say what should be better.');
    const reviewed = await site.post(
      `${atDesk}/review`,
      { clear: '4', capacity: '2', papers: '2', answers: '2', advice: '', revision: '1' },
      officer,
    );
    expect(String(reviewed.headers.location)).toContain('trade.notice.published');
    const [written] = await acting(site, ground.here.officer, async (trx) => await offersOfVentures(trx, [ground.here.venture]));
    expect((await site.get(`/en/trade/${written?.id}`)).body).toContain('Dates for the feast');
  });

  test('keeps every word of a form that holds a telephone number where anybody would read it', async () => {
    const answer = await site.post(
      `/en/me/ventures/${ground.here.venture}/trade`,
      fields({ description: 'Ring 0039 347 123 4567' }),
      founder,
    );
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Leave out telephone numbers');
    for (const words of ['Ring 0039 347 123 4567', 'Dates for the feast', '0804.10']) expect(answer.body).toContain(words);
  });

  test('of another venture finds no such page', async () => {
    for (const path of [`/en/me/trade/${offer}`, `/en/me/trade/${offer}/edit`, `/en/me/ventures/${ground.here.venture}/trade`])
      expect((await site.get(path, asker)).statusCode, path).toBe(404);
    expect((await site.post(`/en/me/trade/${offer}/act`, { action: 'withdraw' }, asker)).statusCode).toBe(404);
  });
});

describe('anybody', () => {
  test('finds the offer by words, corridor and goods, on pages and as CSV, and never a contact', async () => {
    const list = await site.get('/en/trade?q=argan&corridor=here-there&goods=15');
    expect(list.body).toContain('Argan oil in bottles');
    expect((await site.get('/en/trade?goods=15&kind=request')).body).not.toContain('Argan oil in bottles');
    const csv = await site.get('/en/trade?format=csv');
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.body).toContain('151590');
    for (const { body } of [list, csv, await site.get(`/en/trade/${offer}`), await site.get(`/ar/trade/${offer}`)])
      for (const secret of ['Owner', 'owner@example.org', '347123', '347 123', 'Venture here', ground.here.venture, ground.here.office])
        expect(body).not.toContain(secret);
  });

  test('gets a clear page for a filter that makes no sense', async () => {
    for (const query of ['goods=77', 'kind=x', 'what=%00', 'page=-3', 'corridor=nowhere', 'q=%27%3B--', 'page=99999'])
      expect((await site.get(`/en/trade?${query}`)).statusCode, query).toBe(200);
    expect((await site.get('/en/trade/not-an-id')).statusCode).toBe(404);
  });
});

test('two founders agree, read each other’s number, and one ends it', async () => {
  const sent = await site.post(
    `/en/trade/${offer}/ask`,
    { asker: ground.there.venture, who: 'A shop', message: 'Ten bottles?', ...contactFields, contactName: 'Fatou', agrees: 'on' },
    asker,
  );
  expect(sent.statusCode).toBe(303);
  const path = String(sent.headers.location).split('?')[0] ?? '';
  expect((await site.get(path, asker)).body).not.toContain('owner@example.org');
  const before = (await site.get(path, founder)).body;
  expect(before).toContain('Ten bottles?');
  expect(before).not.toContain('Fatou');
  // The asker may claim to be the other side: it counts for their own.
  await site.post(`${path}/act`, { act: 'confirm', side: 'owner' }, asker);
  expect((await site.get(path, asker)).body).not.toContain('owner@example.org');
  const agreed = await site.post(`${path}/act`, { act: 'confirm', side: 'owner' }, founder);
  expect(String(agreed.headers.location)).toContain('trade.notice.opened');
  expect((await site.get(path, asker)).body).toContain('owner@example.org');
  expect((await site.get(path, founder)).body).toContain('Fatou');
  await site.post(`${path}/act`, { act: 'end', side: 'asker' }, asker);
  expect((await site.get(path, asker)).body).not.toContain('owner@example.org');
  expect((await site.get(path, founder)).body).not.toContain('Fatou');
});
