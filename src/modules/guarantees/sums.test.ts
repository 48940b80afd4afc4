import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currencyDecimals, money, toDecimalText } from '#kernel/money';
import { capacity, highestGuaranteed } from './capacity.ts';
import { claimParts, recoveryDue } from './claim.ts';
import { guaranteedOf, owedAfter } from './coverage.ts';
import { counterGuarantee, shareLoss, sharings } from './loss.ts';
import { portfolioCap } from './portfolio-cap.ts';

/** From nothing to 10^30 units, small amounts as often as huge ones. */
const amount = fc.oneof(fc.bigInt({ min: 0n, max: 200n }), fc.bigInt({ min: 0n, max: 10n ** 30n }));
const rate = fc.integer({ min: 0, max: 1_000_000 }).map((one) => (one / 10_000).toFixed(4));
const sharing = fc.constantFrom(...sharings);

describe('parts are the whole', () => {
  test('of a loss, and nobody bears more than the loss or gets back more than was recovered', () => {
    fc.assert(
      fc.property(amount, amount, rate, sharing, (owedMinor, other, coveragePercent, how) => {
        const recoveredMinor = owedMinor === 0n ? 0n : other % (owedMinor + 1n);
        const shares = shareLoss({ owedMinor, coveragePercent, sharing: how, recoveredMinor });
        expect(shares.fundLossMinor + shares.lenderLossMinor).toBe(owedMinor - recoveredMinor);
        for (const part of Object.values(shares)) expect(part >= 0n).toBe(true);
        expect(shares.fundLossMinor <= shares.guaranteedMinor).toBe(true);
        expect(shares.fundRecoveryMinor <= recoveredMinor).toBe(true);
      }),
    );
  });

  test('of a claim, of a counter-guarantee and of a loan that is repaid', () => {
    fc.assert(
      fc.property(amount, rate, fc.integer({ min: 1, max: 600 }), (whole, share, count) => {
        const { firstMinor, restMinor } = claimParts(whole, share);
        const { paysMinor, staysMinor } = counterGuarantee(whole, share);
        expect([firstMinor + restMinor, paysMinor + staysMinor]).toEqual([whole, whole]);
        for (const part of [firstMinor, restMinor, paysMinor, staysMinor]) expect(part >= 0n).toBe(true);
        expect([owedAfter(whole, count, 0), owedAfter(whole, count, count)]).toEqual([whole, 0n]);
      }),
    );
  });

  test('in every exponent of a currency, from a single unit on', () => {
    for (const currency of ['XOF', 'EUR', 'TND', 'UYW']) {
      const unit = 10n ** BigInt(currencyDecimals(currency));
      expect(toDecimalText(money(guaranteedOf(100n * unit, '60'), currency))).toBe(toDecimalText(money(60n * unit, currency)));
      expect(guaranteedOf(1n, '60')).toBe(1n);
      expect(guaranteedOf(1n, '50')).toBe(0n);
    }
  });
});

describe('more never becomes less', () => {
  const two = (pair: [bigint, bigint]): [bigint, bigint] => (pair[0] <= pair[1] ? pair : [pair[1], pair[0]]);
  const pair = fc.tuple(amount, amount).map(two);

  test('the more is owed, the more is guaranteed; the more is recovered, the less anybody loses', () => {
    fc.assert(
      fc.property(pair, rate, sharing, ([less, more], coveragePercent, how) => {
        expect(guaranteedOf(less, coveragePercent) <= guaranteedOf(more, coveragePercent)).toBe(true);
        const after = (recoveredMinor: bigint) => shareLoss({ owedMinor: more, coveragePercent, sharing: how, recoveredMinor });
        expect(after(less).fundLossMinor <= after(0n).fundLossMinor).toBe(true);
        expect(after(less).lenderLossMinor <= after(0n).lenderLossMinor).toBe(true);
        expect(after(more).lossMinor).toBe(0n);
      }),
    );
  });

  test('first-loss costs the fund at least as much as pro-rata', () => {
    fc.assert(
      fc.property(pair, rate, ([recoveredMinor, owedMinor], coveragePercent) => {
        const loss = (how: (typeof sharings)[number]) =>
          shareLoss({ owedMinor, coveragePercent, sharing: how, recoveredMinor }).fundLossMinor;
        expect(loss('first-loss') >= loss('pro-rata')).toBe(true);
      }),
    );
  });

  test('a portfolio never pays above its cap, nor more than its losses', () => {
    fc.assert(
      fc.property(pair, amount, rate, rate, ([less, more], volumeMinor, guaranteeRatePercent, capRatePercent) => {
        const of = (lossesMinor: bigint) => portfolioCap({ volumeMinor, guaranteeRatePercent, capRatePercent, lossesMinor });
        expect(of(less).payableMinor <= of(more).payableMinor).toBe(true);
        expect(of(more).payableMinor <= of(more).capMinor && of(more).payableMinor <= more).toBe(true);
        expect(of(more).capMinor <= volumeMinor).toBe(true);
      }),
    );
  });

  test('capacity and what is promised never exceed capital × leverage', () => {
    fc.assert(
      fc.property(amount, amount, amount, fc.integer({ min: 0, max: 200_000 }), (capitalMinor, outstandingMinor, reservedMinor, tenths) => {
        const fund = { capitalMinor, leverage: (tenths / 10_000).toFixed(4), outstandingMinor, reservedMinor };
        const free = capacity(fund);
        expect(free >= 0n).toBe(true);
        if (free > 0n) expect(free + outstandingMinor + reservedMinor).toBe(highestGuaranteed(fund));
      }),
    );
  });
});

test('what is handed on twice is handed on once', () => {
  expect(recoveryDue(1_800n, 0n, 7_200n)).toBe(1_800n);
  expect(recoveryDue(1_800n, 1_000n, 7_200n)).toBe(800n);
  expect(recoveryDue(1_800n, 2_000n, 7_200n)).toBe(0n);
  expect(recoveryDue(1_800n, 0n, 500n)).toBe(500n);
});

test('first-loss: the lender is made whole first', () => {
  const shared = (recoveredMinor: bigint) => shareLoss({ owedMinor: 1_000n, coveragePercent: '60', sharing: 'first-loss', recoveredMinor });
  expect(shared(300n)).toMatchObject({ fundLossMinor: 600n, lenderLossMinor: 100n, fundRecoveryMinor: 0n });
  expect(shared(500n)).toMatchObject({ fundLossMinor: 500n, lenderLossMinor: 0n, fundRecoveryMinor: 100n });
});

test.each(['-1', '1e2', 'NaN', '', '100.0001', '1,5', 'Infinity', '1'.repeat(40)])('"%s" is no rate', (text) => {
  expect(() => guaranteedOf(100n, text)).toThrow(RangeError);
});

test('what cannot be is a defect', () => {
  expect(() => guaranteedOf(-1n, '60')).toThrow(RangeError);
  expect(() => owedAfter(100n, 10, 11)).toThrow(RangeError);
  expect(() => shareLoss({ owedMinor: 10n, coveragePercent: '60', sharing: 'pro-rata', recoveredMinor: 11n })).toThrow(RangeError);
  expect(() => highestGuaranteed({ capitalMinor: 1n, leverage: '-2' })).toThrow(RangeError);
  expect(portfolioCap({ volumeMinor: 10n, guaranteeRatePercent: '0', capRatePercent: '20', lossesMinor: 5n }).multiplier).toBeNull();
});
