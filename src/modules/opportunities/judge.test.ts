import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths } from '#kernel/time';
import { conditionsSchema, withCondition, type Condition } from './condition.ts';
import { judge, judgeAll, type Facts } from './judge.ts';

const TODAY = '2026-11-22';
const sentence = null;
const finding = (condition: Condition, facts: Facts) => judge(condition, facts, TODAY).finding;
const months = (min: number | null, max: number | null): Condition => ({ field: 'firm-since', min, max, sentence });

describe('months since a day', () => {
  test('at most twelve hold until the same day a year later, and no day longer', () => {
    const at = (since: string) => finding(months(null, 12), { 'firm-since': since });
    expect(at(TODAY)).toBe('met');
    expect(at('2025-11-22')).toBe('met');
    expect(at('2025-11-21')).toBe('not-met');
  });

  test('at least twelve begin on that very day', () => {
    const at = (since: string) => finding(months(12, null), { 'firm-since': since });
    expect(at('2025-11-23')).toBe('not-met');
    expect(at('2025-11-22')).toBe('met');
  });

  test('a month that has no such day counts to its last', () => {
    const since: Facts = { 'firm-since': '2026-08-31' };
    expect(judge(months(null, 6), since, '2027-02-28').finding).toBe('met');
    expect(judge(months(null, 6), since, '2027-03-01').finding).toBe('not-met');
  });

  test('a day that has not come is not known, and says why', () => {
    expect(judge(months(null, 12), { 'firm-since': '2026-11-23' }, TODAY)).toMatchObject({ finding: 'not-known', why: 'future' });
  });
});

test('bounds of numbers count themselves', () => {
  const young: Condition = { field: 'age', min: 18, max: 35, sentence };
  expect([17, 18, 35, 36].map((age) => finding(young, { age }))).toEqual(['not-met', 'met', 'met', 'not-met']);
});

test('an amount is compared in its own currency only', () => {
  const least: Condition = { field: 'investment', min: '500000', max: null, currency: 'EUR', sentence };
  expect(finding(least, { investment: { amountMinor: 500_000n, currency: 'EUR' } })).toBe('met');
  expect(finding(least, { investment: { amountMinor: 499_999n, currency: 'EUR' } })).toBe('not-met');
  expect(judge(least, { investment: { amountMinor: 9_000_000n, currency: 'MAD' } }, TODAY)).toMatchObject({
    finding: 'not-known',
    why: 'currency',
  });
});

test('a place is met by being in it or in anything inside it', () => {
  const [veneto, padova, bologna] = ['a', 'b', 'c'];
  const condition = { field: 'place', within: [veneto], sentence } as unknown as Condition;
  expect(finding(condition, { place: [padova, veneto] })).toBe('met');
  expect(finding(condition, { place: [bologna] })).toBe('not-met');
  expect(finding(condition, {})).toBe('not-known');
});

test('a choice and a yes or no are what they are; false is an answer', () => {
  expect(finding({ field: 'sector', oneOf: ['crafts', 'repair'], sentence }, { sector: 'repair' })).toBe('met');
  expect(finding({ field: 'sector', oneOf: ['crafts'], sentence }, { sector: 'repair' })).toBe('not-met');
  expect(finding({ field: 'registered', is: false, sentence }, { registered: false })).toBe('met');
  expect(finding({ field: 'women-owned', is: true, sentence }, { 'women-owned': false })).toBe('not-met');
});

const bound = fc.option(fc.nat(60), { nil: null });
const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field: fc.constantFrom('age', 'jobs', 'months-abroad'), min: bound, max: bound, sentence: fc.constant(null) }),
  fc.record({ field: fc.constantFrom('firm-since', 'return-since'), min: bound, max: bound, sentence: fc.constant(null) }),
  fc.record({ field: fc.constantFrom('registered', 'women-owned'), is: fc.boolean(), sentence: fc.constant(null) }),
  fc.record({ field: fc.constantFrom('sector', 'stage'), oneOf: fc.constant(['idea', 'crafts']), sentence: fc.constant(null) }),
) as fc.Arbitrary<Condition>;

test('whatever is asked, nothing known is never met nor refused, and the tally adds up', () => {
  fc.assert(
    fc.property(fc.array(anyCondition, { maxLength: 8 }), (conditions) => {
      const { tally, verdicts } = judgeAll(conditions, {}, TODAY);
      expect(verdicts.every((one) => one.finding === 'not-known')).toBe(true);
      expect(tally).toEqual({ met: 0, notMet: 0, notKnown: conditions.length, total: conditions.length });
    }),
  );
});

test('of months at least and at most the same number, exactly the last day meets both', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.integer({ min: -400, max: 400 }), (count, off) => {
      const since = addDays(addMonths(TODAY, -count), off);
      if (since > TODAY) return;
      const least = finding(months(count, null), { 'firm-since': since }) === 'met';
      const most = finding(months(null, count), { 'firm-since': since }) === 'met';
      // One of the two always holds, and together only where the anniversary is today.
      expect(least || most).toBe(true);
      expect(least && most).toBe(addMonths(since, count) === TODAY);
    }),
  );
});

describe('a list of conditions', () => {
  const jobs: Condition = { field: 'jobs', min: 1, max: null, sentence };

  test('has one a field: a new one takes the place of the old', () => {
    const changed = withCondition([jobs], 'jobs', { ...jobs, min: 3 } as Condition);
    expect(changed).toEqual([{ ...jobs, min: 3 }]);
    expect(withCondition(changed, 'jobs', null)).toEqual([]);
  });

  test('is refused with a bound too few, bounds crossed, a field twice, or one that nobody knows', () => {
    for (const wrong of [
      [{ ...jobs, min: null }],
      [{ ...jobs, min: 5, max: 2 }],
      [jobs, jobs],
      [{ ...jobs, field: 'colour' }],
      [{ ...jobs, min: 1.5 }],
      [{ field: 'investment', min: '10', max: '5', currency: 'EUR', sentence }],
      [{ field: 'place', within: ['padova'], sentence }],
      Array.from({ length: 21 }, () => jobs),
    ])
      expect(conditionsSchema.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
    expect(conditionsSchema.safeParse([jobs]).success).toBe(true);
  });
});
