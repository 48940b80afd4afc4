import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#kernel/time';
import { balancesOf, balancesWithin, feesDue, type Charged } from './fee-periods.ts';
import { feeBases } from './fee.ts';
import { dayCounts } from './day-count.ts';

const terms = { upFrontPercent: '0.5', yearlyPercent: '1', feeBase: 'outstanding', dayCount: '30/360' } as const;
const one: Charged = {
  guaranteedMinor: 60_000n,
  loanOn: '2024-02-29',
  endedOn: null,
  steps: [],
  upFrontCharged: false,
  yearsCharged: 0,
  chargedUntil: '2024-02-29',
};
const shrink = (onDay: string, amountMinor: bigint) => ({ act: 'shrink', onDay, amountMinor }) as const;

describe('the history of what is guaranteed', () => {
  test('counts a step that was reported late from the step before it at the earliest', () => {
    const steps = [shrink('2024-06-01', 10_000n), shrink('2024-05-01', 5_000n), shrink('2024-07-01', 1n)];
    expect(balancesOf({ ...one, steps })).toEqual([
      { from: '2024-02-29', amountMinor: 60_000n },
      { from: '2024-06-01', amountMinor: 45_000n },
      { from: '2024-07-01', amountMinor: 44_999n },
    ]);
  });

  test('gives a time what stood when it began and what changed up to its last day', () => {
    const balances = balancesOf({ ...one, steps: [shrink('2024-06-01', 10_000n), shrink('2025-02-28', 10_000n)] });
    expect(balancesWithin(balances, '2024-07-01', '2025-02-28')).toEqual([
      { from: '2024-07-01', amountMinor: 50_000n },
      { from: '2025-02-28', amountMinor: 40_000n },
    ]);
  });
});

describe('fees that are due', () => {
  test('are the one at the start, and each year only when it is over; a loan of 29 February has its years on the 28th', () => {
    expect(feesDue(one, terms, '2024-02-29').map(({ kind }) => kind)).toEqual(['up-front']);
    expect(feesDue(one, terms, '2025-02-27')).toHaveLength(1);
    expect(feesDue(one, terms, '2028-02-29').map(({ until }) => until)).toEqual([
      null,
      '2025-02-28',
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
    ]);
  });

  test('stop on the day on which it ended, and leave out what was charged', () => {
    const ended = { ...one, endedOn: '2025-05-28', upFrontCharged: true, yearsCharged: 1, chargedUntil: '2025-02-28' };
    expect(feesDue(ended, terms, '2026-01-01')).toEqual([{ kind: 'yearly', from: '2025-02-28', until: '2025-05-28', amountMinor: 150n }]);
    expect(feesDue({ ...ended, endedOn: '2025-02-28' }, terms, '2026-01-01')).toEqual([]);
    expect(feesDue({ ...ended, endedOn: '2025-01-01' }, terms, '2026-01-01')).toEqual([]);
  });

  test('follow one another without a gap, and are the same whether charged day by day or all at once', () => {
    const day = fc.integer({ min: 0, max: 1_500 }).map((days) => addDays(one.loanOn, days));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(day, fc.bigInt(1n, 5_000n)), { maxLength: 6 }),
        fc.option(day),
        fc.constantFrom(...feeBases),
        fc.constantFrom(...dayCounts),
        (shrunk, endedOn, feeBase, dayCount) => {
          const steps = shrunk.toSorted().map(([on, amount]) => shrink(on, amount));
          const whole = feesDue({ ...one, steps, endedOn }, { ...terms, feeBase, dayCount }, '2029-01-01');
          const years = whole.slice(1);
          years.forEach(({ from }, at) => {
            expect(from).toBe(at === 0 ? one.loanOn : years[at - 1]?.until);
          });
          const last = years.at(-1);
          expect(feesDue({ ...one, steps, endedOn }, { ...terms, feeBase, dayCount }, last?.until ?? one.loanOn)).toEqual(whole);
        },
      ),
    );
  });
});
