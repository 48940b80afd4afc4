import { parse } from 'csv-parse/sync';
import { unguardCell } from './csv.ts';

/** How many rows an Excel file of ours may have: writing it holds up everybody else for half a second then. */
export const mostXlsxRows = 10_000;

/** A number as a list writes it, short enough that a spreadsheet keeps all its digits; 007 and long codes stay text. */
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const digitsKept = 15; // IEEE 754 double precision

/**
 * A list as an Excel file: the rows of a CSV file that `writeCsv` made, as text, numbers and nothing that a spreadsheet
 * would calculate. `rightToLeft`: for lists in Arabic. Gives null where the list has more than `mostXlsxRows` rows.
 */
export async function xlsxOf(csv: string, { name, rightToLeft }: { name: string; rightToLeft: boolean }): Promise<Buffer | null> {
  const lines = parse(csv, { bom: true, record_delimiter: '\r\n', relax_column_count: true, to: mostXlsxRows + 2 });
  const [headings = [], ...rows] = lines.map((line) => line.map(unguardCell));
  if (rows.length > mostXlsxRows) return null;
  const { default: write } = await import('write-excel-file/node'); // only who asks for such a file waits for it to load
  const head = headings.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const columns = headings.map((heading, at) => ({ width: widthOf([heading, ...rows.slice(0, 100).map((row) => row[at] ?? '')]) }));
  const sheet = { sheet: sheetName(name), rightToLeft, stickyRowsCount: 1, columns };
  return await write([head, ...rows.map((row) => row.map(cellOf))], sheet).toBuffer();
}

function cellOf(text: string) {
  if (text === '') return null;
  if (number.test(text) && text.replaceAll(/\D/g, '').length <= digitsKept) return { value: Number(text), type: Number };
  return { value: printable(text), type: String };
}

/** XML 1.0 has no way to write most control signs, and Excel takes at most 32,767 characters in a cell. */
function printable(text: string): string {
  return text.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '').slice(0, 32_767);
}

/** In characters; a long text is no reason to push the other columns off the screen. */
function widthOf(texts: readonly string[]): number {
  return Math.min(60, Math.max(8, ...texts.map((text) => text.length + 2)));
}

/** Excel refuses these signs and more than 31 characters in the name of a sheet. */
function sheetName(name: string): string {
  return name.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31) || 'Ponte';
}
