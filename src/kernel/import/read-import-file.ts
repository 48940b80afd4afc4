import { Refusal } from '#kernel/errors';
import type { ImportFormat } from './importer.ts';
import { readCsv } from './read-csv.ts';
import { readJson } from './read-json.ts';
import type { ImportFile } from './read-table.ts';
import { mostBytes } from './read-table.ts';
import { readXlsx } from './read-xlsx.ts';
import { refuse } from './refusals.ts';

/**
 * Reads a file to import: CSV (UTF-8 or UTF-16), a spreadsheet (.xlsx) or JSON, told apart by its first bytes, never
 * by its name. At most 20 MB and 50,000 rows. A kind may bring a format of its own.
 * Refusals: too large, too many rows or columns, another kind of file (with what to do), damaged, empty.
 */
export async function readImportFile(bytes: Buffer, format?: ImportFormat): Promise<ImportFile> {
  requireImportKind(bytes, { format });
  if (format?.begins(bytes)) return format.read(bytes);
  if (startsWith(bytes, ZIP)) return await readXlsx(bytes);
  const text = textOf(bytes);
  return /^\s*[[{]/.test(text) ? readJson(text) : readCsv(text);
}

/** The same for a file of a form: what is wrong with it stands beside its field. Refusals: those of `readImportFile`. */
export async function readSentFile(bytes: Buffer, field: string): Promise<ImportFile> {
  return await readImportFile(bytes).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.module, error.code, error.status, { field, values: error.values });
  });
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const PDF = [0x25, 0x50, 0x44, 0x46];

/**
 * Refuses what can be no list by its size and its first bytes, before it is kept for a job: the same as reading it would,
 * at once and beside the field. Refusals: empty, too large, another kind of file.
 */
export function requireImportKind(bytes: Buffer, { field, format }: { field?: string; format?: ImportFormat | undefined } = {}): void {
  const at = field === undefined ? {} : { field };
  if (bytes.length === 0) throw refuse('file-empty', at);
  if (bytes.length > mostBytes) throw refuse('file-too-large', at);
  if (startsWith(bytes, ZIP) || format?.begins(bytes)) return;
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw refuse('file-old-excel', at); // .xls, and .xlsx with a password
  if (startsWith(bytes, PDF)) throw refuse('file-kind', at);
  if (encodingOf(bytes) !== 'utf-8') return;
  const start = bytes.subarray(0, 8_000);
  if (start.includes(0) || /^\s*</.test(start.toString('utf8'))) throw refuse('file-kind', at); // a program, a page
}

function startsWith(bytes: Buffer, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** The text of a file. Other code pages are not guessed: a wrong guess would spoil every name in silence. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    throw refuse('file-not-utf8');
  }
}

function encodingOf(bytes: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  return startsWith(bytes, [0xff, 0xfe]) ? 'utf-16le' : startsWith(bytes, [0xfe, 0xff]) ? 'utf-16be' : 'utf-8';
}
