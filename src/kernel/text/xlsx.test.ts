import * as fc from 'fast-check';
import readXlsx from 'read-excel-file/universal';
import { describe, expect, test } from 'vitest';
import { writeCsv, type CsvValue } from './csv.ts';
import { mostXlsxRows, xlsxOf } from './xlsx.ts';

async function written(rows: CsvValue[][], rightToLeft = false): Promise<Buffer> {
  const file = await xlsxOf(writeCsv(['a', 'b'], rows), { name: 'a list', rightToLeft });
  if (!file) throw new Error('the list was too long');
  return file;
}

async function readBack(file: Buffer): Promise<unknown[][]> {
  const [sheet] = await readXlsx(new Blob([new Uint8Array(file)]));
  return (sheet?.data ?? []) as unknown[][];
}

describe('a list as an Excel file', () => {
  test('has the headings, texts as they are and numbers that can be added up', async () => {
    const rows = [
      ['Bineta, "Esempio"', 12.5],
      ['بونتي', -3n],
      ['two\nlines', null],
    ];
    expect(await readBack(await written(rows))).toEqual([
      ['a', 'b'],
      ['Bineta, "Esempio"', 12.5],
      ['بونتي', -3],
      ['two\nlines', null],
    ]);
  });

  test('keeps codes and long numbers as they were written', async () => {
    const rows = [
      ['0801', '+39 347 000'],
      ['12345678901234567890', '1e5'],
    ];
    expect((await readBack(await written(rows))).slice(1)).toEqual(rows);
  });

  test.each(['=1+1', '=HYPERLINK("http://x.example")', '@a', '-x', "'=1"])('holds %j as text and no formula', async (text) => {
    const file = await written([[text, 'x']]);
    expect((await readBack(file))[1]).toEqual([text, 'x']);
    expect(file.toString('latin1')).not.toContain('<f>');
  });

  test('what is written can be read back', async () => {
    const cell = fc
      .string({ unit: fc.constantFrom("'", '=', '+', ',', '"', '<', '&', '\u0001', 'a', 'é', 'ب') })
      .map((text) => `x${text}x`);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 4 }), async (rows) => {
        const clean = rows.map((row) => row.map((text) => text.replaceAll('\u0001', '')));
        expect((await readBack(await written(rows))).slice(1)).toEqual(clean);
      }),
      { numRuns: 20 },
    );
  });

  test('ends where a file would hold up everybody else', async () => {
    const rows = Array.from({ length: mostXlsxRows + 1 }, (_, at) => [at]);
    expect(await xlsxOf(writeCsv(['a'], rows), { name: 'long', rightToLeft: false })).toBeNull();
    expect(await xlsxOf(writeCsv(['a'], rows.slice(1)), { name: 'long', rightToLeft: false })).not.toBeNull();
  });
});
