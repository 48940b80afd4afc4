import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '#kernel/i18n';
import { dueDates } from './due-dates.ts';
import { loanSchedule } from './schedule.ts';
import { termsSchema, type LoanTerms } from './terms.ts';

interface Case {
  id: string;
  engine: string;
  input: Record<string, unknown>;
  expected: { rows: Record<string, string | number>[]; partial?: boolean; totals?: Record<string, string> };
}
const given = JSON.parse(readFileSync(join(projectRoot(), 'test/data/loan-schedule-cases.json'), 'utf8')) as {
  schedule_cases: Case[];
  due_date_cases: { id: string; input: Record<string, string & number>; expected: { dueDates: string[] } }[];
};

const terms = (input: Record<string, unknown>, convention: string): LoanTerms => termsSchema.parse({ ...input, convention });

describe('the cases of a credit system in use', () => {
  test.each(given.schedule_cases)('$id is exact to the cent', ({ input, engine, expected }) => {
    const { rows, totals } = loanSchedule(terms(input, engine));
    if (!expected.partial) expect(rows).toHaveLength(expected.rows.length);
    for (const wanted of expected.rows) {
      const row = rows[Number(wanted['n']) - 1];
      for (const name of ['principal', 'interest', 'total', 'balanceAfter'] as const)
        if (wanted[name] !== undefined) expect(Number(row?.[name]), `${name} of ${wanted['n']}`).toBe(Number(wanted[name]));
      if (wanted['due'] !== undefined) expect(row?.due).toBe(wanted['due']);
    }
    if (!expected.totals) return;
    expect(totals).toEqual({
      principal: expected.totals['Principal due'],
      interest: expected.totals['Interest'],
      total: expected.totals['Due'],
    });
  });

  test.each(given.due_date_cases)('$id: short months clip, later ones return to the day of the first', ({ input, expected }) => {
    const rhythm = { instalments: input['instalments']!, repayEvery: input['repayEvery']!, frequency: 'MONTHS' as const };
    expect(dueDates(rhythm, input['disbursementDate']!, input['firstRepaymentDate'])).toEqual(expected.dueDates);
  });
});

const plain = {
  currency: 'EUR',
  principal: '1200.00',
  annualRatePercent: '6',
  instalments: 12,
  repayEvery: 1,
  frequency: 'MONTHS',
  interestMethod: 'DECLINING_BALANCE',
  amortisation: 'EQUAL_INSTALLMENTS',
  disbursementDate: '2026-01-31',
};

const currencies = fc.constantFrom(['XOF', 0], ['EUR', 2], ['TND', 3]) as fc.Arbitrary<[string, number]>;
const anyTerms = fc
  .record({
    money: currencies,
    units: fc.integer({ min: 10_000, max: 999_999_999 }),
    rate: fc.integer({ min: 0, max: 6_000 }),
    instalments: fc.integer({ min: 1, max: 600 }),
    frequency: fc.constantFrom('MONTHS', 'WEEKS', 'DAYS'),
    interestMethod: fc.constantFrom('FLAT', 'DECLINING_BALANCE'),
    amortisation: fc.constantFrom('EQUAL_INSTALLMENTS', 'EQUAL_PRINCIPAL_PAYMENTS'),
    interestCalculationPeriod: fc.constantFrom('SAME_AS_REPAYMENT_PERIOD', 'DAILY'),
    daysInYear: fc.constantFrom('ACTUAL', '360', '365'),
    convention: fc.constantFrom('cumulative', 'progressive'),
    grace: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ money: [currency, digits], units, rate, convention, grace, ...rest }) => {
    const simple = convention === 'progressive' ? { interestMethod: 'DECLINING_BALANCE', amortisation: 'EQUAL_INSTALLMENTS' } : {};
    const principal = new Decimal(units).div(10 ** digits).toFixed(digits);
    const gracePrincipalPeriods = convention === 'progressive' ? 0 : Math.min(grace, rest.instalments - 1);
    const said = { ...plain, ...rest, ...simple, currency, principal, gracePrincipalPeriods, annualRatePercent: (rate / 100).toFixed(2) };
    return terms(said, convention);
  });

