import { expect, test } from 'vitest';
import { loanSchedule } from './schedule.ts';
import { termsSchema } from './terms.ts';
import { yearlyCost } from './yearly-cost.ts';

const cost = (change: Record<string, unknown>) => {
  const terms = termsSchema.parse({
    convention: 'cumulative',
    currency: 'EUR',
    principal: '1200.00',
    annualRatePercent: '12',
    instalments: 12,
    repayEvery: 1,
    frequency: 'MONTHS',
    interestMethod: 'DECLINING_BALANCE',
    amortisation: 'EQUAL_INSTALLMENTS',
    disbursementDate: '2026-01-01',
    ...change,
  });
  return yearlyCost(terms, loanSchedule(terms));
};

test('one per cent a month is 12.7 per cent a year', () => {
  expect(cost({})).toBe(12.7);
  expect(cost({ amortisation: 'EQUAL_PRINCIPAL_PAYMENTS' })).toBe(12.7);
});

test('a flat rate of 12 per cent costs nearly twice as much', () => {
  expect(cost({ interestMethod: 'FLAT' })).toBeGreaterThan(22);
});

test('one payment after a year costs the rate itself, and nothing costs nothing', () => {
  expect(cost({ instalments: 1, repayEvery: 12 })).toBe(12);
  expect(cost({ annualRatePercent: '0' })).toBe(0);
});
