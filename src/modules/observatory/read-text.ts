import { CsvError, parse } from 'csv-parse/sync';

/** The text of a file and the encoding that it was read in. */
export interface FileText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16' | 'iso-8859-1';
}

/**
 * Decodes the text of a file: UTF-8 and UTF-16, and ISO-8859-1 only where `latin1` says that this kind of file is published so.
 * Null where it is none of these: a wrong guess would spoil every name in silence.
 */
export function textOf(bytes: Buffer, latin1: boolean): FileText | null {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  if (!utf16 && bytes.subarray(0, 8_000).includes(0)) return null;
  try {
    return { text: new TextDecoder(utf16 ?? 'utf-8', { fatal: true }).decode(bytes), encoding: utf16 ? 'utf-16' : 'utf-8' };
  } catch {
    // Windows-1252 has letters and quotes from 0x80 to 0x9F, ISO-8859-1 has nothing there.
    return latin1 && !bytes.some((byte) => byte >= 0x80 && byte <= 0x9f)
      ? { text: bytes.toString('latin1'), encoding: 'iso-8859-1' }
      : null;
  }
}

/**
 * Reads a CSV file line by line; the heading comes first. Answers the number of the line from which on the file cannot be read,
 * or null where all of it could. Rows are not kept here: a million of them need not lie in memory twice.
 */
export function eachRecord(text: string, delimiter: string, take: (cells: string[], line: number) => void): number | null {
  try {
    parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 1_000_000,
      on_record: (cells: string[], { lines }) => {
        take(cells, lines);
        return null; // nothing is kept
      },
    });
    return null;
  } catch (error) {
    if (error instanceof CsvError) return Number(error['lines'] ?? 0);
    throw error;
  }
}

/** The sign that the first line uses most: Eurostat writes commas, a spreadsheet that saved the file again perhaps semicolons. */
export function delimiterOf(text: string): string {
  const heading = firstLine(text).replaceAll(/"[^"]*"/g, '');
  const count = (sign: string) => heading.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

export function firstLine(text: string): string {
  return (/^[^\r\n]*/.exec(text.slice(0, 100_000))?.[0] ?? '').replace(/^\uFEFF/, '');
}
