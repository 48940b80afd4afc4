/** Shown where no font of ours has the character, so that a reader sees that something stands there. */
const MISSING = '\u{FFFD}';
/** A run of this many characters without a space may be broken; the compiler fails on a run of 64 KiB. */
const LONGEST_WORD = 80;
/** No writing puts more marks on one letter or leaves more lines empty; the compiler's time grows with their square. */
const TOO_MANY_MARKS = /(\p{M}{8})\p{M}+/gu;
const TOO_MANY_LINES = /\n{4,}/gu;

/** Characters that end a line or join others and need no glyph: line breaks, joiners, marks of direction, isolates. */
const WITHOUT_GLYPH = /[\n\u00ad\u200b-\u200f\u2028\u2029\u2060\u2066-\u2069]/u;
const OVERRIDES = /[\u202a-\u202e]/gu;
const ISOLATES = /[\u2066-\u2069]/gu;

/**
 * Brings every string of a document's data into a form that can be printed: no control characters, no overriding of the
 * direction, no isolate left open, long words breakable, a visible mark for a character that no font has.
 */
export function printable(value: unknown, covered: ReadonlySet<number>): unknown {
  if (typeof value === 'string') return printableText(value, covered);
  if (Array.isArray(value)) return value.map((item) => printable(item, covered));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, printable(item, covered)]));
}

/** One text, as {@link printable} says. */
export function printableText(text: string, covered: ReadonlySet<number>): string {
  const plain = text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(/[\p{Cc}\ufeff]/gu, (character) => (character === '\n' ? character : ''))
    .replaceAll(OVERRIDES, '')
    .replaceAll(TOO_MANY_MARKS, '$1')
    .replaceAll(TOO_MANY_LINES, '\n\n\n');
  const closed = isolatesClose(plain) ? plain : plain.replaceAll(ISOLATES, '');
  let shown = '';
  for (const character of closed) {
    shown += WITHOUT_GLYPH.test(character) || covered.has(character.codePointAt(0) ?? 0) ? character : MISSING;
  }
  return shown.replaceAll(new RegExp(`[^\\s\\u200b]{${LONGEST_WORD}}`, 'gu'), '$&\u200b');
}

/** Whether each isolate that the text opens it also closes, so that it cannot turn what stands after it. */
function isolatesClose(text: string): boolean {
  let open = 0;
  for (const [mark] of text.matchAll(ISOLATES)) {
    open += mark === '\u2069' ? -1 : 1;
    if (open < 0) return false;
  }
  return open === 0;
}
