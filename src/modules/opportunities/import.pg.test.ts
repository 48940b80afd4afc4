import { beforeAll, expect, test } from 'vitest';
import { addDays } from '#kernel/time';
import type { ImportRow } from '#kernel/import';
import { testSite } from '#test/site';
import { opportunitiesImporter } from './import-opportunities.ts';
import { acting, plantCorridor, plantGround, publish, today, type Ground } from './opportunities.fixtures.ts';
import { listKept } from './read-opportunities.ts';

const site = await testSite();
let here: Ground, there: Ground;

beforeAll(async () => {
  here = await plantGround(site, 'here');
  there = await plantGround(site, 'there');
  await plantCorridor(site, here, there);
}, 60_000);

const values = (given: Record<string, unknown> = {}) => ({
  code: 'voucher',
  office: 'here',
  kind: 'incentive',
  title: 'Example voucher',
  'title.it': 'Buono di esempio',
  about: 'An invented voucher.',
  place_code: 'here',
  corridors: 'here-there',
  at_end: 'destination',
  sectors: 'crafts; repair',
  stages: 'idea|planning',
  audiences: 'women',
  amount: '1500.00',
  currency: 'EUR',
  conditions: 'jobs >= 1; place = here',
  source: 'Example board',
  source_url: 'https://example.org',
  source_seen_on: addDays(today(), -3),
  valid_from: today(),
  valid_until: addDays(today(), 90),
  needs_confirmation: 'yes',
  ...given,
});
const rows = (...given: Record<string, unknown>[]): ImportRow[] => given.map((one, index) => ({ row: index + 2, values: one }));
const load = async (list: ImportRow[], who = here.writer, dryRun = false) =>
  await acting(site, who, async (trx) => await opportunitiesImporter.run(trx, list, { dryRun, by: who.accountId, now: new Date() }));
const kept = async () =>
  (await acting(site, here.writer, async (trx) => await listKept(trx, { lang: 'en', page: 1, pageSize: 50 }))).opportunities;

test('writes drafts that somebody else publishes, brings them up to date by their code, and leaves the same list alone', async () => {
  expect(await load(rows(values()), here.writer, true)).toMatchObject({ created: 1, problems: [] });
  expect(await kept()).toEqual([]);
  expect(await load(rows(values()))).toMatchObject({ created: 1, problems: [] });
  const [one] = await kept();
  if (!one) throw new Error('it was just imported');
  expect(one).toMatchObject({ state: 'draft', sectors: ['crafts', 'repair'], amount: { amountMinor: 150_000n, currency: 'EUR' } });
  expect(one.conditions).toMatchObject([
    { field: 'jobs', min: 1 },
    { field: 'place', within: [here.place] },
  ]);
  expect(one.title.texts['it']?.text).toBe('Buono di esempio');
  await expect(publish(site, here.writer, one.id)).rejects.toMatchObject({ code: 'own-words' });
  await publish(site, here.publisher, one.id);
  expect(await load(rows(values()))).toMatchObject({ updated: 0, unchanged: 1 });
  expect((await kept())[0]?.state).toBe('published');
  expect(await load(rows(values({ valid_until: addDays(today(), 120) })))).toMatchObject({ updated: 1 });
  expect((await kept())[0]).toMatchObject({ state: 'published', lastDay: addDays(today(), 120) });
  expect(await load(rows(values({ title: 'Another voucher' })))).toMatchObject({ updated: 1 });
  expect((await kept())[0]?.state).toBe('draft');
});

test('tells every wrong cell by its row, and writes nothing at all', async () => {
  const report = await load(
    rows(
      values({ code: 'good' }),
      values({ code: 'Bad Code', kind: 'lottery', at_end: 'middle' }),
      values({ code: 'no-source', source: '', source_seen_on: addDays(today(), 2) }),
      values({ code: 'ends-first', valid_until: addDays(today(), -1) }),
      values({ code: 'amount', amount: 'much' }),
      values({ code: 'conditions', conditions: 'jobs >= many' }),
      values({ code: 'places', place_code: 'atlantis', corridors: 'nowhere', opening: 'none-such', conditions: 'place = atlantis' }),
      values({ code: 'other-office', office: 'there' }),
      values({ code: 'good' }),
    ),
  );
  expect(report).toMatchObject({ created: 0, updated: 0 });
  expect(report.problems.map(({ row, field }) => `${row} ${field}`)).toEqual([
    '3 code',
    '3 kind',
    '3 at_end',
    '4 source',
    '4 source_seen_on',
    '5 valid_until',
    '6 amount',
    '7 conditions',
    '8 place_code',
    '8 conditions',
    '8 corridors',
    '8 opening',
    '9 office',
    '10 code',
  ]);
  expect((await kept()).map(({ code }) => code)).toEqual(['voucher']);
});

test('another office may use the same code, and does not learn that it is used', async () => {
  expect(await load(rows(values({ office: 'there', corridors: '', conditions: '' })), there.writer)).toMatchObject({ created: 1 });
});

test('hostile cells are refused or kept as text', async () => {
  const report = await load(rows(values({ code: 'x', title: { en: '<b>x</b>' }, about: { 'not a tag': 'a' }, source: { document: '' } })));
  expect([...new Set(report.problems.map(({ field }) => field))]).toEqual(['about', 'source']);
});
