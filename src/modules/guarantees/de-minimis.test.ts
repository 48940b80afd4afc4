import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deMinimisAid, type AidedGuarantee } from './de-minimis.ts';

const plain: AidedGuarantee = {
  guaranteedMinor: 1_600_000n,
  coveragePercent: '80',
  proRata: true,
  years: '5',
  earlierMinor: 0n,
  proportion: 'amount',
};
const aid = (change: Partial<AidedGuarantee> = {}) => deMinimisAid({ ...plain, ...change });

describe('the safe harbour of Regulation (EU) 2023/2831, article 4(6)(b)', () => {
  test('is the ceiling at its two limits', () => {
    expect(aid({ guaranteedMinor: 225_000_000n })).toEqual({ ok: true, aidMinor: 30_000_000n, leftMinor: 0n });
    expect(aid({ guaranteedMinor: 112_500_000n, years: '10' })).toEqual({ ok: true, aidMinor: 30_000_000n, leftMinor: 0n });
  });

  test('is a proportion of it below, rounded up', () => {
    expect(aid()).toMatchObject({ aidMinor: 213_334n });
    expect(aid({ years: '10' })).toMatchObject({ aidMinor: 426_667n });
    expect(aid({ years: '3', proportion: 'amount-and-time' })).toMatchObject({ aidMinor: 128_000n });
    expect(aid({ years: '3' })).toMatchObject({ aidMinor: 213_334n });
    expect(aid({ guaranteedMinor: 1n })).toMatchObject({ aidMinor: 1n });
    expect(aid({ guaranteedMinor: 0n })).toMatchObject({ aidMinor: 0n });
  });

  test.each([
    [{ coveragePercent: '80.01' }, ['coverage']],
    [{ proRata: false }, ['sharing']],
    [{ years: '10.01' }, ['too-long']],
    [{ guaranteedMinor: 225_000_001n }, ['too-much', 'over-ceiling']],
    [{ guaranteedMinor: 112_500_001n, years: '5.5' }, ['too-much', 'over-ceiling']],
    [{ earlierMinor: 29_900_000n }, ['over-ceiling']],
    [{ coveragePercent: '90', proRata: false, years: '11' }, ['coverage', 'sharing', 'too-long']],
  ] as [Partial<AidedGuarantee>, string[]][])('names each reason why it does not hold: %o', (change, reasons) => {
    expect(aid(change)).toMatchObject({ ok: false, reasons });
  });

  test('counting the time never gives more aid, and the two limits meet where it is counted', () => {
    const years = fc.integer({ min: 1, max: 1_000 }).map((one) => (one / 100).toFixed(2));
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 112_500_000n }), years, (guaranteedMinor, time) => {
        const [amount, both] = (['amount', 'amount-and-time'] as const).map((proportion) =>
          aid({ guaranteedMinor, years: time, proportion }),
        );
        expect(both!.aidMinor! <= amount!.aidMinor!).toBe(true);
        expect(both!.aidMinor! >= 0n && both!.aidMinor! <= 30_000_000n).toBe(true);
      }),
    );
  });

  test('refuses what is no time', () => {
    for (const years of ['', '-1', '1e1', 'NaN']) expect(() => aid({ years })).toThrow(RangeError);
  });
});
