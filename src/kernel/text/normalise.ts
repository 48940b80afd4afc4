/** Control characters but tab and line feed; marks that turn the reading direction of what follows; invisible fillers. */
const unwanted = /[^\P{Cc}\t\n]|[\u202A-\u202E\u2066-\u2069]|[\u200B\u2060\uFEFF]/gu;

/**
 * Cleans a text that somebody typed, keeping its lines: Unicode NFC, line ends as `\n`, no control
 * characters, none of the marks that override the reading direction (a name could hide behind them),
 * no white space at either end. Joiners and the plain direction marks, which Arabic and Persian need, stay.
 */
export function normalise(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(unwanted, '')
    .normalize('NFC')
    .trim();
}

/** Cleans a text of one line: as `normalise`, with every run of white space made one space. */
export function normaliseLine(text: string): string {
  return normalise(text).replace(/\s+/gu, ' ').trim();
}
