export { unknownColumns } from './importer.ts';
export type { ImportColumn, Importer, ImportFormat, ImportOptions, ImportProblem, ImportReport, ImportRow } from './importer.ts';
export { readImportFile, readSentFile, requireImportKind } from './read-import-file.ts';
export { mostBytes, mostColumns, mostRows } from './read-table.ts';
export type { ImportFile } from './read-table.ts';
export { cellReader } from './cell-reader.ts';
export type { CellReader } from './cell-reader.ts';
export { readWorkbook } from './read-workbook.ts';
export type { Workbook, WorkbookCell } from './read-workbook.ts';
