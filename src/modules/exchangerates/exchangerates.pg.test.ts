import { describe, expect, test } from 'vitest';
import { asActor, asSystem, nobody } from '#kernel/db';
import { readImportFile } from '#kernel/import';
import { plantAccount, plantOffice } from '#test/plant';
import { testSite } from '#test/site';
import { ecbFile } from './ecb.fixtures.ts';
import { rateText, rateOn, ratesImporter } from './index.ts';
import type { RateId } from './rate.ts';

const site = await testSite();
const { db } = site;
const now = new Date('2026-11-23T10:00:00Z');
const administrator = await plantAccount(db, { roles: [{ role: 'administrator' }] });
const session = await site.signIn(administrator.accountId);

async function take(text: string, { dryRun = false, by = administrator }: { dryRun?: boolean; by?: typeof administrator } = {}) {
  const { rows } = await readImportFile(Buffer.from(text), ratesImporter.format);
  return await asActor(db.app, by, async (trx) => await ratesImporter.run(trx, rows, { dryRun, by: by.accountId, now }));
}
const on = async (from: string, to: string, day = '2026-11-23') =>
  await asActor(db.app, nobody, async (trx) => await rateOn(trx, from, to, day));
const stored = async (): Promise<number> => (await db.superuser.query('select 1 from exchangerates.rates')).rows.length;
const told = (report: { problems: readonly { row: number; problem: string }[] }) =>
  report.problems.map(({ row, problem }) => `${row} ${problem.split('.').at(-1)}`);
const table = (...lines: string[]) => `source,base,currency,on_day,rate\n${lines.join('\n')}\n`;

const week = ecbFile({
  '2026-11-20': { USD: '1.1532', JPY: '180.25', GBP: '0.87960' },
  '2026-11-19': { USD: '1.1500', JPY: '179.00', GBP: '0.8800' },
  '2026-10-01': { ISK: '141.5' },
});

describe('an import', () => {
  test('is checked, written, and the same again changes nothing', async () => {
    expect(await take(week, { dryRun: true })).toEqual({ created: 7, updated: 0, unchanged: 0, problems: [] });
    expect(await stored()).toBe(0);
    expect(await take(week)).toMatchObject({ created: 7, problems: [] });
    expect(await take(week)).toMatchObject({ created: 0, unchanged: 7, problems: [] });
    expect(await stored()).toBe(7);
  });

  test('tells each wrong rate with its row, and writes nothing', async () => {
    const wrong = ecbFile({
      '2026-11-18': { USD: 'NaN', JPY: '-1', GBP: '0', CHF: '1,05', XXQ: '2', SEK: '1e30', NOK: '11.5', EUR: '1', XOF: '656' },
      '2026-11-24': { USD: '1.2' },
      '2026-02-30': { USD: '1.2' },
    });
    expect(told(await take(wrong))).toEqual([
      '1 rate',
      '2 rate',
      '3 rate',
      '4 rate',
      '5 currency',
      '6 rate',
      '8 same',
      '9 pegged',
      '10 day',
      '11 day',
    ]);
    expect(await stored()).toBe(7);
  });

  test('refuses the same day twice with another rate, in the file and against what is stored', async () => {
    const twice = table(
      'A,EUR,MAD,2026-11-20,10.70',
      'A,EUR,MAD,2026-11-20,10.700',
      'A,EUR,MAD,2026-11-20,10.71',
      'B,EUR,MAD,2026-11-20,10.72',
    );
    expect(told(await take(twice))).toEqual(['4 twice']);
    expect(told(await take(ecbFile({ '2026-11-20': { USD: '1.1533', CHF: '0.93' } })))).toEqual(['1 stored']);
    expect(await stored()).toBe(7);
  });

  test('is the work of an administrator of the network only', async () => {
    const { id } = await plantOffice(db, 'padova');
    for (const role of ['editor', 'planner', 'auditor'] as const)
      await expect(take(week.replaceAll('2026-11', '2026-09'), { by: await plantAccount(db, { roles: [{ role }] }) })).rejects.toThrow();
    await expect(
      take(week.replaceAll('2026-11', '2026-09'), { by: await plantAccount(db, { roles: [{ role: 'office-manager', scope: id }] }) }),
    ).rejects.toThrow();
    expect(await stored()).toBe(7);
  });

  test('cannot smuggle what no rate is past the database', async () => {
    const put = async (rate: string, day = '2026-11-01') =>
      await db.superuser.query(
        `insert into exchangerates.rates (id, source, base, currency, on_day, rate) values (gen_random_uuid(), 'A', 'EUR', 'USD', $2, $1)`,
        [rate, day],
      );
    for (const rate of ['NaN', 'Infinity', '0', '-1', '1000000000000', '0.0000000000001'])
      await expect(put(rate)).rejects.toThrow('rates_rate');
    await expect(
      asActor(db.app, administrator, async (trx) => await trx.updateTable('exchangerates.rates').set({ rate: '2' }).execute()),
    ).rejects.toThrow();
    await expect(asActor(db.app, administrator, async (trx) => await trx.deleteFrom('exchangerates.rates').execute())).rejects.toThrow();
  });
});

