import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answers } from './answer.ts';
import { choices, contentOf, when } from './instruments.fixtures.ts';
import { medianOf, NOT_ASKED, resultsOf, tableOf } from './results.ts';

const content = contentOf(
  { id: 'name', type: 'text', identifying: true },
  { id: 'phone', type: 'text', contact: true },
  { id: 'a', type: 'choice', options: choices('yes', 'no') },
  { id: 'b', type: 'choices', options: choices('x', 'y'), condition: when('a', 'yes') },
  { id: 'n', type: 'number' },
);
const guarded = { ...content, guarded: true };
const times = (count: number, answers: Answers): Answers[] => Array.from({ length: count }, () => answers);
const yes = { name: { text: 'N' }, phone: { text: '+39' }, a: { choice: 'yes' } };
const of = (results: ReturnType<typeof resultsOf>, id: string) => results.questions.find((one) => one.id === id);

describe('results', () => {
  test('keep what was left open apart from what was not asked', () => {
    const sheets = [...times(2, { ...yes, b: { choices: ['x', 'y'] } }), ...times(1, yes), ...times(3, { a: { choice: 'no' } })];
    expect(of(resultsOf(content, sheets), 'b')).toMatchObject({
      answered: 2,
      missing: 1,
      notAsked: 3,
      counts: [
        { value: 'x', count: 2 },
        { value: 'y', count: 2 },
      ],
    });
  });

  test('count neither what names a body nor whom to ring up, and the table has no column for them', () => {
    expect(resultsOf(content, times(9, yes)).questions.map(({ id }) => id)).toEqual(['a', 'b', 'n']);
    expect(tableOf(content, [yes])).toEqual({ headings: ['a', 'b', 'n'], rows: [['yes', '', '']] });
  });

  test('write "does not apply" apart from an empty cell', () => {
    expect(tableOf(content, [{ a: { choice: 'no' }, b: { choices: ['x'] }, n: { number: '3.5' } }]).rows).toEqual([
      ['no', NOT_ASKED, '3.5'],
    ]);
  });

  test('take the lower middle of numbers, by size and not by letters', () => {
    expect(medianOf(['100', '9', '20'])).toBe('20');
    expect(medianOf(['4', '2'])).toBe('2');
    expect(medianOf([])).toBeNull();
  });

  test('withhold a small count and one more where answers are guarded', () => {
    const sheets = [...times(20, yes), ...times(3, { a: { choice: 'no' } }), ...times(7, {})];
    const found = of(resultsOf(guarded, sheets), 'a');
    expect(found?.counts[1]?.count).toBeNull();
    expect([found?.counts[0]?.count, found?.missing, found?.notAsked].filter((one) => one === null).length).toBeGreaterThan(0);
    expect(of(resultsOf(content, sheets), 'a')?.counts).toEqual([
      { value: 'yes', count: 20 },
      { value: 'no', count: 3 },
    ]);
  });

  test('show no middle of fewer than five numbers where answers are guarded', () => {
    const numbers = (count: number) => Array.from({ length: count }, (_, index) => ({ n: { number: String(index) } }));
    expect(of(resultsOf(guarded, numbers(4)), 'n')?.median).toBeNull();
    expect(of(resultsOf(guarded, numbers(5)), 'n')?.median).toBe('2');
  });

  test('never let a small count of a guarded question be worked out from its line and the number of sheets', () => {
    const sheet = fc.constantFrom<Answers>(
      {},
      { a: { choice: 'yes' } },
      { a: { choice: 'no' } },
      { a: { choice: 'yes' }, b: { choices: ['x'] } },
      { a: { choice: 'yes' }, b: { choices: ['x', 'y'] } },
    );
    fc.assert(
      fc.property(fc.array(sheet, { maxLength: 60 }), (sheets) => {
        const truth = resultsOf(content, sheets);
        for (const found of resultsOf(guarded, sheets).questions) {
          const line = [...(found.id === 'a' ? found.counts.map(({ count }) => count) : [found.answered]), found.missing, found.notAsked];
          const known = line.filter((one) => one !== null);
          expect(known.every((one) => one === 0 || one >= 5)).toBe(true);
          if (found.id === 'a' && found.counts.some(({ count }) => count === null)) expect(found.answered).toBeNull();
          const small = of(truth, found.id);
          const real = [
            ...(found.id === 'a' ? (small?.counts.map(({ count }) => count) ?? []) : [small?.answered ?? 0]),
            small?.missing,
            small?.notAsked,
          ];
          if (real.some((one) => one !== 0 && Number(one) < 5)) expect(line.filter((one) => one === null).length).not.toBe(1);
        }
      }),
    );
  });
});
