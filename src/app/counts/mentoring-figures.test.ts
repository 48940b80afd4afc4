import { expect, test } from 'vitest';
import { mentoringFigures, type MentoringCounted } from './mentoring-figures.ts';

const pairs = (count: number, change: Partial<MentoringCounted['pairs'][number]> = {}) => ({
  officeId: 'one',
  corridor: 'A',
  gender: 'woman',
  tracks: ['women'],
  state: 'running',
  sessions: count * 2,
  minutes: count * 90,
  count,
  ...change,
});
const result = (code: string, count: number, change: object = {}) => ({ ...pairs(count, change), result: code });
const of = (counted: MentoringCounted) => {
  const [given, results] = mentoringFigures(counted);
  if (!given || !results) throw new Error('there are two figures');
  return { given, results };
};
const cells = (rows: readonly { key: string; cells: readonly unknown[] }[] | undefined) =>
  Object.fromEntries((rows ?? []).map((row) => [row.key, row.cells]));

test('tells meetings and full hours of each row, where five pairs and more stand behind it', () => {
  const { given } = of({ pairs: [pairs(6), pairs(10, { corridor: 'B', gender: 'man', tracks: [] })], results: [] });
  expect(given.columns).toEqual(['sessions', 'hours']);
  expect(cells(given.splits.corridor)).toEqual({ A: [12, 9], B: [20, 15] });
  expect(cells(given.splits.track).women).toEqual([12, 9]);
  expect(given.columnTotals).toEqual([32, 24]);
});

test('withholds the hours of fewer than five pairs, however many they are, and what would reveal them', () => {
  const few = pairs(2, { corridor: 'B', gender: 'man', tracks: [], sessions: 40, minutes: 6_000 });
  const { given } = of({ pairs: [pairs(6), few], results: [] });
  const shown = [...Object.values(cells(given.splits.corridor)), given.columnTotals];
  expect(cells(given.splits.corridor).B).toEqual([null, null]);
  // With the row of six and the total in sight, the two could be worked out.
  for (const column of [0, 1]) expect(shown.filter((row) => row[column] === null).length).toBeGreaterThan(1);
});

test('counts a pair under each result, and shows none that would tell of the few without it', () => {
  const all = [pairs(12), pairs(12, { corridor: 'B', gender: 'man', tracks: [] })];
  const both = (code: string, a: number, b: number) => [result(code, a), result(code, b, { corridor: 'B', gender: 'man', tracks: [] })];
  const { results } = of({ pairs: all, results: [...both('registered', 6, 7), ...both('loan', 11, 6), ...both('no-answer', 5, 0)] });
  expect(results.columns).toEqual(['registered', 'loan', 'no-answer']);
  expect(cells(results.splits.corridor).A).toEqual([6, null, 5]);
  expect(cells(results.splits.corridor).B?.[0]).toBe(7);
  expect(results.columnTotals[0]).toBe(13);
});

test('nobody mentored is nothing, without a row that breaks', () => {
  const { given, results } = of({ pairs: [], results: [] });
  expect([given.columns, results.columns, results.columnTotals]).toEqual([[], [], []]);
});
