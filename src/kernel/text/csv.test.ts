import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvCell, unguardCell, writeCsv } from './csv.ts';

describe('CSV', () => {
  test('follows RFC 4180', () => {
    expect(
      writeCsv(
        ['a', 'b,c'],
        [
          ['x "y"', 'two\nlines'],
          [1.5, null],
        ],
      ),
    ).toBe('\uFEFFa,"b,c"\r\n"x ""y""","two\nlines"\r\n1.5,\r\n');
  });

  test.each(['=1+1', '+39 347', '-x', '@a', '\tx', '\rx', '＝1'])('guards the formula in %j', (text) => {
    expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/);
  });

  test('negative numbers are numbers, not formulas', () => {
    expect([csvCell(-5), csvCell(-5n)]).toEqual(['-5', '-5']);
  });

  test('what is written can be read back', () => {
    const cell = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom("'", '=', '+', '-', ',', '"', '\r', '\n', '\t', 'a') }));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const read: string[][] = parse(writeCsv(['a', 'b'], rows), {
          bom: true,
          record_delimiter: '\r\n',
          from_line: 2,
          relax_column_count: true,
        });
        expect(read.length).toBeGreaterThan(0);
        expect(read.map((row) => row.map(unguardCell)).slice(-rows.length)).toEqual(rows);
      }),
    );
  });
});
