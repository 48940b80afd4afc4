const ARABIC = /[\u0660-\u0669\u06F0-\u06F9]/g;

/**
 * What a typed number may mean: with a comma or a point before the decimals, spaces or apostrophes between thousands,
 * Latin or Arabic digits. `1.500` is one and a half to some and fifteen hundred to others: both are told. Empty for
 * what is no number.
 */
export function readNumbers(typed: string): number[] {
  const plain = typed
    .normalize('NFKC')
    .replace(ARABIC, (digit) => String((digit.codePointAt(0) ?? 0) & 15))
    .replace(/\u066B/g, '.')
    .replace(/[\s'\u2019\u066C\u00A0\u202F]/g, '')
    .replace(/\u2212/g, '-');
  if (!/^-?\d{1,15}([.,]\d{1,12})*$/.test(plain) || plain.length > 30) return [];
  const last = plain.match(/[.,](?=[^.,]*$)/)?.[0];
  if (last === undefined) return [Number(plain)];
  const thousands = /^-?\d{1,3}([.,]\d{3})+$/.test(plain) && new Set(plain.match(/[.,]/g)).size === 1;
  const readings = thousands ? [Number(plain.replace(/[.,]/g, ''))] : [];
  const other = last === '.' ? ',' : '.';
  const decimal = plain.replaceAll(other, '');
  if (decimal.split(last).length === 2) readings.push(Number(decimal.replace(last, '.')));
  return readings;
}
