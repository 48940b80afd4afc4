import { InvalidInputError, InvalidSpreadsheetError, readSheet } from 'read-excel-file/universal';
import type { ImportFile } from './read-table.ts';
import { rowsOf } from './read-table.ts';
import { refuse } from './refusals.ts';
import { guardSpreadsheet } from './spreadsheet-guard.ts';

/** Reads the first sheet of a workbook (.xlsx). docs/decisions/0003-spreadsheets.md says why with this library. */
export async function readXlsx(bytes: Buffer): Promise<ImportFile> {
  guardSpreadsheet(bytes);
  const cells = await cellsOf(bytes);
  return { format: 'xlsx', ...rowsOf(cells.map((line, index) => ({ number: index + 1, cells: line }))) };
}

async function cellsOf(bytes: Buffer): Promise<readonly (readonly unknown[])[]> {
  const copy = new Uint8Array(bytes).buffer; // a Buffer may be a window on a larger one
  try {
    return await readSheet(copy);
  } catch (error) {
    if (error instanceof InvalidInputError || error instanceof InvalidSpreadsheetError)
      throw refuse('file-damaged', { values: { line: 0 } });
    throw error;
  }
}
