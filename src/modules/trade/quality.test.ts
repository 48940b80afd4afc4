import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_POINTS, outcomeOf, scoreNames, totalOf, type Outcome, type Scores } from './quality.ts';

const of = (clear: number, capacity: number, papers: number, answers: number): Scores => ({ clear, capacity, papers, answers });
const score = fc.nat(MOST_POINTS);
const scores = fc.record({ clear: score, capacity: score, papers: score, answers: score });

test.for<[Scores, Outcome]>([
  [of(5, 5, 5, 5), 'published'],
  [of(3, 3, 2, 2), 'published'],
  [of(5, 2, 2, 1), 'published'],
  [of(3, 2, 2, 2), 'returned'],
  [of(2, 1, 1, 1), 'returned'],
  [of(1, 1, 1, 1), 'refused'],
])('%j is %s', ([given, outcome]) => {
  expect(outcomeOf(given)).toBe(outcome);
});

test.for(scoreNames)('a 0 for %s holds it, however good the rest is and however bad', (name) => {
  expect(outcomeOf({ ...of(5, 5, 5, 5), [name]: 0 })).toBe('held');
  expect(outcomeOf({ ...of(1, 1, 1, 1), [name]: 0 })).toBe('held');
  expect(outcomeOf({ ...of(5, 5, 5, 5), [name]: 1 })).toBe('published');
});

test.for([-1, 6, 2.5, Number.NaN, Number.POSITIVE_INFINITY])('%d is no score', (wrong) => {
  expect(() => outcomeOf(of(wrong, 3, 3, 3))).toThrow(RangeError);
  expect(() => outcomeOf(of(3, 3, 3, wrong))).toThrow(RangeError);
});

test('which of the four is better makes no difference to the sum, and a better score never makes it worse', () => {
  const rank: Record<Outcome, number> = { held: 0, refused: 1, returned: 2, published: 3 };
  fc.assert(
    fc.property(scores, (given) => {
      const turned = of(given.answers, given.clear, given.capacity, given.papers);
      expect(totalOf(turned)).toBe(totalOf(given));
      expect(outcomeOf(turned)).toBe(outcomeOf(given));
      for (const name of scoreNames) {
        if (given[name] === MOST_POINTS) continue;
        expect(rank[outcomeOf({ ...given, [name]: given[name] + 1 })]).toBeGreaterThanOrEqual(rank[outcomeOf(given)]);
      }
    }),
  );
});
