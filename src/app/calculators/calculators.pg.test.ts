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

describe('the pages about guarantees', () => {
  const guarantee: FormFields = {
    amount: '20,000',
    amountCurrency: 'EUR',
    years: '5',
    coverage: '60',
    upFront: '0.5',
    yearly: '1',
    base: 'opening',
    fails: '2',
    recovered: '25',
    sharing: 'pro-rata',
  };
  const fund: FormFields = {
    amount: '1,000,000',
    amountCurrency: 'EUR',
    coverage: '80',
    leverage: '4',
    years: '2',
    ramp: '2',
    term: '5',
    defaultsLow: '1',
    defaultsExpected: '5',
    defaultsHigh: '10',
    recoveriesLow: '0',
    recoveriesExpected: '40',
    recoveriesHigh: '60',
    upFront: '0.5',
    yearly: '1',
    costs: '2',
  };
  const sent = async (path: 'guarantee' | 'guarantee-fund', change: FormFields = {}) =>
    await site.post(`/en/calculators/${path}`, { ...(path === 'guarantee' ? guarantee : fund), ...change });

  test('say that what is filled in is assumed, and that nothing gives it', async () => {
    for (const path of ['guarantee', 'guarantee-fund'])
      expect((await site.get(`/en/calculators/${path}`)).body).toContain('are our assumptions');
  });

  test('show what a guarantee covers, its fees, who bears the loss, the aid and the formulas', async () => {
    const { body, statusCode } = await sent('guarantee');
    expect(statusCode).toBe(200);
    // 12,000 owed after two years, 3,000 come back: 9,000 lost, 60 % of it the fund's.
    for (const words of ['€12,000.00', '€420.00', '€5,400.00', '€3,600.00', '€1,600.00', 'Guaranteed = what is still owed', '2023/2831'])
      expect(body).toContain(words);
    expect((await sent('guarantee', { sharing: 'first-loss' })).body).toContain('do not share every loss in proportion');
    expect((await sent('guarantee', { coverage: '90' })).body).toContain('More than 80 per cent');
    expect((await sent('guarantee', { amount: '5 000', amountCurrency: 'XOF' })).body).not.toContain('2023/2831');
  });

  test('show a fund year by year in three cases, and the same as CSV', async () => {
    const { body, statusCode } = await sent('guarantee-fund');
    expect(statusCode).toBe(200);
    for (const words of ['€795,000.00', 'Bad case', 'Break-even fee', '€2,766,400.00']) expect(body).toContain(words);
    const file = await sent('guarantee-fund', { as: 'csv' });
    expect(file.headers['content-type']).toContain('text/csv');
    expect(file.body.trim().split('\r\n')).toHaveLength(7);
    expect(file.body).toContain(
      'expected case,2,3640000.00,2650000.00,2120000.00,182000.00,182000.00,40000.00,47000.00,20000.00,2766400.00,795000.00',
    );
  });

  test('warn where the money does not last', async () => {
    const gone = await sent('guarantee-fund', { leverage: '20', defaultsHigh: '90', years: '5' });
    expect(gone.body).toContain('In the bad case the money does not last');
    expect(gone.body).not.toContain('In the good case the money');
  });

  test.each([
    ['guarantee', { amount: '-5' }, 'Write an amount'],
    ['guarantee', { amount: '1e30' }, 'Write an amount'],
    ['guarantee', { coverage: '101' }, 'more than 100 per cent'],
    ['guarantee', { coverage: 'NaN' }, 'Write a number of per cent'],
    ['guarantee', { recovered: '-1' }, 'Write a number of per cent'],
    ['guarantee', { fails: '5' }, 'By then the loan is repaid'],
    ['guarantee', { years: '31' }, '30'],
    ['guarantee-fund', { leverage: '0' }, 'how many times the capital'],
    ['guarantee-fund', { leverage: '51' }, 'how many times the capital'],
    ['guarantee-fund', { defaultsLow: '6' }, 'three figures in order'],
    ['guarantee-fund', { recoveriesHigh: '39' }, 'three figures in order'],
    ['guarantee-fund', { years: '21' }, '20'],
    ['guarantee-fund', { as: 'xlsx' }, 'Choose'],
  ] as const)('say what is wrong beside the field: %s %j', async (path, change, words) => {
    const { body, statusCode } = await sent(path, change);
    expect(statusCode).toBe(422);
    expect(body).toContain(words);
  });
});
