import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { THRESHOLD } from './withhold.ts';
import { withholdTogether } from './withhold-together.ts';

describe('several views of the same things', () => {
  test('a row that all but one are in is withheld, since the one could be worked out', () => {
    const { overlapping } = withholdTogether({ parts: [[[30]]], overlapping: [[29], [20]] });
    expect(overlapping).toEqual([
      { cells: [null], total: null },
      { cells: [20], total: 20 },
    ]);
  });

  test('a total that one view must withhold is withheld in the others', () => {
    const { parts, columnTotals } = withholdTogether({ parts: [[[3, 20]], [[3, 20]]], overlapping: [] });
    expect(parts.map((part) => part.columnTotals)).toEqual([columnTotals, columnTotals]);
    expect(columnTotals[0]).toBeNull();
  });

  test('what is large everywhere stands as it is', () => {
    const shown = withholdTogether({
      parts: [
        [
          [10, 20],
          [30, 40],
        ],
        [[40, 60]],
      ],
      overlapping: [[20, 30]],
    });
    expect(shown.parts[0]?.cells).toEqual([
      [10, 20],
      [30, 40],
    ]);
    expect(shown.overlapping).toEqual([{ cells: [20, 30], total: 50 }]);
    expect(shown.total).toBe(100);
  });

  test('a count is withheld of which one who knows their own share would have too little left', () => {
    const share = (count: number) => ({ parts: [[[count], [0]]], overlapping: [[0]] });
    const views = { parts: [[[12], [30]]], overlapping: [[12]] };
    expect(withholdTogether(views).parts[0]?.cells).toEqual([[12], [30]]);
    expect(withholdTogether(views, [share(10), share(2)]).parts[0]?.cells).toEqual([[null], [null]]);
    expect(withholdTogether(views, [share(12)]).parts[0]?.cells).toEqual([[12], [30]]);
    expect(withholdTogether(views, [share(7), share(5)]).parts[0]?.cells).toEqual([[12], [30]]);
  });

  test('nothing at all is nothing', () => {
    expect(withholdTogether({ parts: [[]], overlapping: [] }).total).toBe(0);
  });
});

/** Things with a state, a corridor, a gender and tracks, as people are. */
const things = fc.array(
  fc.record({ state: fc.nat(2), corridor: fc.nat(3), gender: fc.nat(1), tracks: fc.uniqueArray(fc.nat(2), { maxLength: 3 }) }),
  { maxLength: 60 },
);
const count = (list: readonly { state: number }[]) => [0, 1, 2].map((state) => list.filter((one) => one.state === state).length);

test('no view shows a small count, nor a line or a column from which a single one could be worked out', () => {
  fc.assert(
    fc.property(things, (all) => {
      const by = (key: 'corridor' | 'gender', codes: readonly number[]) =>
        codes.map((code) => count(all.filter((one) => one[key] === code)));
      const parts = [by('corridor', [0, 1, 2, 3]), by('gender', [0, 1])];
      const onTrack = [0, 1, 2].map((track) => count(all.filter(({ tracks }) => tracks.includes(track))));
      const shown = withholdTogether({ parts, overlapping: onTrack });
      const small = (value: number | null | undefined) => typeof value === 'number' && value > 0 && value < THRESHOLD;
      const totals = [...shown.columnTotals, shown.total];
      for (const part of shown.parts) {
        expect([...part.columnTotals, part.total]).toEqual(totals);
        const table = [...part.cells.map((row, index) => [...row, part.rowTotals[index] ?? null]), totals];
        expect(table.flat().some(small)).toBe(false);
        const lines = [...table, ...totals.map((_, column) => table.map((row) => row[column] ?? null))];
        for (const line of lines) expect(line.filter((value) => value === null)).not.toHaveLength(1);
      }
      for (const { cells, total } of shown.overlapping) {
        const row = [...cells, total];
        expect(row.some(small)).toBe(false);
        expect(row.filter((value) => value === null)).not.toHaveLength(1);
        // Everybody who is not on the track.
        row.forEach((value, column) => {
          const everybody = totals[column];
          if (value !== null && typeof everybody === 'number') expect(small(everybody - value)).toBe(false);
        });
      }
    }),
    { numRuns: 300 },
  );
});
