import { describe, expect, test } from 'vitest';
import { xlsxOf } from '#kernel/text';
import { addDays, addMonths } from '#kernel/time';
import { seededSite, sessionOf } from '#test/fixtures';
import { payIn } from '#test/fixtures-savings';
import { loadMembership, type MembershipId } from './membership.ts';
import { savers } from './savings.fixtures.ts';

const { site, world } = await seededSite();
const { savings, today, staff } = world;
const { cast, as, saver, stand, ledgerOf } = savers(site, world);

describe('a file of deposits', () => {
  const heading = 'number,amount,currency,day,reference';
  const send = async (
    lines: readonly string[],
    { rows = lines.length, bytes = Buffer.from([heading, ...lines].join('\n')) }: { rows?: number | string; bytes?: Buffer } = {},
  ) =>
    await site.post('/en/lending/savings/deposits', { rows: String(rows) }, await sessionOf(site, world, 'lender'), {
      file: { name: 'deposits.csv', bytes },
    });
  const numberOf = async (id: MembershipId) => (await as('lender', async (trx) => await loadMembership(trx, id))).number;

  test('is recorded whole', async () => {
    const [id] = await saver([]);
    const number = await numberOf(id);
    const { statusCode } = await send([1, 2, 3].map((n) => `${number},${n}0.50,EUR,${addMonths(today, -n)},FILE-${n}`));
    expect(statusCode).toBe(303);
    expect(await stand(id)).toMatchObject({ balanceMinor: 6_150n, months: 3 });
    expect(await ledgerOf(id)).toEqual({ posted: 6_150n, pending: 0n });
  });

  test('comes as a spreadsheet or JSON as well', async () => {
    const [id] = await saver([]);
    const number = await numberOf(id);
    const sheet = (await xlsxOf(`${heading}\r\n${number},10.50,EUR,${today},SHEET-1`, { name: 'deposits', rightToLeft: false }))!;
    expect((await send([], { rows: 1, bytes: sheet })).statusCode).toBe(303);
    const json = [{ number, amount: '2.25', currency: 'EUR', day: today, reference: 'JSON-1' }];
    expect((await send([], { rows: 1, bytes: Buffer.from(JSON.stringify(json)) })).statusCode).toBe(303);
    expect(await ledgerOf(id)).toEqual({ posted: 1_275n, pending: 0n });
  });

  test.each([3, 1])('that broke off between two rows, or has one too many, is refused: %i were told of 2', async (rows) => {
    const [id] = await saver([]);
    const number = await numberOf(id);
    const { statusCode, body } = await send(
      [1, 2].map((n) => `${number},1.00,EUR,${today},CUT-${n}`),
      { rows },
    );
    expect([statusCode, body.includes('the file has 2. Part of it may be missing')]).toEqual([422, true]);
    expect(await ledgerOf(id)).toEqual({ posted: 0n, pending: 0n });
  });

  test.each(['', '0', '-2', '1.5', 'NaN', '10000000000000000000000000000000'])(
    'is not read without how many rows it has: %j',
    async (rows) => {
      const [id] = await saver([]);
      const { statusCode, body } = await send([`${await numberOf(id)},1.00,EUR,${today},UNTOLD`], { rows });
      expect([statusCode, body.includes('How many deposits')]).toEqual([422, true]);
      expect(await ledgerOf(id)).toEqual({ posted: 0n, pending: 0n });
    },
  );

  test.each([
    ['a negative amount', (number: string) => [`${number},-5.00,EUR,${today},BAD`], 'no amount above 0'],
    ['nothing', (number: string) => [`${number},0,EUR,${today},BAD`], 'no amount above 0'],
    ['far too much', (number: string) => [`${number},1${'0'.repeat(30)},EUR,${today},BAD`], 'no amount above 0'],
    ['what a spreadsheet makes of it', (number: string) => [`${number},1e+30,EUR,${today},BAD`], 'no amount above 0'],
    ['no number', (number: string) => [`${number},NaN,EUR,${today},BAD`], 'no amount above 0'],
    ['a comma before the decimals', (number: string) => [`${number},"10,50",EUR,${today},BAD`], 'no amount above 0'],
    ['more decimals than the currency has', (number: string) => [`${number},10.505,EUR,${today},BAD`], 'no amount above 0'],
    ['another currency', (number: string) => [`${number},10.00,USD,${today},BAD`], 'is in EUR, not in USD'],
    ['a day to come', (number: string) => [`${number},10.00,EUR,${addDays(today, 1)},BAD`], 'still to come'],
    ['an unknown saver', () => [`ffffffffffff,10.00,EUR,${today},BAD`], 'Nobody saves with you'],
    ['a number twice', (number: string) => [`${number},10.00,EUR,${today},BAD`, `${number},10.00,EUR,${today},BAD`], 'stands in row'],
    ['a number that stands here', (number: string) => [`${number},10.00,EUR,${today},KNOWN`], 'recorded already'],
    ['a row that ends half-way', (number: string) => [`${number},10.00,EUR,${today},GOOD-2`, `${number},10.0`], 'This must be filled in'],
  ])('with %s is refused row by row, and nothing of it is recorded', async (_what, linesFor, words) => {
    const [id] = await saver([]);
    const number = await numberOf(id);
    if (words === 'recorded already')
      await payIn(cast, staff.lender, savings.running, [{ minor: 100n, reference: 'KNOWN' }]).catch(() => null);
    const { statusCode, body } = await send([`${number},10.00,EUR,${today},GOOD-${number}`, ...linesFor(number)]);
    expect(statusCode).toBe(422);
    expect(body).toContain('Nothing was recorded');
    expect(body).toContain(words);
    expect(await ledgerOf(id)).toEqual({ posted: 0n, pending: 0n });
  });
});