describe('whatever the terms', () => {
  test('principal is repaid to the last unit, nothing is negative, days rise', () => {
    fc.assert(
      fc.property(anyTerms, (asked) => {
        const { rows, totals } = loanSchedule(asked);
        const sum = (name: 'principal' | 'interest' | 'total') => rows.reduce((total, row) => total.plus(row[name]), new Decimal(0));
        expect(sum('principal').eq(asked.principal)).toBe(true);
        expect(rows.at(-1)?.balanceAfter).toMatch(/^0(?:\.0+)?$/);
        for (const name of ['principal', 'interest', 'total'] as const) expect(sum(name).eq(totals[name])).toBe(true);
        rows.forEach((row, at) => {
          for (const name of ['principal', 'interest', 'total', 'balanceAfter'] as const)
            expect(Number(row[name])).toBeGreaterThanOrEqual(0);
          if (at > 0) expect(row.due > (rows[at - 1]?.due ?? '')).toBe(true);
          expect(new Decimal(row.balanceAfter).decimalPlaces()).toBeLessThanOrEqual(3);
        });
      }),
      { numRuns: 100 },
    );
  });

  test('without interest nothing but the principal is paid; one instalment pays all', () => {
    for (const convention of ['cumulative', 'progressive']) {
      expect(loanSchedule(terms({ ...plain, annualRatePercent: '0' }, convention)).totals).toEqual({
        principal: '1200.00',
        interest: '0.00',
        total: '1200.00',
      });
      const [only, ...more] = loanSchedule(terms({ ...plain, instalments: 1 }, convention)).rows;
      expect(more).toEqual([]);
      expect(only).toMatchObject({ principal: '1200.00', balanceAfter: '0.00' });
    }
  });
});

describe('what cannot be worked out is refused with its reason', () => {
  const several = [
    { date: '2026-01-31', amount: '600.00' },
    { date: '2026-02-10', amount: '600.00' },
  ];
  test.each([
    ['wrong-currency', { currency: 'EUX' }],
    ['too-precise', { principal: '1200.005' }],
    ['too-precise', { currency: 'XOF', principal: '1200.50' }],
    ['wrong-sum', { principal: '0.00' }],
    ['wrong-sum', { disbursements: [{ date: '2026-01-31', amount: '1000.00' }] }],
    ['no-day', { disbursementDate: undefined }],
    ['wrong-days', { firstRepaymentDate: '2026-01-30' }],
    ['wrong-days', { convention: 'progressive', periods: [{ fromDate: '2026-01-31', due: '2026-02-28' }] }],
    [
      'wrong-days',
      { convention: 'progressive', disbursementDate: '2026-01-31', disbursements: [{ date: '2030-01-31', amount: '1200.00' }] },
    ],
    ['wrong-grace', { gracePrincipalPeriods: 12 }],
    ['wrong-grace', { graceInterestPaymentPeriods: 12 }],
    ['no-rule', { interestFreePeriods: 1 }],
    ['no-rule', { disbursements: several }],
    ['no-rule', { convention: 'progressive', interestMethod: 'FLAT' }],
    ['no-rule', { convention: 'progressive', gracePrincipalPeriods: 1 }],
    ['no-rule', { convention: 'progressive', installmentMultiplesOf: 5 }],
    ['too-much', { convention: 'progressive', principal: '99999999999.00' }],
  ])('%s: %j', (code, change) => {
    expect(() =>
      loanSchedule(terms({ ...plain, ...change }, String((change as Record<string, unknown>)['convention'] ?? 'cumulative'))),
    ).toThrow(expect.objectContaining({ code }) as Error);
  });

  test.each([
    { principal: '-5' },
    { principal: '1e30' },
    { principal: 'NaN' },
    { principal: '1.200,00' },
    { principal: 1200 },
    { principal: '9'.repeat(30) },
    { annualRatePercent: '-1' },
    { instalments: 0 },
    { instalments: 601 },
    { instalments: 2.5 },
    { disbursementDate: '2026-02-30' },
    { frequency: 'YEARS' },
    { rounding: 'HALF_UP' },
  ])('no number, day or word at all: %j', (change) => {
    expect(termsSchema.safeParse({ ...plain, convention: 'cumulative', ...change }).success).toBe(false);
  });
});
