/** A figure as it is kept: digits, no separators of thousands, a point before decimals. */
export const FIGURE = /^-?\d{1,15}(\.\d{1,6})?$/;

const ARABIC = /[\u0660-\u0669\u06F0-\u06F9]/g;

/**
 * Reads a figure as somebody typed it, with the separators of the language or its neighbours: `1 200,5`. Null for what is no figure,
 * and for what two readers could take for two figures: `1.500` in a language that writes decimals so.
 */
export function readFigure(typed: string, decimalSign: string): string | null {
  const plain = typed
    .normalize('NFKC')
    .replace(ARABIC, (digit) => String((digit.codePointAt(0) ?? 0) & 15))
    .replaceAll('\u066B', '.')
    .replace(/[\s'’\u066C]/g, '')
    .replaceAll('\u2212', '-');
  const signs = plain.match(/[.,]/g) ?? [];
  const kinds = new Set(signs);
  const last = signs.at(-1);
  const grouped = /^-?\d{1,3}([.,]\d{3})+$/.test(plain) && kinds.size === 1;
  // Three digits after the language's own decimal sign: thousands to a neighbour. Two readers, two figures.
  if (grouped && signs.length === 1 && last === decimalSign) return null;
  if (grouped) return kept(plain.replace(/[.,]/g, ''));
  if (last === undefined) return kept(plain);
  if (signs.filter((sign) => sign === last).length > 1) return null;
  return kept(plain.replaceAll(last === '.' ? ',' : '.', '').replace(last, '.'));
}

/** The figure without leading and trailing noughts that say nothing; null where it is none. */
function kept(plain: string): string | null {
  if (!FIGURE.test(plain)) return null;
  return plain.replace(/^(-?)0+(?=\d)/, '$1');
}
