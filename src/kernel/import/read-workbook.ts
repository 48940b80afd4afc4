import readSheets, { InvalidInputError, InvalidSpreadsheetError } from 'read-excel-file/universal';
import { refuse } from './refusals.ts';
import { guardSpreadsheet, sheetParts, type SheetLimits } from './spreadsheet-guard.ts';

export type WorkbookCell = string | number | boolean | Date | null;

/** Every sheet of a workbook as it stands, for readers of tables that are no plain lists. */
export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly rows: readonly (readonly WorkbookCell[])[] }[];
  /** How many cells hold a formula; their stored results are read. */
  readonly formulas: number;
  /** The first cell whose formula has no stored result, as `B7`. */
  readonly emptyFormula: string | null;
}

const formulaCell = /<(?:[a-z]+:)?c\b([^>]*)>\s*<(?:[a-z]+:)?f\b([^>]*?)(?:\/>|>[\s\S]*?<\/(?:[a-z]+:)?f>)(\s*<(?:[a-z]+:)?v>[^<])?/g;

/**
 * Reads all sheets of a workbook (.xlsx) within the limits.
 * Refusals: damaged, unpacks to too much, too many rows or columns.
 */
export async function readWorkbook(bytes: Buffer, limits: SheetLimits): Promise<Workbook> {
  guardSpreadsheet(bytes, limits);
  let formulas = 0;
  let emptyFormula: string | null = null;
  for (const xml of sheetParts(bytes)) {
    for (const [, attributes = '', , value] of xml.matchAll(formulaCell)) {
      formulas += 1;
      if (!value) emptyFormula ??= /\br="([^"]*)"/.exec(attributes)?.[1] ?? '?';
    }
  }
  try {
    const sheets = await readSheets(new Uint8Array(bytes).buffer);
    return { sheets: sheets.map(({ sheet, data }) => ({ name: sheet, rows: data as WorkbookCell[][] })), formulas, emptyFormula };
  } catch (error) {
    if (error instanceof InvalidInputError || error instanceof InvalidSpreadsheetError)
      throw refuse('file-damaged', { values: { line: 0 } });
    throw error;
  }
}
