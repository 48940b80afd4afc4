import { readCsv } from './read-csv.ts';
import { readJson } from './read-json.ts';
import type { ImportFile } from './read-table.ts';
import { mostBytes } from './read-table.ts';
import { readXlsx } from './read-xlsx.ts';
import { refuse } from './refusals.ts';

/**
 * Reads a file to import: CSV (UTF-8 or UTF-16), a spreadsheet (.xlsx) or JSON, told apart by its first bytes, never
 * by its name. At most 20 MB and 50,000 rows.
 * Refusals: too large, too many rows or columns, another kind of file (with what to do), damaged, empty.
 */
export async function readImportFile(bytes: Buffer): Promise<ImportFile> {
  if (bytes.length === 0) throw refuse('file-empty');
  if (bytes.length > mostBytes) throw refuse('file-too-large');
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return await readXlsx(bytes);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw refuse('file-old-excel'); // .xls, and .xlsx with a password
  const text = textOf(bytes);
  return /^\s*[[{]/.test(text) ? readJson(text) : readCsv(text);
}

function startsWith(bytes: Buffer, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** The text of a file. Other code pages are not guessed: a wrong guess would spoil every name in silence. */
function textOf(bytes: Buffer): string {
  const encoding = startsWith(bytes, [0xff, 0xfe]) ? 'utf-16le' : startsWith(bytes, [0xfe, 0xff]) ? 'utf-16be' : 'utf-8';
  if (encoding === 'utf-8' && bytes.subarray(0, 8_000).includes(0)) throw refuse('file-kind');
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) throw refuse('file-kind'); // PDF
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw refuse('file-not-utf8');
  }
}
