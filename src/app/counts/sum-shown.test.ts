import { expect, test } from 'vitest';
import type { ShownFigure } from './figure.ts';
import { sumFigures, sumShown } from './sum-shown.ts';

test('a sum is whole, at least what is shown of it, or withheld', () => {
  expect(sumShown([5, 0, 7])).toBe(12);
  expect(sumShown([5, null, { atLeast: 6 }])).toEqual({ atLeast: 11 });
  expect([sumShown([null, 0]), sumShown([]), sumShown([null, null])]).toEqual([null, 0, null]);
});

const figure = (column: string, cell: number | null, row = 'A'): ShownFigure => ({
  key: 'people',
  title: 'People',
  definition: 'Who came.',
  columns: [{ key: column, label: column }],
  splits: { corridor: [{ key: row, label: row, cells: [cell], total: cell }] },
  columnTotals: [cell],
  total: cell,
});

test('a column or a row that a part lacks is none of its own', () => {
  const [sum] = sumFigures([[figure('alive', 10, 'B')], [figure('closed', 20)], [figure('alive', null)]]);
  expect(sum?.columns.map(({ key }) => key)).toEqual(['alive', 'closed']);
  expect(sum?.splits.corridor).toEqual([
    { key: 'A', label: 'A', cells: [null, 20], total: { atLeast: 20 } },
    { key: 'B', label: 'B', cells: [10, 0], total: 10 },
  ]);
  expect([sum?.columnTotals, sum?.total]).toEqual([[{ atLeast: 10 }, 20], { atLeast: 30 }]);
  expect(sumFigures([])).toEqual([]);
});
