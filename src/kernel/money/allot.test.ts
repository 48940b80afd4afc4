import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '#kernel/i18n';
import { allot } from './allot.ts';

const { allotment } = JSON.parse(readFileSync(join(projectRoot(), 'test/data/fund-cases.json'), 'utf8')) as {
  allotment: [{ input: { amount: number; portions: string[] }; expected: number[] }, { input: string[][] }];
};

describe('an amount divided by shares', () => {
  test('is that of the case of a ledger in use', () => {
    const [{ input, expected }] = allotment;
    expect(allot(BigInt(input.amount), input.portions)).toEqual({ ok: true, minor: expected.map(BigInt) });
  });

  test('is refused as that ledger refuses it', () => {
    const [, { input }] = allotment;
    expect(input.map((shares) => allot(100n, shares))).toEqual([
      { ok: false, reason: 'two-remainders' },
      { ok: false, reason: 'not-one' },
    ]);
  });

  test.each([
    [[], 'no-shares'],
    [['1/2'], 'not-one'],
    [['0/0', 'remaining'], 'not-a-share'],
    [['-1/2', 'remaining'], 'not-a-share'],
    [['50%', 'remaining'], 'not-a-share'],
    [['1/2', '2/3', 'remaining'], 'not-one'],
  ])('%j is refused: %s', (shares, reason) => {
    expect(allot(100n, shares)).toEqual({ ok: false, reason });
  });

  test('gives nothing to a share of nothing, and the rest to the one that remains', () => {
    expect(allot(1n, ['0/3', '1/3', '2/3'])).toEqual({ ok: true, minor: [0n, 1n, 0n] });
    expect(allot(100n, ['1/3', 'remaining'])).toEqual({ ok: true, minor: [34n, 66n] });
    expect(allot(100n, ['1/2', '1/2', 'remaining'])).toEqual({ ok: true, minor: [50n, 50n, 0n] });
  });

  test('loses nothing and gives nobody more than a unit beyond the share', () => {
    const anyShares = fc
      .array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 8 })
      .filter((all) => all.some((one) => one > 0));
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), anyShares, (amount, weights) => {
        const whole = weights.reduce((sum, one) => sum + one, 0);
        const found = allot(
          amount,
          weights.map((one) => `${one}/${whole}`),
        );
        expect(found.ok).toBe(true);
        if (!found.ok) return;
        expect(found.minor.reduce((sum, one) => sum + one, 0n)).toBe(amount);
        found.minor.forEach((one, at) => {
          const exact = amount * BigInt(weights[at] ?? 0);
          expect(one * BigInt(whole) - exact <= BigInt(whole) && exact - one * BigInt(whole) < BigInt(whole)).toBe(true);
        });
      }),
    );
  });
});
