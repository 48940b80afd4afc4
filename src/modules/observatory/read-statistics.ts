import { readWorkbook } from '#kernel/import';
import type { Reading, ReadingChoices } from './dataset.ts';
import { unread } from './gather.ts';
import { isExplorerCsv, readExplorerCsv } from './read-explorer-csv.ts';
import { readJsonStat } from './read-json-stat.ts';
import { readMatrix } from './read-matrix.ts';
import { isSdmxCsv, readSdmxCsv } from './read-sdmx-csv.ts';
import { textOf } from './read-text.ts';

/** The largest file that is read; a browser sends far smaller ones. */
const mostStatisticsBytes = 512 * 1024 * 1024;
/** A matrix of all countries has some 220 columns. */
const sheetLimits = { rows: 100_000, columns: 1_000 };

/**
 * Reads a file of official statistics, told apart by its content: SDMX-CSV 1.0 and 2.0, the CSV of Eurostat's data explorer,
 * a spreadsheet with one table, JSON-stat 2.0. Refusals: those of a workbook that cannot be opened (kernel/import).
 */
export async function readStatistics(bytes: Buffer, choices: ReadingChoices = {}): Promise<Reading> {
  if (bytes.length === 0) return unread(0, 'observatory.problem.no-rows');
  if (bytes.length > mostStatisticsBytes) return unread(0, 'observatory.problem.too-large');
  if (bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]))) return readMatrix(await readWorkbook(bytes, sheetLimits), choices);
  const beginning = bytes.subarray(0, 4_000).toString('latin1');
  const latin1 = isExplorerCsv(beginning);
  const read = textOf(bytes, latin1);
  if (!read) return unread(0, bytes.subarray(0, 8_000).includes(0) ? 'observatory.problem.kind' : 'observatory.problem.encoding');
  const { text } = read;
  if (/^\uFEFF?\s*\{/.test(text.slice(0, 1_000))) return readJsonStat(text.replace(/^\uFEFF/, ''), choices);
  if (isSdmxCsv(text)) return readSdmxCsv(text, choices);
  if (isExplorerCsv(text)) return readExplorerCsv(text, choices);
  return unread(1, 'observatory.problem.kind');
}
