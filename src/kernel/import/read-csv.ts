import { CsvError, parse } from 'csv-parse/sync';
import { unguardCell } from '#kernel/text';
import type { ImportFile } from './read-table.ts';
import { mostColumns, mostRows, rowsOf } from './read-table.ts';
import { refuse } from './refusals.ts';

/**
 * Reads a table of text cells. The separator (comma, semicolon, tab) is the one that the first line uses most, since
 * Excel writes semicolons wherever the comma is the decimal sign.
 */
export function readCsv(text: string): ImportFile {
  const lines = linesOf(text).map(({ record, info }) => ({ number: info.lines, cells: record.map(unguardCell) }));
  return { format: 'csv', ...rowsOf(lines) };
}

interface Line {
  record: string[];
  info: { lines: number };
}

function linesOf(text: string): Line[] {
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: mostRows + 2, // the heading, and one more so that the limit is noticed
      max_record_size: 1_000_000,
    }) as unknown as Line[]; // `info: true` gives this shape; the package types it as records
  } catch (error) {
    if (error instanceof CsvError) throw refuse('file-damaged', { values: { line: Number(error['lines'] ?? 0) } });
    throw error;
  }
}

function delimiterOf(text: string): string {
  const heading = (text.split(/\r?\n/, 1)[0] ?? '').slice(0, mostColumns * 100).replaceAll(/"[^"]*"/g, '');
  const count = (sign: string) => heading.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
