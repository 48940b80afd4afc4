import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '#kernel/i18n';
import { testSite, type FormFields } from '#test/site';

const site = await testSite();
const read = (name: string) => JSON.parse(readFileSync(join(projectRoot(), 'test/data', name), 'utf8')) as Record<string, unknown>;
const ask = async (path: string, payload: object) => await site.server.inject({ method: 'POST', url: `/api/v1${path}`, payload });

interface Case {
  id: string;
  engine: string;
  input: Record<string, unknown>;
  expected: { rows: { n: number; principal: string; interest: string }[] };
}

describe('the API', () => {
  test.each(read('loan-schedule-cases.json')['schedule_cases'] as Case[])(
    'answers $id to the cent',
    async ({ input, engine, expected }) => {
      const answer = await ask('/loan-schedules', { ...input, convention: engine });
      expect(answer.statusCode, answer.body).toBe(200);
      const { rows } = answer.json<{ rows: Record<string, string | number>[] }>();
      for (const { n, principal, interest } of expected.rows)
        expect([Number(rows[n - 1]?.['principal']), Number(rows[n - 1]?.['interest'])], `${n}`).toEqual([
          Number(principal),
          Number(interest),
        ]);
      expect(Object.keys(rows[0] ?? {})).toEqual(['n', 'due', 'principal', 'interest', 'total', 'balanceAfter']);
    },
  );

  test('divides by shares, and tells what a sending costs', async () => {
    expect((await ask('/allotments', { amountMinor: 15, shares: ['4/5', '2/25', '3/25'] })).json()).toEqual({ minor: [13, 1, 1] });
    expect((await ask('/allotments', { amountMinor: 100, shares: ['1/3', 'remaining'] })).json()).toEqual({ minor: [34, 66] });
    const sending = { sendAmount: '33000', fee: '2257.2', fxMarginPercent: '3.10' };
    expect((await ask('/remittance-cost', sending)).json()).toEqual({ totalCostPercent: '9.94' });
  });

  test.each([
    ['/loan-schedules', {}],
    ['/loan-schedules', { principal: 'NaN' }],
    ['/allotments', { amountMinor: 15, shares: ['1/2', '1/2', '1/2'] }],
    ['/allotments', { amountMinor: 15, shares: ['remaining', '2/25', 'remaining'] }],
    ['/allotments', { amountMinor: -1, shares: ['1/1'] }],
    ['/allotments', { amountMinor: 1e30, shares: ['1/1'] }],
    ['/allotments', { amountMinor: 1.5, shares: ['1/1'] }],
    ['/remittance-cost', { sendAmount: '0', fee: '1', fxMarginPercent: '0' }],
    ['/remittance-cost', { sendAmount: '1,5', fee: '1', fxMarginPercent: '0' }],
    ['/remittance-cost', { sendAmount: '100', fee: '-1', fxMarginPercent: '0' }],
    ['/remittance-cost', []],
  ])('refuses what cannot be worked out with problem JSON: %s %j', async (path, payload) => {
    const answer = await ask(path, payload);
    expect(answer.statusCode).toBe(422);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json<{ title: string }>().title.length).toBeGreaterThan(10);
  });

  test('refuses half a body and a huge one', async () => {
    const half = await site.server.inject({
      method: 'POST',
      url: '/api/v1/allotments',
      headers: { 'content-type': 'application/json' },
      payload: '{"amountMinor": 1',
    });
    expect(half.statusCode).toBe(400);
    const huge = await ask('/allotments', { amountMinor: 1, shares: Array.from({ length: 1_001 }, () => '0/1') });
    expect(huge.statusCode).toBe(422);
  });
});

describe('the pages', () => {
  const loan: FormFields = {
    amount: '1,200',
    amountCurrency: 'EUR',
    rate: '12',
    instalments: '12',
    every: 'MONTHS',
    grace: '',
    way: 'instalments',
  };
  const shown = async (change: FormFields = {}) => await site.post('/en/calculators/loan', { ...loan, ...change });

  test('show each instalment, all that is paid, the cost of a year and the formula', async () => {
    const { body, statusCode } = await shown();
    expect(statusCode).toBe(200);
    for (const words of ['€106.62', '€79.42', '12.7%', 'Instalment = loan × r']) expect(body).toContain(words);
    expect((await shown({ way: 'flat' })).body).toContain('Compare with that');
    expect((await shown({ amount: '655,957', amountCurrency: 'XOF', rate: '٧٫٥' })).statusCode).toBe(200);
  });

  test('show what a sending costs; a margin that nobody knows is not 0', async () => {
    const sending = { amount: '200', amountCurrency: 'EUR', fee: '4', margin: '2.5' };
    const known = (await site.post('/en/calculators/remittance', sending)).body;
    for (const words of ['4.5%', '€195.00', '€5.00']) expect(known).toContain(words);
    const unknown = (await site.post('/en/calculators/remittance', { ...sending, margin: '' })).body;
    expect(unknown).toContain('not known');
    expect(unknown).not.toContain('2.0%');
  });

  test.each([
    [{ amount: '-5' }, 'Write an amount'],
    [{ amount: '0' }, 'Write an amount'],
    [{ amount: '1e30' }, 'Write an amount'],
    [{ amount: '9'.repeat(14) }, 'Write an amount'],
    [{ rate: 'NaN' }, 'Write a number of per cent'],
    [{ rate: '-1' }, 'Write a number of per cent'],
    [{ grace: '12' }, 'must be shorter'],
    [{ instalments: '361' }, '360'],
  ])('say what is wrong beside the field: %j', async (change, words) => {
    const { body, statusCode } = await shown(change);
    expect(statusCode).toBe(422);
    expect(body).toContain(words);
  });

  test('ask about a fee above the amount, and about a margin that is none', async () => {
    const wrong = async (change: FormFields) =>
      (await site.post('/en/calculators/remittance', { amount: '200', amountCurrency: 'EUR', fee: '4', margin: '1', ...change })).body;
    expect(await wrong({ fee: '300' })).toContain('more than the amount');
    expect(await wrong({ margin: '101' })).toContain('Write a number of per cent');
  });
});
