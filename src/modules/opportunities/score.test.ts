import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#kernel/time';
import { rank, score, weights, type Offered, type Wanting } from './score.ts';

const TODAY = '2026-11-22';
const wanting: Wanting = {
  sector: 'crafts',
  stage: 'planning',
  needs: ['premises', 'loan'],
  near: new Map([
    ['padova', 0],
    ['veneto', 2],
    ['italy', 3],
    ['europe', 104],
  ]),
  facts: { sector: 'crafts', jobs: 2 },
};
const offered = (given: Partial<Offered> = {}): Offered => ({
  id: 'a',
  kind: 'call',
  sectors: [],
  stages: [],
  placeId: 'italy',
  conditions: [],
  lastDay: addDays(TODAY, 200),
  validUntil: null,
  ...given,
});
const codes = (given: Partial<Offered>) => score(wanting, offered(given), TODAY)?.reasons.map(({ code }) => code) ?? null;

test('tells each reason for which it fits', () => {
  expect(codes({})).toEqual(['place', 'need']);
  expect(codes({ sectors: ['crafts'], stages: ['planning', 'idea'], kind: 'site', placeId: 'padova' })).toEqual([
    'sector',
    'stage',
    'place',
    'need',
  ]);
});

describe('is not for a venture', () => {
  test.each([
    ['of another sector', { sectors: ['repair'] }],
    ['at another stage', { stages: ['trading'] }],
    ['somewhere else', { placeId: 'bologna' }],
    ['once its last day is past', { lastDay: addDays(TODAY, -1) }],
  ] as const)('%s', (_why, given) => {
    expect(score(wanting, offered({ ...given } as Partial<Offered>), TODAY)).toBeNull();
  });

  test('but still on the last day', () => {
    expect(score(wanting, offered({ lastDay: TODAY }), TODAY)).not.toBeNull();
  });
});

test('a venture that names no place is not kept from any, and no place is told as a reason', () => {
  const nowhere = { ...wanting, near: new Map<string, number>() };
  expect(score(nowhere, offered({ placeId: 'bologna', kind: 'partner' }), TODAY)?.reasons).toEqual([]);
});

test('the nearer place has more points, and the widest keeps some', () => {
  const points = ['padova', 'veneto', 'italy', 'europe'].map(
    (placeId) => score(wanting, offered({ placeId }), TODAY)?.reasons.find(({ code }) => code === 'place')?.points,
  );
  expect(points).toEqual([25, 15, 10, 5]);
});

test('says how many conditions may be met, and puts what is not met at the end', () => {
  const jobs = { field: 'jobs', min: 1, max: null, sentence: null } as const;
  const age = { field: 'age', min: 18, max: null, sentence: null } as const;
  const met = score(wanting, offered({ conditions: [jobs, age] }), TODAY);
  expect(met?.reasons.find(({ code }) => code === 'conditions')).toMatchObject({ count: 1, total: 2, points: 10 });
  expect(score(wanting, offered({ conditions: [age] }), TODAY)?.reasons.find(({ code }) => code === 'unchecked')).toMatchObject({
    count: 1,
    points: 0,
  });
  const unmet = score(wanting, offered({ sectors: ['crafts'], conditions: [{ ...jobs, min: 5 }, age] }), TODAY);
  expect(unmet?.reasons.map(({ code }) => code)).toContain('unmet');
  expect(unmet?.points).toBeLessThan(score(wanting, offered({}), TODAY)?.points ?? 0);
});

test('tells when it closes, from thirty days before, only where an end is known', () => {
  const end = (days: number) => ({ validUntil: addDays(TODAY, days), lastDay: addDays(TODAY, days) });
  expect(score(wanting, offered(end(12)), TODAY)?.reasons.find(({ code }) => code === 'closes')?.count).toBe(12);
  expect(codes(end(30))).toContain('closes');
  expect(codes(end(31))).not.toContain('closes');
  expect(codes({ lastDay: addDays(TODAY, 3) })).not.toContain('closes');
});

const anyOffered = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom('sector', 'site', 'partner', 'call', 'incentive'),
  sectors: fc.subarray(['crafts', 'repair']),
  stages: fc.subarray(['planning', 'trading']),
  placeId: fc.constantFrom('padova', 'veneto', 'italy', 'bologna'),
  conditions: fc.constantFrom(
    [],
    [{ field: 'jobs', min: 5, max: null, sentence: null }],
    [{ field: 'jobs', min: 1, max: null, sentence: null }],
  ),
  lastDay: fc.constantFrom(addDays(TODAY, -1), TODAY, addDays(TODAY, 9), addDays(TODAY, 90)),
  validUntil: fc.constantFrom(null, addDays(TODAY, 9)),
}) as fc.Arbitrary<Offered>;

test('the ranking is the same whatever the order of what comes in, best first, and its points are the sum of its reasons', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(anyOffered, { selector: ({ id }) => id, maxLength: 12 }),
      fc.array(fc.nat(), { maxLength: 12 }),
      (all, keys) => {
        const mixed = all.map((one, index) => ({ one, key: keys[index] ?? 0 })).toSorted((a, b) => a.key - b.key);
        const ranked = rank(wanting, all, TODAY);
        expect(
          rank(
            wanting,
            mixed.map(({ one }) => one),
            TODAY,
          ).map(({ opportunity }) => opportunity.id),
        ).toEqual(ranked.map(({ opportunity }) => opportunity.id));
        ranked.forEach(({ score: found, opportunity }, index) => {
          expect(found.points).toBe(found.reasons.reduce((sum, one) => sum + one.points, 0));
          expect(found.points).toBeLessThanOrEqual(ranked[index - 1]?.score.points ?? 100);
          expect(opportunity.lastDay >= TODAY && opportunity.placeId !== 'bologna').toBe(true);
        });
      },
    ),
  );
});

test('all the points together are a hundred', () => {
  const { sector, stage, place, need, conditions, closes } = weights;
  expect(sector + stage + place + need + conditions + closes).toBe(100);
});
