import { countryCodes } from '#kernel/i18n';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from '#kernel/money';
import type { Rate } from '#modules/exchangerates';
import { compareOffer, rank } from './compare.ts';
import type { Offer, ServiceId } from './price.ts';

const today = '2026-11-23';
const offer = (change: Partial<Offer> = {}): Offer => ({
  id: 'one' as ServiceId,
  provider: 'Example Send',
  fromCountry: 'IT',
  toCountry: 'SN',
  sendCurrency: 'EUR',
  receiveCurrency: 'XOF',
  leastMinor: 100n,
  mostMinor: 100_000n,
  payIn: 'cash',
  payOut: 'cash',
  observedOn: '2026-11-20',
  speed: 'hour',
  feeMinor: 400n,
  appliedRate: null,
  marginPercent: null,
  source: 'Price list',
  sourceUrl: null,
  demonstration: false,
  withdrawnWhy: null,
  ...change,
});
const franc: Rate = {
  from: 'EUR',
  to: 'XOF',
  numerator: '655.957',
  denominator: '1',
  legs: [],
  day: '2026-11-20',
  ageDays: 0,
  old: false,
};
const sent = money(20_000n, 'EUR');
const worked = (change: Partial<Offer>, reference: Rate | null = franc) => compareOffer(offer(change), sent, () => reference, today);

describe('what arrives', () => {
  test('is the amount after the fee at the rate of the service, and the margin follows from the rate of that day', () => {
    expect(worked({ appliedRate: '650' })).toMatchObject({
      arrives: { amountMinor: 127_400n, currency: 'XOF' },
      marginPercent: '0.9081',
      totalPercent: '2.91',
      apart: null,
    });
  });

  test('follows from the margin where that was told', () => {
    expect(worked({ marginPercent: '1' })).toMatchObject({
      appliedRate: '649.39743',
      arrives: { amountMinor: 127_282n },
      totalPercent: '3.00',
    });
    expect(worked({ marginPercent: '0' })).toMatchObject({ appliedRate: '655.957', totalPercent: '2.00' });
  });

  test('is not known where nobody told rate or margin: that is never 0', () => {
    expect(worked({})).toMatchObject({ arrives: null, marginPercent: null, totalPercent: null, apart: 'rate-unknown' });
  });

  test('is known by the rate of the service alone, the total cost is not; and the other way round', () => {
    expect(worked({ appliedRate: '650' }, null)).toMatchObject({ arrives: { amountMinor: 127_400n }, totalPercent: null, apart: null });
    expect(worked({ marginPercent: '1' }, null)).toMatchObject({ arrives: null, totalPercent: '3.00', apart: 'no-reference' });
  });

  test('within one currency needs no rate', () => {
    expect(worked({ receiveCurrency: 'EUR' }, null)).toMatchObject({
      arrives: { amountMinor: 19_600n },
      totalPercent: '2.00',
      apart: null,
    });
  });

  test('is nothing where the fee takes all, and old prices are not compared', () => {
    expect(worked({ appliedRate: '650', feeMinor: 20_000n })).toMatchObject({ arrives: null, apart: 'fee-takes-all' });
    expect(worked({ appliedRate: '650', observedOn: '2026-08-24' })).toMatchObject({ ageDays: 91, apart: 'old' });
    expect(worked({ appliedRate: '650', observedOn: '2026-08-25' })).toMatchObject({ ageDays: 90, apart: null });
  });

  test('never grows with the fee or the margin', () => {
    const parts = fc.record({
      fee: fc.bigInt({ min: 0n, max: 19_000n }),
      more: fc.bigInt({ min: 0n, max: 900n }),
      margin: fc.integer({ min: 0, max: 50 }),
    });
    fc.assert(
      fc.property(parts, ({ fee, more, margin }) => {
        const arrives = (feeMinor: bigint, percent: number) =>
          worked({ feeMinor, marginPercent: String(percent) }).arrives?.amountMinor ?? -1n;
        expect(arrives(fee + more, margin) <= arrives(fee, margin)).toBe(true);
        expect(arrives(fee, margin + 1) <= arrives(fee, margin)).toBe(true);
      }),
    );
  });
});

test('services stand by what arrives, those that are not known apart and out of the mean', () => {
  const all = [
    worked({ provider: 'Dear', appliedRate: '600' }),
    worked({ provider: 'Good', appliedRate: '655' }),
    worked({ provider: 'Silent' }),
    worked({ provider: 'Old', appliedRate: '655', observedOn: '2026-01-01' }),
    worked({ provider: 'Euro', receiveCurrency: 'EUR' }),
  ];
  const { ranked, apart, meanPercent } = rank(all);
  expect(ranked.map(({ currency, rows }) => [currency, rows.map(({ offer: one }) => one.provider)])).toEqual([
    ['EUR', ['Euro']],
    ['XOF', ['Good', 'Dear']],
  ]);
  expect(apart.map(({ offer: one, apart: why }) => `${one.provider}: ${why}`)).toEqual(['Old: old', 'Silent: rate-unknown']);
  expect(meanPercent).toBe('4.89'); // 2.00, 2.15 and 10.53
  expect(rank([]).meanPercent).toBeNull();
});

test('countries are those that are there today', () => {
  expect(['IT', 'SN', 'XK', 'RS', 'RO', 'MA', 'CI'].every((code) => countryCodes.includes(code))).toBe(true);
  expect(['DD', 'YU', 'SU', 'EU', 'ZZ', 'QQ', 'UK'].filter((code) => countryCodes.includes(code))).toEqual([]);
  expect(countryCodes.length).toBeGreaterThan(230);
});
