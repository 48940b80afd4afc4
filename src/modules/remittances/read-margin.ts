const ARABIC_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/gu;
/** The last four bits of an Arabic digit are its worth. */
const WORTH = 0xf;

/**
 * A margin in per cent above -100 and below 100 with at most four decimals, as a plain decimal; null where it is none. As people type it, with
 * a comma, the sign of per cent or Arabic digits; of a file only with a point.
 */
export function readMargin(typed: string, { point = false }: { point?: boolean } = {}): string | null {
  const plain = point
    ? typed
    : typed
        .replaceAll(ARABIC_DIGITS, (digit) => String((digit.codePointAt(0) ?? 0) & WORTH))
        .replaceAll(/[\s%٪]/gu, '')
        .replace(/[,٫]/u, '.')
        .replace(/^−/u, '-');
  if (!/^-?\d{1,2}(?:\.\d{1,4})?$/.test(plain)) return null;
  // One way of writing: 1.50 and 01.5 are 1.5, and -0 is 0.
  const [, sign = '', whole = '', fraction = ''] = /^(-?)0*(\d*?)(?:\.(\d*?)0*)?$/.exec(plain) ?? [];
  const size = `${whole || '0'}${fraction ? `.${fraction}` : ''}`;
  return size === '0' ? '0' : sign + size;
}
