import { expect, test } from 'vitest';
import { comparePlans } from './compare-plans.ts';
import type { Plan } from './plan.ts';

const plan = {
  currency: 'EUR',
  otherCurrency: 'XOF',
  rate: '655.957',
  rateOn: '2026-11-20',
  rateSource: 'fixed parity',
  startsIn: '2027-01',
  opensAfterMonths: 0,
  answers: {},
  lines: [],
} as unknown as Plan; // a plan as it is compared: its ids play no part

test('each of the basics is compared, the source of the rate too', () => {
  const after: Plan = {
    ...plan,
    currency: 'MAD',
    otherCurrency: 'EUR',
    rate: '0.092',
    rateOn: '2026-11-21',
    rateSource: 'the bank',
    startsIn: '2027-02',
    opensAfterMonths: 2,
  };
  const names = ['currency', 'otherCurrency', 'rate', 'rateOn', 'rateSource', 'startsIn', 'opensAfterMonths'];
  expect(comparePlans(plan, after).map(({ about }) => about)).toEqual(names.map((name) => ({ kind: 'basics', name })));
  expect(comparePlans(plan, { ...plan, rateSource: 'the bank' })).toMatchObject([{ before: 'fixed parity', after: 'the bank' }]);
  expect(comparePlans(plan, plan)).toEqual([]);
});
