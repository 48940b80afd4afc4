export { normalise, normaliseLine } from './normalise.ts';
export { foldText, searchWords } from './search-words.ts';
export { slugify } from './slugify.ts';
export { initials, truncate } from './shorten.ts';
export { csvCell, csvRow, csvStart, unguardCell, writeCsv } from './csv.ts';
export type { CsvValue } from './csv.ts';
export { formatPhone, parsePhone } from './phone.ts';
