import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answers } from './answer.ts';
import { contentOf, when } from './instruments.fixtures.ts';
import { scoreOf } from './score.ts';

const points = (...given: number[]) => given.map((score, number) => ({ value: `v${number}`, label: { en: `V${number}` }, score }));

const content = contentOf(
  { id: 'a', type: 'choice', options: points(0, 2, 4), weight: 1 },
  { id: 'b', type: 'choices', options: points(1, 1, 2), weight: 2 },
  { id: 'c', type: 'choice', options: points(0, 1), weight: 1, condition: when('a', 'v2') },
  { id: 'd', type: 'text' },
);

describe('a score', () => {
  test('is unknown while nothing scored is answered, never zero', () => {
    expect(scoreOf(content, { d: { text: 'words' } })).toEqual({ percent: null, answered: 0, asked: 2 });
  });

  test('is the points reached of those that could be reached, by weight', () => {
    expect(scoreOf(content, { a: { choice: 'v1' } })).toEqual({ percent: 50, answered: 1, asked: 2 });
    // (2 × 1 + 3 × 2) of (4 × 1 + 4 × 2)
    expect(scoreOf(content, { a: { choice: 'v1' }, b: { choices: ['v0', 'v2'] } })).toEqual({ percent: 66, answered: 2, asked: 2 });
  });

  test('leaves out what is routed away', () => {
    const routed: Answers = { a: { choice: 'v0' }, c: { choice: 'v1' } };
    expect(scoreOf(content, routed)).toEqual({ percent: 0, answered: 1, asked: 2 });
    expect(scoreOf(content, { ...routed, a: { choice: 'v2' } })).toEqual({ percent: 100, answered: 2, asked: 3 });
  });

  test('lies between 0 and 100, and never falls when a single choice is raised', () => {
    const weight = fc.integer({ min: 1, max: 9 });
    const list = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 5 }).filter((one) => Math.max(...one) > 0);
    fc.assert(
      fc.property(list, weight, fc.nat(4), fc.nat(4), (scores, one, low, high) => {
        const sorted = scores.toSorted((a, b) => a - b);
        const scale = contentOf({ id: 'q', type: 'choice', options: points(...sorted), weight: one });
        const at = (index: number) => scoreOf(scale, { q: { choice: `v${Math.min(index, sorted.length - 1)}` } }).percent ?? -1;
        expect(at(low)).toBeGreaterThanOrEqual(0);
        expect(at(high)).toBeLessThanOrEqual(100);
        if (low <= high) expect(at(low)).toBeLessThanOrEqual(at(high));
      }),
    );
  });
});
