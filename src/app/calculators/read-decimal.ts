const ARABIC_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/gu;
/** The last four bits of an Arabic digit are its worth. */
const WORTH = 0xf;

/** A small number as somebody typed it, with a point, a comma or the Arabic sign before the decimals: `7.5`; null where it is none. */
export function readDecimal(text: string, { sign = false }: { sign?: boolean } = {}): string | null {
  const plain = text
    .replaceAll(ARABIC_DIGITS, (digit) => String((digit.codePointAt(0) ?? 0) & WORTH))
    .replaceAll(/[\s%٪]/gu, '')
    .replace(/[,٫]/u, '.')
    .replace(/^−/u, '-');
  return (sign ? /^-?\d{1,3}(?:\.\d{1,4})?$/ : /^\d{1,3}(?:\.\d{1,4})?$/).test(plain) ? plain : null;
}
