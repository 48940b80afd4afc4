import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { THRESHOLD, withholdList, withholdSmall } from './withhold.ts';

const tables = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .chain(([height, width]) =>
    fc.array(fc.array(fc.nat({ max: 40 }), { minLength: width, maxLength: width }), { minLength: height, maxLength: height }),
  );

describe('withholding small cells', () => {
  test('shows a table without small cells whole', () => {
    expect(
      withholdSmall([
        [10, 20],
        [30, 0],
      ]),
    ).toEqual({
      cells: [
        [10, 20],
        [30, 0],
      ],
      rowTotals: [30, 30],
      columnTotals: [40, 20],
      total: 60,
    });
  });

  test('withholds a second cell where a total would give the first away', () => {
    const shown = withholdSmall([
      [3, 20, 30],
      [10, 20, 30],
    ]);
    expect(shown.cells[0]?.filter((cell) => cell === null)).toHaveLength(2);
    expect(shown.cells[0]?.[0]).toBeNull();
  });

  test('withholds a small total of a list', () => {
    expect(withholdList([2, 1]).total).toBeNull();
  });

  test('never shows a count from 1 to 4', () => {
    fc.assert(
      fc.property(tables, (counts) => {
        const shown = withholdSmall(counts);
        for (const cell of [...shown.cells.flat(), ...shown.rowTotals, ...shown.columnTotals, shown.total]) {
          if (cell !== null) expect(cell === 0 || cell >= THRESHOLD).toBe(true);
        }
      }),
    );
  });

  test('leaves no row and no column in which subtraction gives a cell away', () => {
    fc.assert(
      fc.property(tables, (counts) => {
        const shown = withholdSmall(counts);
        const whole = [...shown.cells.map((row, index) => [...row, shown.rowTotals[index] ?? null]), [...shown.columnTotals, shown.total]];
        const columns = (whole[0] ?? []).map((_, column) => whole.map((row) => row[column] ?? null));
        for (const line of [...whole, ...columns]) expect(line.filter((cell) => cell === null)).not.toHaveLength(1);
      }),
    );
  });

  test('shows only true figures', () => {
    fc.assert(
      fc.property(tables, (counts) => {
        withholdSmall(counts).cells.forEach((row, r) =>
          row.forEach((cell, c) => expect(cell === null || cell === counts[r]?.[c]).toBe(true)),
        );
      }),
    );
  });
});
