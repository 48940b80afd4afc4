export type CsvValue = string | number | bigint | boolean | null | undefined;

/** Signs with which a spreadsheet takes a cell for a formula, in their usual and full width. */
const startsFormula = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * One cell of a CSV file (RFC 4180). A text that a spreadsheet would run as a formula (it starts with
 * `= + - @`, a tab or a line end) gets an apostrophe in front, which `unguardCell` takes away again: so a
 * phone number is written `'+39…`. Numbers stay as they are.
 */
export function csvCell(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  // A text that already looks guarded is guarded too, or reading it back would take its own apostrophe.
  const text = startsFormula.test(value) || looksGuarded(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Takes away the apostrophe that `csvCell` put in front of a text. */
export function unguardCell(text: string): string {
  return looksGuarded(text) ? text.slice(1) : text;
}

/** One line of a CSV file with its line end, for files that are sent as they are made. */
export function csvRow(cells: readonly CsvValue[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** Begins a CSV file: without this mark Excel does not read UTF-8, and Arabic arrives broken. */
export const csvStart = '\uFEFF';

/** A whole CSV file: UTF-8 mark, one line of headings, the rows. */
export function writeCsv(headings: readonly string[], rows: Iterable<readonly CsvValue[]>): string {
  return [csvStart, csvRow(headings), ...Array.from(rows, csvRow)].join('');
}

function looksGuarded(text: string): boolean {
  return /^'+/.test(text) && startsFormula.test(text.replace(/^'+/, ''));
}