describe('the rate of a day', () => {
  test('is the last one published by then, with its day and source', async () => {
    expect(await on('EUR', 'USD')).toMatchObject({
      numerator: '1.1532',
      denominator: '1',
      day: '2026-11-20',
      ageDays: 3,
      old: false,
      legs: [{ source: 'European Central Bank', peg: false, inverse: false }],
    });
    expect(await on('EUR', 'USD', '2026-11-19')).toMatchObject({ numerator: '1.15', ageDays: 0 });
    expect(await on('EUR', 'USD', '2026-11-01')).toBeNull();
    expect(await on('EUR', 'THB')).toBeNull();
  });

  test('is turned round, or crossed through the euro, and says so', async () => {
    const inverse = await on('USD', 'EUR');
    expect(inverse).toMatchObject({ numerator: '1', denominator: '1.1532', legs: [{ inverse: true }] });
    expect(inverse && rateText(inverse)).toBe('0.86715227');
    const cross = await on('USD', 'JPY');
    expect(cross).toMatchObject({ numerator: '180.25', denominator: '1.1532', legs: [{ inverse: true }, { inverse: false }] });
    expect(await on('EUR', 'EUR')).toMatchObject({ numerator: '1', denominator: '1', legs: [], ageDays: 0 });
  });

  test('is the law’s where there is a peg, from its first day', async () => {
    expect(await on('EUR', 'XOF')).toMatchObject({ numerator: '655.957', ageDays: 0, legs: [{ peg: true }] });
    expect(await on('XAF', 'XOF')).toMatchObject({ numerator: '655.957', denominator: '655.957', legs: [{ peg: true }, { peg: true }] });
    expect(await on('XOF', 'USD')).toMatchObject({ numerator: '1.1532', denominator: '655.957', day: '2026-11-20' });
    expect(await on('EUR', 'XOF', '1998-12-31')).toBeNull();
  });

  test('is never passed off as current', async () => {
    expect(await on('EUR', 'ISK')).toMatchObject({ day: '2026-10-01', ageDays: 53, old: true });
    // Both of the same day, which is the older one's.
    expect(await on('ISK', 'GBP')).toMatchObject({ day: '2026-10-01', old: true });
  });

  test('of a pair that only another source tells is taken from there; the same day counts the Central Bank', async () => {
    await take(table('Bank of Morocco (example),MAD,TND,2026-11-20,0.32', 'A,EUR,USD,2026-11-20,1.20'));
    expect(await on('MAD', 'TND')).toMatchObject({ numerator: '0.32', legs: [{ source: 'Bank of Morocco (example)' }] });
    expect(await on('EUR', 'USD')).toMatchObject({ numerator: '1.1532' });
  });
});

describe('the pages', () => {
  test('list the last rates, those fixed by law, and each currency by day; as a file too', async () => {
    const { body } = await site.get('/en/exchange-rates');
    for (const words of ['1 EUR = 1.1532 USD', '1 EUR = 655.957 XOF', 'Council Decision 98/683/EC', 'days old'])
      expect(body).toContain(words);
    const usd = await site.get('/en/exchange-rates/USD?until=2026-11-19');
    expect(usd.body).toContain('1 EUR = 1.15 USD');
    expect(usd.body).not.toContain('1.1532');
    expect((await site.get('/ar/exchange-rates/XOF')).body).toContain('655.957');
    const file = await site.get('/en/exchange-rates/USD?format=csv&source=European Central Bank');
    expect(file.body.replace('\uFEFF', '').split(/\r?\n/)[1]).toBe('European Central Bank,EUR,USD,2026-11-20,1.1532,');
    expect((await site.get('/en/exchange-rates/QQQ')).statusCode).toBe(404);
  });

  test('a rate is withdrawn with a reason, is not used then, and the right one comes in', async () => {
    const { rows } = await db.superuser.query<{ id: RateId }>(
      "select id from exchangerates.rates where currency = 'USD' and on_day = '2026-11-20' and source = 'European Central Bank'",
    );
    const path = `/en/admin/exchange-rates/${rows[0]?.id ?? ''}/withdraw`;
    expect((await site.post(path, { why: '' }, session)).statusCode).toBe(422);
    const editor = await site.signIn((await plantAccount(db, { roles: [{ role: 'editor' }] })).accountId);
    expect((await site.post(path, { why: 'No' }, editor)).statusCode).toBe(404);
    expect((await site.post(path, { why: 'A digit was wrong' }, session)).statusCode).toBe(303);
    expect((await site.post(path, { why: 'Again' }, session)).statusCode).toBe(404);
    expect(await on('EUR', 'USD')).toMatchObject({ numerator: '1.2', legs: [{ source: 'A' }] });
    expect((await site.get('/en/exchange-rates/USD')).body).not.toContain('1.1532');
    expect((await site.get('/en/exchange-rates/USD', session)).body).toContain('A digit was wrong');
    expect(await take(ecbFile({ '2026-11-20': { USD: '1.1523' } }))).toMatchObject({ created: 1 });
    expect(await on('EUR', 'USD')).toMatchObject({ numerator: '1.1523' });
    const audit = await asSystem(
      db.owner,
      async (trx) => await trx.selectFrom('audit.entries').select('verb').where('verb', 'like', 'exchangerates.%').execute(),
    );
    expect(new Set(audit.map(({ verb }) => verb))).toEqual(new Set(['exchangerates.rates-imported', 'exchangerates.rate-withdrawn']));
  });
});
