import { describe, expect, test } from 'vitest';
import { figureOf, shareOf, sharesOf, shownFigure, type CountRow } from './figure.ts';

const words = {
  key: 'ventures',
  states: ['alive', 'closed', 'unknown'],
  genders: ['woman', 'man', 'other'],
  tracks: ['women', 'youth'],
};
const row = (state: string, count: number, more: Partial<CountRow> = {}): CountRow => ({
  corridor: 'A → B',
  gender: 'woman',
  tracks: [],
  state,
  count,
  ...more,
});

test('an office that takes off its own finds no few of another', () => {
  const rows = [
    { ...row('alive', 10), officeId: 'one' },
    { ...row('alive', 2), officeId: 'other' },
    { ...row('alive', 9, { gender: 'man' }), officeId: 'other' },
  ];
  const laidOut = (some: typeof rows) => figureOf(some, words);
  const shares = sharesOf(rows, ['one', 'other']).map(laidOut);
  expect(shares.map(({ splits }) => splits.gender?.map(({ counts }) => counts))).toEqual([
    [[10], [0]],
    [[2], [9]],
  ]);
  expect(shownFigure(laidOut(rows)).splits.gender?.map(({ cells }) => cells)).toEqual([[12], [9]]);
  expect(shownFigure(laidOut(rows), shares).splits.gender?.map(({ cells }) => cells)).toEqual([[null], [null]]);
  expect(sharesOf(rows, ['one'])).toEqual([]);
});

describe('a figure', () => {
  test('has the states that occur in their order, and each row its sum', () => {
    const figure = figureOf([row('closed', 10), row('alive', 20), row('alive', 30, { corridor: 'C → D', gender: 'man' })], words);
    expect(figure.columns).toEqual(['alive', 'closed']);
    const { splits, columnTotals, total } = shownFigure(figure);
    expect(splits.corridor).toEqual([
      { key: 'A → B', cells: [20, 10], total: 30 },
      { key: 'C → D', cells: [30, 0], total: 30 },
    ]);
    expect(splits.gender?.map(({ key }) => key)).toEqual(['woman', 'man']);
    expect([columnTotals, total]).toEqual([[50, 10], 60]);
  });

  test('counts a person on two tracks in both rows and once in all', () => {
    const figure = figureOf(
      [row('alive', 10, { tracks: ['women', 'youth'] }), row('alive', 20, { tracks: ['women'] }), row('alive', 12)],
      words,
    );
    const { splits, total } = shownFigure(figure);
    expect(splits.track?.map((one) => one.total)).toEqual([30, 10]);
    expect(total).toBe(42);
  });

  test('withholds a track on which all but three are', () => {
    const figure = figureOf([row('alive', 20, { tracks: ['women'] }), row('alive', 3)], words);
    expect(shownFigure(figure).splits.track?.[0]).toMatchObject({ cells: [null], total: null });
    expect(shownFigure(figure).total).toBe(23);
  });

  test('shares where both figures are shown, and where there is something to share', () => {
    const shown = {
      columns: ['alive', 'closed'].map((key) => ({ key, label: key })),
      share: { column: 'alive', label: 'In %' },
    };
    expect(shareOf(shown, { cells: [30, 10], total: 40 })).toBe(75);
    expect(shareOf(shown, { cells: [null, 10], total: 40 })).toBeNull();
    expect(shareOf(shown, { cells: [30, 10], total: null })).toBeNull();
    expect(shareOf(shown, { cells: [0, 0], total: 0 })).toBeNull();
  });

  test('of nothing is empty in every split', () => {
    const { columns, splits, total } = shownFigure(figureOf([], words));
    expect([columns, splits.corridor, total]).toEqual([[], [], 0]);
  });
});
